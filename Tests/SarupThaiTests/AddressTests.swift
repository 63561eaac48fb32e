import Testing

@testable import SarupThai

@Suite struct AddressTests {
  /// Addresses stand between braces.
  @Test(arguments: [
    "ดูที่{https://example.org/a?b=c#d} แล้ว", "({www.example.co.th}), {example.go.th/form}.", "“{http://example.org/}”",
    "ถึง {first.last@dept.example.go.th}; หรือ {a_b+c@example.org}.", "ที่ {https://example.org/a_(b)}) และ",
    "และ/หรือ N/A km/h ISO/IEC 27001 ม./วินาที 1.5/2 e.g./i.e. ww.a @example a@b แบบ 12/2569", "http:// และ :// และ www.",
    "{ftp://a.example/x}, {https://example.org:8080}", "{https://exa\u{200B}mple.org/abc}\u{200B}ต่อ", "https:", "", "@",
    "/",
  ])
  func found(marked: String) {
    var bytes: [UInt8] = []
    var wanted: [Range<Int>] = []
    var start = 0
    for byte in marked.utf8 {
      switch byte {
      case UInt8(ascii: "{"): start = bytes.count
      case UInt8(ascii: "}"): wanted.append(start..<bytes.count)
      default: bytes.append(byte)
      }
    }
    #expect(Addresses.find(in: bytes.span) == wanted)
  }

  /// A slash is the best place, and a key is parted where nothing else helps.
  @Test func placesHaveTheirRanks() throws {
    let text = "ที่ https://drive.example.com/file/1AbCdEfGhIjKlMnOpQrStUv/view?usp=x1y2"
    func score(before part: String) throws -> Float {
      let offset = text.utf8.distance(from: text.startIndex, to: try #require(text.firstRange(of: part)).lowerBound)
      return try #require(ThaiBreakTests.breaks(text).first { $0.offset == offset }?.score, "\(part)")
    }
    let slash = try score(before: "file")
    let query = try score(before: "?usp")
    let dot = try score(before: ".com")
    let key = try score(before: "EfGh")
    #expect(slash > query && query > dot && dot > 0 && key < 0 && key > -1)
    #expect(ThaiBreakTests.breaks(text).allSatisfy { $0.kind != .hyphen })
  }
}
