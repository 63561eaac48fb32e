import SarupSyntax
import TestSupport
import Testing

/// Records are cut out the same however the file comes in.
struct RecordReaderTests {
  private func records(
    _ notation: RecordReader.Notation, _ text: String, piece: Int, limit: Int = 1 << 20
  ) throws -> [String] {
    var rest = Array(text.utf8)[...]
    var reader = try RecordReader(notation, limit: limit) { () throws(FileError) -> [UInt8] in
      let next = rest.prefix(piece)
      rest = rest.dropFirst(piece)
      return Array(next)
    }
    var found: [String] = []
    while let record = try reader.next() {
      #expect(record.number == found.count)
      let fault = record.fault.map { " !\($0.code.name)" } ?? ""
      found.append(
        "\(record.origin.lines + 1)@\(record.origin.bytes) \(String(decoding: record.bytes, as: UTF8.self))\(fault)")
    }
    return found
  }

  @Test(arguments: [1, 2, 3, 7, 64, 4096]) func piecesDoNotMatter(piece: Int) throws {
    #expect(
      try records(.jsonLines, "\u{FEFF}{\"ก\":1}\r\n\r\n  \n{}\n{\"x\":2}", piece: piece) == [
        "1@3 {\"ก\":1}\r\n", "4@19 {}\n", "5@22 {\"x\":2}",
      ])
    #expect(
      try records(.csv, "a,b\r\n1,\"ก\r\nข\"\r\n\r\n2,3\r\n", piece: piece) == [
        "2@5 1,\"ก\r\nข\"\r\n", "5@21 2,3\r\n",
      ])
    #expect(
      try records(.yaml, "%YAML 1.2\n---\na: 1\n--- # x\n# nothing\n---\nb: |\n  ---\n...\nc: 3\n", piece: piece) == [
        "1@0 %YAML 1.2\n---\na: 1\n", "6@37 ---\nb: |\n  ---\n...\n", "10@56 c: 3\n",
      ])
  }

  @Test func whatIsTooLargeIsAFaultAndNoMore() throws {
    let long = String(repeating: "x", count: 100)
    #expect(
      try records(.jsonLines, "{}\n\(long)\n{}\n", piece: 16, limit: 32) == [
        "1@0 {}\n", "2@3  !record-too-large", "3@104 {}\n",
      ])
    #expect(
      try records(.csv, "a\n\"\(long)\n\(long)\nx\n", piece: 16, limit: 150).map { $0.suffix(17) }.first
        == "!record-too-large")
  }

  /// Whatever the bytes, every line comes out once and nothing traps.
  @Test func hostileBytes() throws {
    var generator = SeededGenerator(seed: 8)
    let alphabet = Array("\"\",;\t\r\n\n-.#%a1{}[]: ".utf8) + [0xE0, 0xB8, 0x81, 0x00, 0xFF]
    for _ in 0..<400 {
      let bytes = (0..<Int.random(in: 0...80, using: &generator)).map { _ in alphabet.randomElement(using: &generator)!
      }
      for notation in RecordReader.Notation.allCases {
        var sizes: [Int] = []
        for piece in [1, 5, 200] {
          var rest = bytes[...]
          var reader = try RecordReader(notation, limit: 64) { () throws(FileError) -> [UInt8] in
            let next = rest.prefix(piece)
            rest = rest.dropFirst(piece)
            return Array(next)
          }
          var count = 0
          while let record = try reader.next() {
            count += 1
            var diagnostics = Diagnostics()
            let source = SourceText.decode(
              name: "x", bytes: record.bytes, origin: record.origin, reporting: &diagnostics)
            if source.isValid { _ = CSV.cells(of: source.source, separator: 0x2C, reporting: &diagnostics) }
          }
          sizes.append(count)
        }
        #expect(Set(sizes).count == 1, "\(notation) \(bytes)")
      }
    }
  }
}
