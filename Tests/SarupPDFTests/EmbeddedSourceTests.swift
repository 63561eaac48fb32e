internal import SarupContainer
internal import TestSupport
internal import Testing

@testable import SarupPDF

/// Taking the source back out of a PDF, whoever saved it last and whatever became of it.
struct EmbeddedSourceTests {
  private static let source = Array("---\ntitle: สรุป\n---\nข้อความ (1) \\ \u{0}\n".utf8)

  private static func carrier() throws -> [UInt8] {
    var options = PDFOptions()
    options.conformance = .archive3a
    options.attachments = [
      PDFAttachment(name: "สรุป.md", mediaType: "text/markdown", description: "ต้นฉบับ", bytes: source)
    ]
    return try Sample.brief().pdf(options: options)
  }

  private func found(_ bytes: [UInt8]) throws -> EmbeddedSource.File {
    try EmbeddedSource.find(in: bytes, limit: 1 << 20)
  }

  @Test func theSourceComesBackByteForByte() throws {
    let file = try found(Self.carrier())
    #expect(file.name == "สรุป.md")
    #expect(file.bytes == Self.source)
  }

  /// A file of the oldest kind: a table of cross-references, no stream packed, comments and odd spaces.
  private static let plain = PlainFile(objects: [
    "<</Type/Catalog/Pages 2 0 R/AF[3 0 R]>>", "<</Type/Pages/Kids[]/Count 0>>",
    "<< /Type /Filespec % a comment )\n/F (a\\)\\(\\\\\\101\\n.md) /AFRelationship /Source /EF << /F 4 0 R >> >>",
    "<</Type/EmbeddedFile/Length 5 0 R>>\nstream\r\nข้อความ\nendstream", "21",
  ])

  @Test func aFileWithATableIsRead() throws {
    let file = try found(Self.plain.bytes())
    #expect(file.name == "a)(\\A\n.md")
    #expect(String(decoding: file.bytes, as: UTF8.self) == "ข้อความ")
  }

  /// What was saved later counts, and what it leaves alone stays.
  @Test func aRevisionBehindTheFileCounts() throws {
    let file = Self.plain
    var bytes = file.bytes()
    bytes += file.revision([4: "<</Type/EmbeddedFile/Length 3>>\nstream\nnew\nendstream"], behind: bytes)
    #expect(String(decoding: try found(bytes).bytes, as: UTF8.self) == "new")
  }

  @Test(arguments: ["", "startxref\n9\n%%EOF", "startxref\n99999999999999999999\n%%EOF", "startxref"])
  func aFileWithoutCrossReferencesIsSearched(end: String) throws {
    let whole = Self.plain.bytes()
    let table = try #require(String(decoding: whole, as: UTF8.self).offset(of: "xref\n"))
    #expect(String(decoding: try found(whole[..<table] + Array(end.utf8)).bytes, as: UTF8.self) == "ข้อความ")
    // The same where all objects are packed into streams.
    let packed = try Self.carrier()
    let last = try #require(packed.end(of: "startxref"))
    #expect(try found(packed[..<(last - 9)] + Array(end.utf8)).bytes == Self.source)
  }

  @Test(arguments: [
    ("", PDFReadingError.notAPDF), ("# a brief", .notAPDF), ("%PDF-1.7\n", .unreadable),
    ("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj", .noSource([])),
    ("%PDF-1.7\n1 0 obj<</Type/Catalog/AF[<</F(a.xls)/AFRelationship/Data>>]>>endobj", .noSource(["a.xls"])),
    (
      "%PDF-1.7\n1 0 obj<</Type/Catalog/Names<</EmbeddedFiles<</Kids[<</Names[(x)<</UF<FEFF0E01>>>]>>]>>>>>>endobj",
      .noSource(["ก"])
    ),
    ("%PDF-1.7\n1 0 obj<</Type/Catalog/AF[<</AFRelationship/Source>>]>>endobj", .unreadable),
    ("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj 2 0 obj<</Root 1 0 R/Encrypt<</V 5>>>>endobj", .encrypted),
    ("%PDF-1.7\n1 0 obj 1 0 R endobj\ntrailer<</Root 1 0 R>>startxref\n9", .unreadable),
  ])
  func whatHasNoSourceSaysWhy(text: String, error: PDFReadingError) {
    #expect(throws: error) { try found(Array(text.utf8)) }
  }

  @Test func whatIsPackedTooTightIsRefused() throws {
    let bomb = Deflate.compress([UInt8](repeating: 0, count: 4 << 20), format: .zlib)
    var objects = Self.plain.objects
    objects[3] = "<</Filter/FlateDecode/Length \(bomb.count)>>\nstream\n\u{1}\nendstream"
    #expect(throws: PDFReadingError.tooLarge) { try found(PlainFile(objects: objects, data: bomb).bytes()) }
    objects[3] = "<</Filter/LZWDecode/Length \(bomb.count)>>\nstream\n\u{1}\nendstream"
    #expect(throws: PDFReadingError.filter) { try found(PlainFile(objects: objects, data: bomb).bytes()) }
  }

  /// A tree that leads back into itself, a value in a thousand brackets, and a file that is all beginnings of strings.
  @Test func noFileKeepsTheReaderBusy() {
    let circle =
      "1 0 obj<</Type/Catalog/Names 1 0 R/EmbeddedFiles 1 0 R/Kids[1 0 R 1 0 R 1 0 R]/Names[1 0 R 1 0 R]>>endobj"
    let deep = "1 0 obj" + String(repeating: "[", count: 100_000)
    let strings = String(repeating: "1 0 obj(", count: 100_000)
    let tables = String(repeating: "xref 0 99999999 ", count: 10_000) + "startxref\n9"
    for text in [circle, deep, strings, tables] {
      #expect(throws: PDFReadingError.self) { try found(Array("%PDF-1.7\n\(text)".utf8)) }
    }
  }

  /// Files damaged at random give the source, another one, or an error, and never a trap.
  @Test func damagedFilesAreAnswered() throws {
    var answers = (whole: 0, failed: 0)
    for original in [try Self.carrier(), Self.plain.bytes()] {
      for seed in 0..<400 {
        var random = SeededGenerator(seed: UInt64(seed))
        var bytes = original
        for _ in 0...Int.random(in: 0..<12, using: &random) {
          let place = Int.random(in: 0..<bytes.count, using: &random)
          switch Int.random(in: 0..<5, using: &random) {
          case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
          case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
          case 2: bytes.insert(contentsOf: Array("9999999999 0 R<<[(".utf8).shuffled(using: &random), at: place)
          case 3:
            // Digits count the most: lengths, offsets, numbers.
            if let digit = bytes[place...].firstIndex(where: { (0x30...0x39).contains($0) }) {
              bytes[digit] = UInt8.random(in: 0x30...0x39, using: &random)
            }
          default: bytes.removeSubrange(max(20, place)...)
          }
          if bytes.count < 30 { break }
        }
        do {
          if try found(bytes).bytes == Self.source { answers.whole += 1 }
        } catch is PDFReadingError {
          answers.failed += 1
        }
      }
    }
    #expect(answers.whole > 20 && answers.failed > 20)
  }
}

/// A PDF as it was written in the nineties.
private struct PlainFile {
  var objects: [String]
  /// Stands where an object has U+0001.
  var data: [UInt8] = []

  init(objects: [String], data: [UInt8] = []) {
    self.objects = objects
    self.data = data
  }

  func bytes() -> [UInt8] {
    var bytes = Array("%PDF-1.4\n".utf8)
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for (index, text) in objects.enumerated() {
      table += "\(padded(bytes.count)) 00000 n \n"
      bytes += object(index + 1, text)
    }
    let place = bytes.count
    return bytes
      + Array("\(table)trailer\n<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(place)\n%%EOF\n".utf8)
  }

  /// An update behind a file of this kind (ISO 32000-1, 7.5.6).
  func revision(_ changed: [Int: String], behind file: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var table = "xref\n"
    for number in changed.keys.sorted() {
      table += "\(number) 1\n\(padded(file.count + bytes.count)) 00000 n \n"
      bytes += object(number, changed[number] ?? "")
    }
    let old = String(decoding: file, as: UTF8.self).split(separator: "\n").dropLast().last ?? ""
    let place = file.count + bytes.count
    return bytes + Array("\(table)trailer\n<</Root 1 0 R/Prev \(old)>>\nstartxref\n\(place)\n%%EOF\n".utf8)
  }

  private func object(_ number: Int, _ text: String) -> [UInt8] {
    let parts = Array(text.utf8).split(separator: 1, omittingEmptySubsequences: false)
    return Array("\(number) 0 obj\n".utf8) + Array(parts.joined(separator: data)) + Array("\nendobj\n".utf8)
  }

  private func padded(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: 10 - text.utf8.count) + text
  }
}
