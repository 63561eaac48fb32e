import SarupSyntax
import Testing

/// The core schema of YAML 1.2 (10.3.2).
struct ScalarTests {
  @Test(
    arguments: [
      ("12", 12), ("-12", -12), ("+7", 7), ("0o17", 15), ("0xFf", 255), ("007", 7), ("0x-1", nil), ("0o8", nil),
      ("1_000", nil), ("9223372036854775808", nil), ("", nil), ("๑๒", nil), ("1.0", nil),
    ] as [(String, Int?)])
  func integers(_ text: String, _ value: Int?) {
    #expect(Scalar(text, style: .plain).integer == value)
    #expect(Scalar(text, style: .quoted).integer == nil)
  }

  @Test(
    arguments: [
      ("1.5", 1.5), (".5", 0.5), ("5.", 5), ("-1e3", -1000), ("1E-2", 0.01), ("12", 12), (".inf", .infinity),
      ("-.INF", -.infinity), ("inf", nil), ("nan", nil), ("0x1p3", nil), (".", nil), ("1e", nil), ("1.5pt", nil),
      ("e5", nil),
    ] as [(String, Double?)])
  func numbers(_ text: String, _ value: Double?) {
    #expect(Scalar(text, style: .plain).number == value)
  }

  @Test func nullsAndTruth() {
    #expect(["", "~", "null", "Null", "NULL"].allSatisfy { Scalar($0, style: .plain).isNull })
    #expect(!Scalar("", style: .quoted).isNull && !Scalar("nULL", style: .plain).isNull)
    #expect(Scalar("True", style: .plain).bool == true && Scalar("FALSE", style: .plain).bool == false)
    #expect(Scalar("yes", style: .plain).bool == nil && Scalar("true", style: .quoted).bool == nil)
  }

  @Test(
    arguments: [
      ("tilte", "title"), ("titel", "title"), ("Title", "title"), ("creditz", "credits"), ("xyz", nil), ("", nil),
      ("ledd", "lead"),
    ] as [(String, String?)])
  func didYouMean(_ word: String, _ name: String?) {
    #expect(DidYouMean.nearest(to: word, among: ["title", "lead", "credits", "date"]) == name)
  }

  @Test func distances() {
    #expect(DidYouMean.distance("ab", "ba", limit: 3) == 1)
    #expect(DidYouMean.distance("kitten", "sitting", limit: 3) == 3)
    #expect(DidYouMean.distance("kitten", "sitting", limit: 2) == nil)
    #expect(DidYouMean.distance("", "ab", limit: 3) == 2)
    #expect(DidYouMean.distance("ผู้", "ผู", limit: 1) == 1)
    #expect(DidYouMean.distance(String(repeating: "a", count: 100_000), "a", limit: .max) == nil)
  }
}
