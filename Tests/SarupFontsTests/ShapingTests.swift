internal import SarupFonts
internal import SarupThai
internal import TestSupport
import Testing

#if canImport(Glibc)
  internal import Glibc
#endif

/// Cases of `shaping.txt`: `script ; text ; glyph=cluster+advance@x,y|...`, where `@x,y` is left out when it is 0,0.
///
/// To add a case, write `script ; text` and run with `SARUP_RECORD=1`; then read what was recorded.
struct ShapingTests {
  private static let folder = Fixtures.folder(beside: #filePath)

  @Test func casesShapeAsRecorded() {
    let path = "\(ShapingTests.folder)/shaping.txt"
    let book = FontBook()
    let difference = GoldenFile.difference(of: reshaped(path, with: book), from: path)
    #expect(difference == nil)
  }

  /// TH Sarabun places its marks by substitution. It does not ship with Sarup: name its folder to run the cases.
  @Test(.enabled(if: TestFonts.folder != nil)) func casesShapeAsRecordedWithSubstitutedMarks() throws {
    let bytes = try #require(TestFonts.read("THSarabunNew.ttf"))
    let book = FontBook(faces: [FontSource(name: "THSarabunNew.ttf", bytes: bytes)])
    let path = "\(ShapingTests.folder)/shaping-th-sarabun-new.txt"
    let difference = GoldenFile.difference(of: reshaped(path, with: book), from: path)
    #expect(difference == nil)
  }

  private func reshaped(_ path: String, with book: FontBook) -> String {
    var result = ""
    for line in (GoldenFile.read(path) ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
      let fields = line.split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false)
      if line.hasPrefix("#") || fields.count < 2 {
        result += "\(line)\n"
        continue
      }
      let script = fields[0].hasPrefix("thai") ? Script.thai : fields[0].hasPrefix("latin") ? .latin : .other
      let text = Array(unescaped(fields[1].drop { $0 == " " }).utf8)
      var glyphs: [Glyph] = []
      var shaper = Shaper(book: book)
      shaper.shape(
        text.span, range: 0..<text.count, script: script, language: "th", face: FaceIndex(0), into: &glyphs)
      let names = glyphs.map { glyph in
        let offset = glyph.xOffset == 0 && glyph.yOffset == 0 ? "" : "@\(glyph.xOffset),\(glyph.yOffset)"
        return "\(book.loaded(FaceIndex(0))?.name(of: glyph.id) ?? "?")=\(glyph.cluster)+\(glyph.advance)\(offset)"
      }
      result += "\(fields[0]);\(fields[1]); \(names.joined(separator: "|"))\n"
    }
    if result.hasSuffix("\n") { result.removeLast() }
    return result
  }

  /// The text ends at the last character that is not a space; `\u{HEX}` is that character.
  private func unescaped(_ text: Substring) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    var result = ""
    while let start = text.range(of: "\\u{") {
      result += text[..<start.lowerBound]
      let end = text[start.upperBound...].firstIndex(of: "}") ?? text.endIndex
      if let value = UInt32(text[start.upperBound..<end], radix: 16), let scalar = Unicode.Scalar(value) {
        result.unicodeScalars.append(scalar)
      }
      text = text[end...].dropFirst()
    }
    return result + text
  }

  // MARK: - Properties

  @Test(arguments: 0..<40 as Range<UInt64>) func everyByteBelongsToOneCluster(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let book = FontBook()
    var shaper = Shaper(book: book)
    for _ in 0..<25 {
      // Any order of letters and marks, as bad input has it.
      let text = (0..<Int.random(in: 1...30, using: &random)).map { _ in
        ShapingTests.alphabet.randomElement(using: &random) ?? " "
      }
      var bytes: [UInt8] = []
      for scalar in text { bytes += Array(String(Character(scalar)).utf8) }
      var glyphs: [Glyph] = []
      let script: Script = Bool.random(using: &random) ? .thai : .latin
      shaper.shape(
        bytes.span, range: 0..<bytes.count, script: script, language: "th", face: FaceIndex(0), into: &glyphs)
      #expect(glyphs.first?.cluster == 0)
      for (glyph, next) in zip(glyphs, glyphs.dropFirst()) { #expect(glyph.cluster <= next.cluster) }
      for glyph in glyphs {
        #expect(bytes[glyph.cluster] & 0xC0 != 0x80, "a cluster begins inside a character")
      }
    }
  }

  private static let alphabet: [Unicode.Scalar] =
    (0x0E01...0x0E3A).compactMap(Unicode.Scalar.init) + (0x0E40...0x0E5B).compactMap(Unicode.Scalar.init)
    + ["a", "f", "i", " ", "(", "\u{200B}", "\u{200D}", "\u{00A0}", "\u{FFFD}", "\u{1F469}", "中"]

  @Test func aRangeIsShapedWithoutWhatStandsAroundIt() {
    let text = Array("ที่ประชุม น้ำ".utf8)
    let start = Array("ที่ประชุม ".utf8).count
    var shaper = Shaper(book: FontBook())
    var glyphs: [Glyph] = []
    shaper.shape(
      text.span, range: start..<text.count, script: .thai, language: "th-TH", face: FaceIndex(0), into: &glyphs)
    #expect(glyphs.allSatisfy { $0.cluster >= start })
    #expect(glyphs.first?.cluster == start)
  }

  @Test func lettersStayLettersWhereAFontHasLigatures() {
    let text = Array("official".utf8)
    var shaper = Shaper(book: FontBook())
    var glyphs: [Glyph] = []
    shaper.shape(
      text.span, range: 0..<text.count, script: .latin, language: "en-GB", face: FaceIndex(0), into: &glyphs)
    #expect(glyphs.count == 8)
  }

  @Test func outsideRangesAndFacesShapeNothing() {
    let text = Array("กข".utf8)
    var shaper = Shaper(book: FontBook())
    var glyphs: [Glyph] = []
    shaper.shape(text.span, range: 0..<9, script: .thai, language: "th", face: FaceIndex(0), into: &glyphs)
    shaper.shape(text.span, range: 0..<6, script: .thai, language: "th", face: FaceIndex(99), into: &glyphs)
    shaper.shape(text.span, range: 0..<6, script: .thai, language: "th", face: FaceIndex(-1), into: &glyphs)
    #expect(glyphs.isEmpty)
  }
}

/// Fonts that do not ship with Sarup: `SARUP_TEST_FONTS` names their folder.
enum TestFonts {
  static let folder = getenv("SARUP_TEST_FONTS").map { String(cString: $0) }

  static func read(_ name: String) -> [UInt8]? {
    folder.flatMap { GoldenFile.readBytes("\($0)/\(name)") }
  }
}

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

extension Substring {
  /// Where a short text occurs first.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
