import SarupContainer
import Testing

/// Archives that no office program writes.
@Suite struct HostileArchiveTests {
  private typealias File = RawArchive.File

  private func read(_ archive: RawArchive) throws -> [String] {
    let reader = try ZIPReader(archive.bytes(crc: { Deflate.crc32($0) }))
    for entry in reader.entries { _ = try reader.read(entry) }
    return reader.entries.map(\.name)
  }

  @Test func aPlainOneIsRead() throws {
    var archive = RawArchive([File("word/"), File("word/a.xml", [1, 2]), File("b", [3])])
    archive.comment = Array("made by hand".utf8)
    #expect(try read(archive) == ["word/a.xml", "b"])
  }

  @Test(arguments: ["../evil", "/etc/passwd", "a/../b", "a\\b", "c:/x", "a//b", "./a", "a\u{0}b", "", "a/."])
  func namesThatLeadElsewhere(name: String) {
    #expect(throws: ZIPReadError.unusableName(name)) { try read(RawArchive([File(name, [1])])) }
  }

  @Test func namesTwice() {
    #expect(throws: ZIPReadError.duplicateName("a")) { try read(RawArchive([File("a"), File("a")])) }
    #expect(throws: ZIPReadError.duplicateName("Word/A.xml")) {
      try read(RawArchive([File("word/a.xml"), File("Word/A.xml")]))
    }
  }

  @Test func namesThatAreNotUTF8() {
    var file = File("a")
    file.name = [0xA1, 0xA2]
    #expect(throws: ZIPReadError.corrupt) { try read(RawArchive([file])) }
  }

  @Test func encryptedFiles() {
    for flag: UInt16 in [0x01, 0x40] {
      var file = File("a", [1])
      file.flags = flag
      #expect(throws: ZIPReadError.unsupported) { try read(RawArchive([file])) }
    }
  }

  @Test func otherWaysOfPacking() {
    for method: UInt16 in [9, 12, 14, 93, 99] {
      var file = File("a", [1])
      file.method = method
      #expect(throws: ZIPReadError.unsupported) { try read(RawArchive([file])) }
    }
  }

  @Test func volumes() {
    var archive = RawArchive([File("a")])
    archive.disk = 1
    #expect(throws: ZIPReadError.unsupported) { try read(archive) }
    archive = RawArchive([File("a")])
    archive.files[0].disk = 1
    #expect(throws: ZIPReadError.unsupported) { try read(archive) }
  }

  @Test func largeFormat() {
    var file = File("a", [1])
    file.size = 0xFFFF_FFFF
    #expect(throws: ZIPReadError.unsupported) { try read(RawArchive([file])) }
    file.size = nil
    file.packedSize = 0xFFFF_FFFF
    #expect(throws: ZIPReadError.unsupported) { try read(RawArchive([file])) }
    // A record for ZIP64 that stands before the end.
    var archive = RawArchive([File("a")])
    archive.beforeEnd = [0x50, 0x4B, 6, 7] + Array(repeating: 0, count: 16)
    #expect(throws: ZIPReadError.unsupported) { try read(archive) }
  }

  @Test func bytesBetweenDirectoryAndEnd() {
    var archive = RawArchive([File("a")])
    archive.beforeEnd = Array(repeating: 7, count: 40)
    #expect(throws: ZIPReadError.corrupt) { try read(archive) }
  }

  @Test func countsThatAreNotTrue() {
    for delta in [-1, 1, 200] {
      var archive = RawArchive([File("a"), File("b")])
      archive.countDelta = delta
      #expect(throws: ZIPReadError.corrupt) { try read(archive) }
    }
  }

  @Test func filesThatShareTheirBytes() {
    var second = File("a", [1, 2, 3])
    second.offset = 0
    // The same name twice would be told first, and another name contradicts the local header.
    #expect(throws: ZIPReadError.self) { try read(RawArchive([File("a", [1, 2, 3]), second])) }
    // A file whose bytes go on over the header of the next.
    var first = File("a", [1])
    first.packedSize = 20
    first.size = 20
    #expect(throws: ZIPReadError.overlapping) { try read(RawArchive([first, File("b", [1])])) }
  }

  @Test func aLocalHeaderThatTellsOtherwise() {
    var file = File("a", [1])
    file.localName = Array("b".utf8)
    #expect(throws: ZIPReadError.corrupt) { try read(RawArchive([file])) }
  }

  @Test func sizesThatAreNotTrue() {
    var file = File("a", [1, 2, 3])
    file.size = 2
    #expect(throws: ZIPReadError.corrupt) { try read(RawArchive([file])) }
    file = File("a", Deflate.compress(Array(repeating: 0, count: 5000), format: .raw), checksum: 0)
    file.method = 8
    file.size = 100
    #expect(throws: ZIPReadError.corrupt) { try read(RawArchive([file])) }
    file = File("a", [1, 2, 3], checksum: 77)
    #expect(throws: ZIPReadError.corrupt) { try read(RawArchive([file])) }
  }

  @Test func bombs() throws {
    let zeros = [UInt8](repeating: 0, count: 12 << 20)
    var file = File("a", Deflate.compress(zeros, format: .raw), checksum: Deflate.crc32(zeros))
    file.method = 8
    file.size = zeros.count
    #expect(throws: ZIPReadError.tooLarge) { try read(RawArchive([file])) }
    // The same without the limit for the ratio is read as it is.
    var limits = ZIPReader.Limits()
    limits.ratio = 2000
    let reader = try ZIPReader(RawArchive([file]).bytes(crc: { Deflate.crc32($0) }), limits: limits)
    #expect(try reader.read(reader.entries[0]).count == zeros.count)
    limits.size = zeros.count - 1
    #expect(throws: ZIPReadError.tooLarge) {
      try ZIPReader(RawArchive([file]).bytes(crc: { Deflate.crc32($0) }), limits: limits)
    }
  }

  @Test func notAnArchive() {
    for bytes: [UInt8] in [[], [0x50, 0x4B], Array(repeating: 0x50, count: 100)] {
      #expect(throws: ZIPReadError.corrupt) { try ZIPReader(bytes) }
    }
  }
}
