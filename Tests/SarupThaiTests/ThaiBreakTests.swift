import Foundation
import Testing

@testable import SarupThai

@Suite struct ThaiBreakTests {
  static let cases = FixtureLines.read("line-breaks-thai.txt") + FixtureLines.read("line-breaks-office.txt")

  @Test(arguments: cases) func places(marked: String) throws {
    let item = try #require(MarkedText(marked))
    let offered = item.offered(by: ThaiBreakFinder())
    let missing = item.wanted.filter { !offered.contains($0) }
    let wrong = item.forbidden.filter(offered.contains)
    #expect(missing.isEmpty, "no break at \(item.show(missing))")
    #expect(wrong.isEmpty, "a break at \(item.show(wrong))")
  }

  /// A scaled number holds on to what it counts; the same words without a number do not.
  @Test(arguments: [("งบ 64.2 ล้านบาท", true), ("งบ ๖๔.๒ ล้านบาท", true), ("5 หมื่นคน", true), ("คนล้านบาทเศษ", false)])
  func scaleHoldsOnToItsUnit(text: String, isHeld: Bool) throws {
    let scale = try #require(text.range(of: "ล้าน") ?? text.range(of: "หมื่น"))
    let offset = text.utf8.distance(from: text.startIndex, to: scale.upperBound)
    let score = Self.breaks(text).first { $0.offset == offset }?.score ?? -2
    #expect((score <= 0.5) == isHeld, "\(score)")
  }

  static func breaks(_ text: String, _ words: UserDictionary? = nil) -> [BreakOpportunity] {
    var result: [BreakOpportunity] = []
    ThaiBreakFinder(words: words).findBreaks(in: Array(text.utf8).span, into: &result)
    return result
  }

  @Test func forcedBreaks() {
    let found = Self.breaks("ก\u{2028}ข \u{2028} ค")
    #expect(found.filter { $0.kind == .mandatory }.map(\.offset) == [6, 13])
  }

  /// A space inside what is read as one scores below any other space, and above a torn word.
  @Test(arguments: [
    ("ตามมาตรา 44", "มาตรา "), ("วันที่ 14 มีนาคม", "14 "), ("ยาว 12 กม.", "12 "), ("กับนาย ปกรณ์", "นาย "),
    ("เชิญ ดร. มานะ", "ดร. "), ("ปี พ.ศ. 2568", "พ.ศ. "), ("ร้อยละ 12", "ร้อยละ "), ("กับและ คน", "และ "),
    ("วันที่ ๒๖ - ๒๗ มีนาคม", "- "), ("เวลา 09.00 – 16.30 น.", "– "), ("ในเดือน มกราคม", "เดือน "), ("พบ 33 ชนิด", "33 "),
    ("until 28 February", "28 "), ("in February 2026", "February "),
  ]) func softSpaces(text: String, before: String) throws {
    let end = try #require(text.firstRange(of: before)).upperBound
    let offset = text.utf8.distance(from: text.startIndex, to: end)
    let joint = try #require(Self.breaks(text).first { $0.offset == offset })
    #expect(joint.kind == .space)
    #expect((0.5...4.5).contains(joint.score))
  }

  @Test func otherSpacesAreCertain() {
    #expect(Self.breaks("คณะกรรมการ พิจารณา แล้ว").filter { $0.kind == .space }.map(\.score) == [30, 30])
    #expect(Self.breaks("09.30 น. ที่ห้อง").last { $0.kind == .space }?.score == 30)
  }

  /// Long runs are scored in windows; the seams must not show.
  @Test func longRuns() {
    let sentence = "คณะกรรมการพัฒนาระบบราชการจัดประชุมเชิงปฏิบัติการเพื่อแลกเปลี่ยนประสบการณ์"
    let one = Self.breaks(sentence + sentence)
    let count = 60
    let size = sentence.utf8.count
    let many = Self.breaks(String(repeating: sentence, count: count))
    let offered = Set(many.filter { $0.score > 0 }.map(\.offset))
    // A seam is the edge of a run to the letters beside it, which sways doubtful places a little.
    for opportunity in one where opportunity.offset <= size && opportunity.score > 1.5 {
      for copy in 0..<(count - 1) { #expect(offered.contains(copy * size + opportunity.offset)) }
    }
    #expect(zip(many, many.dropFirst()).allSatisfy { $0.offset < $1.offset })
  }

  /// Any bytes at all: opportunities are in order, inside the text, and never inside a cluster.
  @Test func anyText() {
    var random = SmallRandom(seed: 11)
    let pieces = [
      "ก", "า", "ำ", "เ", "ี", "่", "์", "ๆ", "ฯ", "ล", " ", "\u{200B}", "\u{2060}", "“", "”", "(", ")", "1", "๑", ".",
      "-", "a", "%",
      "ລ", "中", "\u{301}", "\u{4D}\u{E4D}", "เ", "/", "฿", "\u{2028}", "\"", "ร", "น", "ัน", "\u{FFFC}", "🇹",
      "\u{200D}",
    ]
    var clusters: [Int] = []
    var words = UserDictionary()
    words.add(names: ["กาน", "รน"])
    words.add(Array("a.ก 1".utf8), bars: [2], isBound: true)
    for round in 0..<3000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int(random.next() % 40) {
        if random.next() % 20 == 0 { bytes.append(UInt8(truncatingIfNeeded: random.next())) }
        bytes += Array(pieces[Int(random.next() % UInt64(pieces.count))].utf8)
      }
      var found: [BreakOpportunity] = []
      ThaiBreakFinder(words: round % 2 == 0 ? words : nil).findBreaks(in: bytes.span, into: &found)
      ClusterScanner.findBoundaries(in: bytes.span, into: &clusters)
      let offsets = found.map(\.offset)
      let isSound =
        zip(offsets, offsets.dropFirst()).allSatisfy { $0 < $1 }
        && offsets.allSatisfy { $0 > 0 && $0 <= bytes.count }
        && offsets.allSatisfy { $0 == bytes.count || clusters.contains($0) }
      #expect(isSound, "\(String(decoding: bytes, as: UTF8.self).debugDescription) \(offsets)")
    }
  }
}

/// A text with marks at its places, as in `line-breaks-thai.txt` and `line-breaks-office.txt`.
struct MarkedText {
  var bytes: [UInt8] = []
  var wanted: [Int] = []
  var forbidden: [Int] = []

  init?(_ marked: String) {
    var rest = Substring(marked)
    var judged: Set<Int> = []
    // Where the whole that no line may end in starts.
    var whole: Int?
    var last: Unicode.Scalar?
    while let first = rest.unicodeScalars.first {
      if let start = whole, bytes.count > start, forbidden.last != bytes.count, first != ">" {
        forbidden.append(bytes.count)
      }
      defer { last = first }
      if rest.hasPrefix("\\u{") {
        guard let end = rest.firstIndex(of: "}"), let value = UInt32(rest[..<end].dropFirst(3), radix: 16),
          let scalar = Unicode.Scalar(value)
        else { return nil }
        bytes += Array(String(scalar).utf8)
        rest = rest[rest.index(after: end)...]
        continue
      }
      switch first {
      case "|": wanted.append(bytes.count)
      case "~": forbidden.append(bytes.count)
      case "?" where last == " ": judged.insert(bytes.count)
      case "<": whole = bytes.count
      case ">" where whole != nil: whole = nil
      default: bytes += Array(String(first).utf8)
      }
      rest.unicodeScalars.removeFirst()
    }
    for offset in bytes.indices.dropFirst() where bytes[offset - 1] == 0x20 && bytes[offset] != 0x20 {
      let isDigitBeside = offset >= 2 && bytes[offset - 2] &- 0x30 < 10 || bytes[offset] &- 0x30 < 10
      if !isDigitBeside, !judged.contains(offset), !forbidden.contains(offset) { wanted.append(offset) }
    }
  }

  func offered(by finder: ThaiBreakFinder) -> Set<Int> {
    var result: [BreakOpportunity] = []
    finder.findBreaks(in: bytes.span, into: &result)
    return Set(result.filter { $0.score > 0 }.map(\.offset))
  }

  func show(_ offsets: [Int]) -> String {
    offsets.map {
      String(decoding: bytes[..<$0], as: UTF8.self).suffix(8) + "▸"
        + String(decoding: bytes[$0...], as: UTF8.self).prefix(4)
    }
    .joined(separator: "  ")
  }
}
