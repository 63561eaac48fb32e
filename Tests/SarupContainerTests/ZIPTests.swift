import SarupContainer
import Testing

@Suite struct ZIPTests {
  private func archive(_ files: [(String, [UInt8], ZIPWriter.Method)], level: Int = 9) throws -> [UInt8] {
    var writer = ZIPWriter(level: level)
    for (name, content, method) in files { try writer.add(name, content, method: method) }
    return writer.finish()
  }

  private let text = Array(String(repeating: "ความซื่อตรงในภาครัฐ ", count: 50).utf8)

  @Test func comesBackInOrder() throws {
    let bytes = try archive([
      ("mimetype", Array("a/b".utf8), .stored), ("word/x.xml", text, .deflated), ("ก/ข", [], .deflated),
    ])
    let reader = try ZIPReader(bytes)
    #expect(reader.entries.map(\.name) == ["mimetype", "word/x.xml", "ก/ข"])
    #expect(try reader.entries.map(reader.read) == [Array("a/b".utf8), text, []])
    #expect(reader.entry(named: "word/x.xml")?.size == text.count)
    #expect(reader.entry(named: "word") == nil)
  }

  /// The fixed head of a stored entry, byte for byte: version 1.0, no flags, 1980-01-01 00:00.
  @Test func localHeaderIsPlain() throws {
    let bytes = try archive([("a", [0x41], .stored)])
    let expected: [UInt8] = [
      0x50, 0x4B, 3, 4, 10, 0, 0, 0, 0, 0, 0, 0, 0x21, 0, 0x8B, 0x9E, 0xD9, 0xD3, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0,
      0x61, 0x41,
    ]
    #expect(Array(bytes.prefix(32)) == expected)
  }

  @Test func flagsNamesThatAreNotASCII() throws {
    let bytes = try archive([("ก", [0x41], .stored)])
    #expect(bytes[7] == 0x08)
  }

  @Test func storesWhatDoesNotShrink() throws {
    let bytes = try archive([("a", [1, 2, 3], .deflated)])
    #expect(bytes[8] == 0)
  }

  @Test func sameFilesSameBytes() throws {
    let files: [(String, [UInt8], ZIPWriter.Method)] = [("a", text, .deflated), ("b", text, .stored)]
    #expect(try archive(files) == archive(files))
  }

  @Test(arguments: [
    "", "/a", "a//b", "../a", "a/..", "./a", "a\\b", "c:a", "a\u{0}", "a/", String(repeating: "a", count: 1025),
  ])
  func refusesNamesThatReadersTakeDifferently(name: String) {
    #expect(throws: ZIPError.unusableName(name)) { try archive([(name, [], .stored)]) }
  }

  @Test func refusesANameTwice() {
    #expect(throws: ZIPError.duplicateName("a")) { try archive([("a", [], .stored), ("a", [], .stored)]) }
  }

  @Test func limitsHold() throws {
    let bytes = try archive([("a", text, .deflated), ("b", text, .deflated)])
    var limits = ZIPReader.Limits()
    limits.entries = 1
    #expect(throws: ZIPReadError.tooLarge) { try ZIPReader(bytes, limits: limits) }
    limits = ZIPReader.Limits()
    limits.total = 2 * text.count - 1
    #expect(throws: ZIPReadError.tooLarge) { try ZIPReader(bytes, limits: limits) }
  }

  /// Whatever single byte is wrong or missing, reading ends with an error or the right content, never otherwise.
  @Test func damageNeverGoesUnseen() throws {
    let good = try archive([("a", Array("กขค".utf8), .stored), ("b", text, .deflated)])
    func contents(_ bytes: [UInt8]) -> [String: [UInt8]]? {
      guard let reader = try? ZIPReader(bytes) else { return nil }
      var result: [String: [UInt8]] = [:]
      for entry in reader.entries {
        guard let content = try? reader.read(entry) else { return nil }
        result[entry.name] = content
      }
      return result
    }
    let right = try #require(contents(good))
    var refused = 0
    for index in good.indices {
      for flip: UInt8 in [0x01, 0x80, 0xFF] {
        var bad = good
        bad[index] ^= flip
        guard let found = contents(bad) else {
          refused += 1
          continue
        }
        #expect(found.values.allSatisfy { right.values.contains($0) }, "byte \(index)")
      }
      #expect(contents(Array(good.prefix(index))) == nil)
    }
    #expect(refused > good.count)
  }
}
