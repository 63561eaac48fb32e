internal import SarupThai
internal import TestSupport
internal import Testing

@testable import SarupFonts

/// Text that is put together from pieces looks as if it had been shaped as a whole.
struct ShapeCacheTests {
  private let book = FontBook()

  /// Shapes each run in both ways, with one cache for all, and tells the first that differs.
  private func firstDifference(
    _ runs: [(text: String, script: Script)], in face: LoadedFace, language: String = "th-TH"
  ) throws -> String? {
    var buffer = ShapingBuffer()
    let caches = Dictionary(
      uniqueKeysWithValues: try [Script.thai, .latin].map {
        ($0, try #require(face.takeShapeCache($0, language)))
      })
    for round in 0..<2 {
      for (text, script) in runs {
        let bytes = Array(text.utf8)
        var whole: [Glyph] = []
        buffer.shape(
          bytes.span, range: 0..<bytes.count, script: script, language: language, font: face.font, into: &whole)
        guard let cache = caches[script] else { continue }
        var pieced: [Glyph] = []
        let isKnown = bytes.withUnsafeBufferPointer { cache.shape($0, 0..<bytes.count, into: &pieced) }
        if !isKnown {
          bytes.withUnsafeBufferPointer { cache.learn($0, 0..<bytes.count, whole, from: 0) }
          continue
        }
        if pieced != whole { return "\(text) in round \(round)" }
      }
    }
    return nil
  }

  private func bundled(_ number: Int) throws -> LoadedFace { try #require(book.loaded(FaceIndex(number))) }

  @Test(arguments: 0..<4 as Range<Int>) func examplesAreShapedAlike(number: Int) throws {
    let folder = "\(Fixtures.folder(beside: #filePath))/../../Examples"
    var runs: [(String, Script)] = []
    for name in ["long.md", "integrity-workshop.md", "bilingual.md", "one-page.md"] {
      let text = String(decoding: GoldenFile.readBytes("\(folder)/\(name)") ?? [], as: UTF8.self)
      for line in text.split(separator: "\n") {
        runs.append((String(line), .thai))
        // Pieces of other neighbours, so that the whole line is made of what has been learned elsewhere.
        for word in line.split(separator: " ") { runs.append((String(word), .thai)) }
        for word in line.split(separator: " ") where word.utf8.allSatisfy({ $0 < 0x80 }) {
          runs.append((String(word), .latin))
          runs.append(("\(word) (\(word))", .latin))
        }
      }
    }
    #expect(runs.count > 1000)
    #expect(try firstDifference(runs, in: bundled(number)) == nil)
  }

  @Test(arguments: 0..<8 as Range<UInt64>) func anyOrderOfLettersIsShapedAlike(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let letters =
      Array(0x0E01...0x0E3A as ClosedRange<UInt32>) + Array(0x0E40...0x0E4E as ClosedRange<UInt32>)
      + [0x20, 0x2E, 0x2C, 0x31, 0x41, 0x56, 0x66, 0x69, 0x201C, 0xA0, 0xE9]
    var runs: [(String, Script)] = []
    for _ in 0..<2000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        text.append(try #require(Unicode.Scalar(letters[Int.random(in: 0..<letters.count, using: &random)])))
      }
      runs.append((String(text), .thai))
      runs.append((String(text), .latin))
    }
    #expect(try firstDifference(runs, in: bundled(Int(seed % 4))) == nil)
  }

  /// Kerning stands between letters that are learned apart.
  @Test func kernedPairsStayTogether() throws {
    let face = try bundled(0)
    let cache = try #require(face.takeShapeCache(.latin, "en-GB"))
    var shaper = Shaper(book: book)
    face.giveBack(cache)
    func width(_ text: String) -> Int32 {
      var glyphs: [Glyph] = []
      let bytes = Array(text.utf8)
      shaper.shape(
        bytes.span, range: 0..<bytes.count, script: .latin, language: "en-GB", face: FaceIndex(0), into: &glyphs)
      return glyphs.reduce(0) { $0 + $1.advance }
    }
    let apart = width("A") + width("V") + width("A")
    let together = width("AVA")
    #expect(together < apart)
    #expect(width("AVA") == together)
    #expect(width("A V A") > apart)
  }

  @Test(arguments: ["a\u{301}", "ุก", "1\u{2044}2", "漢", "a\u{200D}b"]) func whatIsNotKnownIsShapedAsAWhole(
    text: String
  )
    throws
  {
    let cache = try #require(try bundled(0).takeShapeCache(.thai, "th-TH"))
    let bytes = Array(text.utf8)
    for _ in 0..<2 {
      var glyphs: [Glyph] = []
      #expect(!bytes.withUnsafeBufferPointer { cache.shape($0, 0..<bytes.count, into: &glyphs) })
      #expect(glyphs.isEmpty)
      bytes.withUnsafeBufferPointer { cache.learn($0, 0..<bytes.count, [], from: 0) }
    }
  }

  /// A font's rules may put any number of glyphs in the place of one.
  @Test func aLetterOfCountlessGlyphsIsNotLearned() throws {
    // No other test asks for this language, so the cache is a new one.
    let cache = try #require(try bundled(0).takeShapeCache(.latin, "en-NZ"))
    let bytes = Array("Q".utf8)
    let glyph = Glyph(id: 1, cluster: 0, advance: 1, xOffset: 0, yOffset: 0)
    for count in [70_000, 2] {
      var glyphs: [Glyph] = []
      #expect(!bytes.withUnsafeBufferPointer { cache.shape($0, 0..<1, into: &glyphs) })
      let shaped = [Glyph](repeating: glyph, count: count)
      bytes.withUnsafeBufferPointer { cache.learn($0, 0..<1, shaped, from: 0) }
    }
    var glyphs: [Glyph] = []
    #expect(bytes.withUnsafeBufferPointer { cache.shape($0, 0..<1, into: &glyphs) })
    #expect(glyphs.count == 2)
  }
}
