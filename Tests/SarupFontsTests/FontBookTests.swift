internal import SarupFonts
internal import SarupSyntax
internal import SarupThai
internal import TestSupport
import Testing

struct FontBookTests {
  private func request(_ families: String..., bold: Bool = false, italic: Bool = false) -> FontRequest {
    FontRequest(families: families, isBold: bold, isItalic: italic)
  }

  private static func bundled(_ name: String) -> [UInt8] {
    GoldenFile.readBytes("\(Fixtures.folder(beside: #filePath))/../../Fonts/\(name)") ?? []
  }

  @Test(arguments: [(false, false), (true, false), (false, true), (true, true)])
  func theBundledFamilyHasFourFaces(isBold: Bool, isItalic: Bool) throws {
    let book = FontBook()
    var diagnostics = Diagnostics()
    let face = try #require(
      book.face(for: request("SARABUN", bold: isBold, italic: isItalic), reporting: &diagnostics))
    #expect(diagnostics.all.isEmpty)
    #expect(book.unitsPerEm(of: face) == 1000)
    #expect(book.covers(face, "ก"))
    #expect(!book.covers(face, "中"))
    #expect(book.metrics(of: face).koKaiWidth == (isBold ? 0.597 : 0.576))
  }

  @Test func theFirstFamilyThatIsThereAnswers() throws {
    let book = FontBook()
    var diagnostics = Diagnostics()
    let face = book.face(for: request("TH Sarabun New", "Sarabun"), reporting: &diagnostics)
    #expect(face == book.face(for: request("Sarabun"), reporting: &diagnostics))
    #expect(diagnostics.all.isEmpty)
  }

  @Test func aFamilyThatIsNowhereIsAnError() {
    var diagnostics = Diagnostics()
    let face = FontBook().face(for: request("Nowhere", "Not Here"), reporting: &diagnostics)
    #expect(face == nil)
    #expect(diagnostics.all.map(\.code) == [.fontNotFound])
    #expect(diagnostics.all.first?.message == "there is none of the font families `Nowhere`, `Not Here`")
  }

  @Test func aFaceHandedInComesBeforeABundledOne() {
    // The italic stands in for a newer regular: what counts is which file answers.
    let book = FontBook(faces: [FontSource(name: "a.ttf", bytes: FontBookTests.bundled("Sarabun-Italic.ttf"))])
    var diagnostics = Diagnostics()
    #expect(book.face(for: request("Sarabun", italic: true), reporting: &diagnostics) == FaceIndex(0))
    #expect(book.face(for: request("Sarabun"), reporting: &diagnostics) == FaceIndex(1))
    #expect(diagnostics.all.isEmpty)
  }

  @Test(.enabled(if: TestFonts.folder != nil)) func aMissingStyleNamesTheFacesThereAre() throws {
    let bytes = try #require(TestFonts.read("THSarabunNew.ttf"))
    let book = FontBook(faces: [FontSource(name: "THSarabunNew.ttf", bytes: bytes)])
    var diagnostics = Diagnostics()
    #expect(book.face(for: request("TH Sarabun New", bold: true), reporting: &diagnostics) == FaceIndex(0))
    let found = try #require(diagnostics.all.first)
    #expect(found.code == .fontStyleMissing)
    #expect(found.message == "family 'TH Sarabun New' has no bold face")
    #expect(found.hints.first == "It has: regular.")
  }

  // MARK: - Fonts of the system

  @Test func theSystemIsAskedOnlyWhereThatIsAllowed() {
    var diagnostics = Diagnostics()
    let fonts = FontBook(system: .allowed)
    guard let face = fonts.face(for: request("DejaVu Sans"), reporting: &diagnostics) else { return }
    #expect(fonts.covers(face, "ß"))
    #expect(!fonts.covers(face, "ก"))
    #expect(fonts.face(for: request("dejavu sans", bold: true), reporting: &diagnostics) != face)
    #expect(fonts.fallback(for: "→", instead: FaceIndex(0)).map { fonts.covers($0, "→") } != false)
    #expect(FontBook().face(for: request("DejaVu Sans"), reporting: &diagnostics) == nil)
  }

  @Test func aCharacterOfNoBundledFaceHasNoFallback() {
    #expect(FontBook().fallback(for: "中", instead: FaceIndex(0)) == nil)
  }

  // MARK: - Files that must not be used

  @Test(arguments: [0, 3, 11, 12, 100, 300, 5000, 50_000]) func aFileCutShortIsRefused(length: Int) {
    let bytes = Array(FontBookTests.bundled("Sarabun-Regular.ttf").prefix(length))
    let book = FontBook(faces: [FontSource(name: "cut.ttf", bytes: bytes)])
    #expect(book.problems.all.map(\.code) == [.fontRefused])
    #expect(book.problems.all.first?.message.hasPrefix("the font file `cut.ttf` ") == true)
  }

  @Test func aFileThatIsNoFontIsRefused() {
    let book = FontBook(faces: [FontSource(name: "notes.txt", bytes: Array("a note, not a font at all".utf8))])
    #expect(book.problems.all.first?.message == "the font file `notes.txt` is not a TrueType or OpenType font")
  }

  /// Any byte may be wrong; what matters is that nothing traps and a face that loads can shape.
  @Test(arguments: 0..<60 as Range<UInt64>) func aDamagedFileIsRefusedOrShapes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes = FontBookTests.bundled("Sarabun-Regular.ttf")
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      // Half of the damage falls on the directory and the first tables, where it does most.
      let end = Bool.random(using: &random) ? 400 : bytes.count
      bytes[Int.random(in: 0..<end, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    let book = FontBook(faces: [FontSource(name: "damaged.ttf", bytes: bytes)])
    if book.problems.hasErrors { return }
    let text = Array("ที่น้ำญุ fi".utf8)
    var shaper = Shaper(book: book)
    var glyphs: [Glyph] = []
    shaper.shape(text.span, range: 0..<text.count, script: .thai, language: "th", face: FaceIndex(0), into: &glyphs)
    let metrics = book.metrics(of: FaceIndex(0))
    #expect(metrics.koKaiWidth > 0)
    #expect(metrics.ascent.isFinite && metrics.descent.isFinite)
  }

  @Test func aVariableFontIsRefusedWhenItIsAskedFor() {
    // The directory entry of a table that is not needed becomes `fvar`.
    var bytes = FontBookTests.bundled("Sarabun-Regular.ttf")
    rename(table: "gasp", to: "fvar", in: &bytes)
    let book = FontBook(faces: [FontSource(name: "v.ttf", bytes: renamedFamily(bytes))])
    #expect(book.problems.all.isEmpty)
    var diagnostics = Diagnostics()
    #expect(book.face(for: request("Sarabus"), reporting: &diagnostics) == nil)
    #expect(diagnostics.all.map(\.code) == [.fontRefused])
    #expect(
      diagnostics.all.first?.message
        == "the font file `v.ttf` (asked for as `Sarabus`) is a variable font, which cannot be embedded as it looks")
  }

  @Test(arguments: [(2, true), (4, false), (8, false), (0x100, true), (0x200, true), (6, false)])
  func embeddingPermissionIsKept(type: Int, isRefused: Bool) throws {
    var bytes = FontBookTests.bundled("Sarabun-Regular.ttf")
    let table = try #require(offset(of: "OS/2", in: bytes))
    bytes[table + 8] = UInt8(type >> 8)
    bytes[table + 9] = UInt8(type & 255)
    let book = FontBook(faces: [FontSource(name: "f.ttf", bytes: renamedFamily(bytes))])
    var diagnostics = Diagnostics()
    let face = book.face(for: request("Sarabus"), reporting: &diagnostics)
    #expect((face == nil) == isRefused)
    #expect(diagnostics.hasErrors == isRefused)
  }

  /// A file that people go on writing in carries a face whole: what may only be printed and viewed is refused, a ban of subsets is none.
  @Test(arguments: [
    (0, nil), (2, "forbids embedding (fsType 2)"),
    (4, "forbids embedding in a file that can be edited (fsType 4, printing and viewing alone)"), (8, nil), (12, nil),
    (6, "forbids embedding in a file that can be edited (fsType 4, printing and viewing alone)"), (0x100, nil),
    (0x200, "forbids embedding its outlines (fsType)"),
  ])
  func permissionToEditIsKept(type: Int, clause: String?) throws {
    var bytes = FontBookTests.bundled("Sarabun-Regular.ttf")
    let table = try #require(offset(of: "OS/2", in: bytes))
    bytes[table + 8] = UInt8(type >> 8)
    bytes[table + 9] = UInt8(type & 255)
    let book = FontBook(faces: [FontSource(name: "f.ttf", bytes: renamedFamily(bytes))])
    var diagnostics = Diagnostics()
    let face = book.wholeFace(of: "Sarabus", isBold: false, isItalic: false, reporting: &diagnostics)
    #expect(face == (clause == nil ? renamedFamily(bytes) : nil))
    #expect(
      diagnostics.all.map(\.message)
        == (clause.map { ["the font file `f.ttf` (asked for as `Sarabus`) \($0)"] } ?? []))
    #expect(diagnostics.all.allSatisfy { $0.code == .fontNotCarried && $0.severity == .error })
  }

  @Test func aWholeFaceIsTheFileOrNone() {
    let book = FontBook()
    var diagnostics = Diagnostics()
    let italic = book.wholeFace(of: "sarabun", isBold: false, isItalic: true, reporting: &diagnostics)
    #expect(italic == FontBookTests.bundled("Sarabun-Italic.ttf"))
    #expect(book.hasFamily("Sarabun") && !book.hasFamily("Norasi"))
    #expect(book.wholeFace(of: "Norasi", isBold: false, isItalic: false, reporting: &diagnostics) == nil)
    #expect(diagnostics.all.isEmpty)
  }

  private func offset(of table: String, in bytes: [UInt8]) -> Int? {
    let tag = Array(table.utf8)
    for record in stride(from: 12, to: 12 + 16 * Int(bytes[5]), by: 16) where Array(bytes[record..<record + 4]) == tag {
      return bytes[record + 8..<record + 12].reduce(0) { $0 << 8 | Int($1) }
    }
    return nil
  }

  private func rename(table: String, to new: String, in bytes: inout [UInt8]) {
    let tag = Array(table.utf8)
    for record in stride(from: 12, to: 12 + 16 * Int(bytes[5]), by: 16) where Array(bytes[record..<record + 4]) == tag {
      bytes.replaceSubrange(record..<record + 4, with: Array(new.utf8))
    }
  }

  /// A family of its own name, so that the bundled faces do not stand in for it.
  private func renamedFamily(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let ascii = Array("Sarabun".utf8)
    let wide: [UInt8] = ascii.flatMap { [0, $0] as [UInt8] }
    for (pattern, last) in [(ascii, 6), (wide, 13)] {
      var start = 0
      while start + pattern.count <= bytes.count {
        if bytes[start] == pattern[0] && Array(bytes[start..<start + pattern.count]) == pattern {
          bytes[start + last] = UInt8(ascii: "s")
        }
        start += 1
      }
    }
    return bytes
  }

  // MARK: - Apparent size

  @Test func sixteenPointsOfTHSarabunNewAreTenPointSevenOfSarabun() throws {
    let book = FontBook()
    var diagnostics = Diagnostics()
    let face = try #require(book.face(for: request("Sarabun"), reporting: &diagnostics))
    let size = book.apparentSize(of: face, as: "TH Sarabun New")
    #expect((size.scale * 16 * 10).rounded() == 107)
    #expect(((size.ascent + size.descent) * 16 * 10).rounded() == 213)
    let metrics = book.metrics(of: face)
    #expect(metrics.stackAscent * size.scale <= size.ascent)
    #expect(metrics.stackDescent * size.scale <= size.descent)
  }

  @Test func boldWordsKeepTheSizeOfTheirNeighbours() throws {
    let book = FontBook()
    var diagnostics = Diagnostics()
    let regular = try #require(book.face(for: request("Sarabun"), reporting: &diagnostics))
    let bold = try #require(book.face(for: request("Sarabun", bold: true), reporting: &diagnostics))
    let sizes = [regular, bold].map { book.apparentSize(of: $0, as: "TH SarabunPSK") }
    #expect(sizes[0].scale == sizes[1].scale)
  }

  @Test func aFaceIsItsOwnSizeUnlessAnotherIsMeant() throws {
    let book = FontBook()
    var diagnostics = Diagnostics()
    let face = try #require(book.face(for: request("Sarabun"), reporting: &diagnostics))
    for family in [nil, "sarabun", "A family that nobody measured"] {
      let size = book.apparentSize(of: face, as: family)
      #expect(size == ApparentSize(scale: 1, ascent: 1.068, descent: 0.232))
    }
    #expect(book.knowsSize(of: "TH sarabun new"))
    #expect(!book.knowsSize(of: "A family that nobody measured"))
  }

  @Test(.enabled(if: TestFonts.folder != nil)) func theTableSaysWhatTheFilesSay() throws {
    for (file, family) in [("THSarabunNew.ttf", "TH Sarabun New"), ("THSarabun.ttf", "TH SarabunPSK")] {
      let bytes = try #require(TestFonts.read(file))
      let book = FontBook(faces: [FontSource(name: file, bytes: bytes)])
      var diagnostics = Diagnostics()
      let own = try #require(book.face(for: request(family), reporting: &diagnostics))
      let sarabun = try #require(book.face(for: request("Sarabun"), reporting: &diagnostics))
      let metrics = book.metrics(of: own)
      let scale = metrics.koKaiWidth / book.metrics(of: sarabun).koKaiWidth
      let size = book.apparentSize(of: sarabun, as: family)
      #expect(abs(size.scale - scale) < 1e-9)
      #expect(abs(size.ascent + size.descent - metrics.ascent - metrics.descent - metrics.lineGap) < 1e-9)
    }
  }
}
