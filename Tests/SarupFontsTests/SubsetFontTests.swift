internal import SarupSyntax
internal import SarupThai
internal import TestSupport
internal import Testing

@testable import SarupFonts

struct SubsetFontTests {
  private let book = FontBook()
  private var face: LoadedFace { get throws { try #require(book.loaded(FaceIndex(0))) } }

  /// A subset, read as any other font.
  private func loaded(_ subset: SubsetFont) throws -> (file: FontFile, glyphs: GlyphTable, font: HarfBuzzFont) {
    let bytes = FontBytes(copying: subset.file())
    let file = try FontFile(withCharacterMap(bytes), index: 0)
    return (file, try #require(GlyphTable(file)), try #require(HarfBuzzFont(bytes, index: 0)))
  }

  /// Fonts in a PDF need no character map, but `FontFile` asks for one: another table lends its name.
  private func withCharacterMap(_ bytes: FontBytes) -> FontBytes {
    var copy = Array(bytes.buffer)
    let directory = Array(copy[12..<28])
    copy[5] = 7
    copy.insert(contentsOf: Array("cmap".utf8) + directory[4...], at: 12)
    for table in 0..<7 {
      let place = 12 + 16 * table + 8
      let offset = copy[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } + 16
      for (index, shift) in [24, 16, 8, 0].enumerated() { copy[place + index] = UInt8(offset >> shift & 255) }
    }
    return FontBytes(copying: copy)
  }

  private func shaped(_ text: String) throws -> [GlyphPart] {
    let bytes = Array(text.utf8)
    var buffer = ShapingBuffer()
    var glyphs: [Glyph] = []
    buffer.shape(
      bytes.span, range: 0..<bytes.count, script: .thai, language: "th", font: try face.font, into: &glyphs)
    var pen: Int32 = 0
    return glyphs.map { glyph in
      defer { pen += glyph.advance }
      return GlyphPart(glyph: glyph.id, x: pen + glyph.xOffset, y: glyph.yOffset)
    }
  }

  @Test(arguments: ["ที่", "น้ำ", "ปี่", "ญุ", "ฟื้", "กำ"]) func aClusterLooksLikeItsShapedParts(text: String) throws {
    var subset = SubsetFont(try face)
    let parts = try shaped(text)
    #expect(subset.add(parts, advance: 600) == 1)
    let font = try loaded(subset).font
    var expected: [[Int]] = []
    for part in parts {
      expected += try face.font.outline(of: part.glyph).points.map { [$0.x + Int(part.x), $0.y + Int(part.y)] }
    }
    let found = font.outline(of: 1).points.map { [$0.x, $0.y] }
    #expect(found.count == expected.count)
    // Points between two others lie on halves, which round otherwise when the outline has been moved.
    #expect(zip(found, expected).allSatisfy { abs($0[0] - $1[0]) <= 1 && abs($0[1] - $1[1]) <= 1 })
    #expect(font.advance(1) == 600)
  }

  @Test func aGlyphOfTheFaceStaysOne() throws {
    var subset = SubsetFont(try face)
    let glyph = try #require(try face.font.glyph("ก"))
    #expect(subset.add([GlyphPart(glyph: glyph, x: 0, y: 0)], advance: 576) == 1)
    #expect(
      subset.add([GlyphPart(glyph: glyph, x: 0, y: 0), GlyphPart(glyph: glyph, x: 600, y: 200)], advance: 1) == 2)
    #expect(subset.add([], advance: 0) == 3)
    #expect(subset.add([GlyphPart(glyph: glyph, x: 0, y: 0)], advance: 576) == 4)
    let (_, glyphs, font) = try loaded(subset)
    #expect(glyphs.count == 5)
    #expect(glyphs.outline(1).signed(0) > 0)
    #expect(glyphs.outline(2).signed(0) == -1)
    #expect(glyphs.outline(3).isEmpty)
    #expect(font.outline(of: 4).points.count == font.outline(of: 1).points.count)
  }

  /// Letters with marks are composites in the face itself.
  @Test func compositesOfTheFaceKeepTheirParts() throws {
    let scalars: [Unicode.Scalar] = ["é", "Å", "ữ", "ñ"]
    var subset = SubsetFont(try face)
    for scalar in scalars {
      _ = subset.add([GlyphPart(glyph: try #require(try face.font.glyph(scalar)), x: 0, y: 0)], advance: 500)
    }
    let font = try loaded(subset).font
    for (index, scalar) in scalars.enumerated() {
      let own = try face.font.outline(of: try #require(try face.font.glyph(scalar))).points
      #expect(font.outline(of: UInt32(index + 1)).points.map { [$0.x, $0.y] } == own.map { [$0.x, $0.y] })
    }
  }

  /// A font file adds up to a fixed number, and so does each table to the number in the directory.
  @Test func checksumsAreRight() throws {
    var subset = SubsetFont(try face)
    _ = subset.add(try shaped("ที่"), advance: 600)
    let file = subset.file()
    func sum(_ bytes: some Collection<UInt8>) -> UInt32 {
      var sum: UInt32 = 0
      for (index, byte) in bytes.enumerated() { sum &+= UInt32(byte) << UInt32(24 - 8 * (index % 4)) }
      return sum
    }
    #expect(sum(file) == 0xB1B0_AFBA)
    #expect(file.count % 4 == 0)
  }

  /// What reads in a font's bytes keeps them, wherever they came from.
  @Test func bytesLiveAsLongAsTheirReaders() throws {
    weak var bytes: FontBytes?
    func read() throws -> (FontFile, GlyphTable) {
      let copy = FontBytes(copying: Array(try face.bytes.buffer))
      bytes = copy
      let file = try FontFile(copy, index: 0)
      return (file, try #require(GlyphTable(file)))
    }
    var file: FontFile? = try read().0
    #expect(bytes != nil)
    #expect(file?.hasGlyf == true)
    file = nil
    #expect(bytes == nil)
    var glyphs: GlyphTable? = try read().1
    #expect(bytes != nil)
    #expect(glyphs?.advance(0) == 700)
    glyphs = nil
    #expect(bytes == nil)
  }

  @Test func whatIsNoGlyphIsEmpty() throws {
    var subset = SubsetFont(try face)
    #expect(subset.add([GlyphPart(glyph: 60_000, x: 0, y: 0)], advance: 0x2_0000) == 1)
    #expect(subset.add([GlyphPart(glyph: 60_000, x: 4, y: 0)], advance: -5) == 2)
    _ = subset.add(try shaped("ที่"), advance: 600)
    #expect(subset.advance(1) == 0xFFFF)
    #expect(subset.advance(2) == 0)
    let glyphs = try loaded(subset).glyphs
    #expect(glyphs.outline(1).isEmpty)
    #expect(glyphs.outline(2).isEmpty)
  }

  @Test(arguments: 0..<80 as Range<UInt64>) func aDamagedFontMakesNoTrap(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = Fixtures.folder(beside: #filePath)
    var bytes = GoldenFile.readBytes("\(folder)/../../Fonts/Sarabun-Regular.ttf") ?? []
    for _ in 0..<Int.random(in: 1...200, using: &random) {
      bytes[Int.random(in: 300..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    let book = FontBook(faces: [FontSource(name: "damaged", bytes: bytes)])
    guard let face = book.loaded(FaceIndex(0)) else { return }
    var subset = SubsetFont(face)
    for glyph in 0..<60 as Range<UInt32> {
      _ = subset.add([GlyphPart(glyph: glyph * 13, x: 0, y: 0)], advance: 300)
      _ = subset.add([GlyphPart(glyph: glyph * 17, x: 5, y: -5)], advance: 300)
    }
    #expect(!subset.file().isEmpty)
  }
}
