import SarupContainer
import Testing

@Suite struct DeflateTests {
  @Test(arguments: [Deflate.Format.raw, .zlib], [0, 1, 6, 9, 12, 99, -5])
  func comesBackAsItWas(format: Deflate.Format, level: Int) throws {
    let text = Array(String(repeating: "การประชุมคณะทำงาน Big Data, ", count: 400).utf8)
    for count in [0, 1, 2, 100, text.count] {
      let packed = Deflate.compress(Array(text.prefix(count)), level: level, format: format)
      #expect(try Deflate.decompress(packed, format: format, limit: text.count) == Array(text.prefix(count)))
    }
  }

  @Test(arguments: [Deflate.Format.raw, .zlib], [0, 1, 0xFFFE, 0xFFFF, 0x10000, 200_000])
  func storedComesBackAsItWas(format: Deflate.Format, count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let stored = Deflate.stored(bytes, format: format)
    #expect(try Deflate.decompress(stored, format: format, limit: count) == bytes)
  }

  @Test func packsRepetitionTightly() {
    let text = [UInt8](repeating: 0x41, count: 100_000)
    #expect(Deflate.compress(text, level: 9, format: .raw).count < 300)
  }

  @Test func zlibWrapsWithHeaderAndAdler() {
    let text = Array("Wikipedia".utf8)
    let packed = Deflate.compress(text, level: 6, format: .zlib)
    #expect(packed[0] == 0x78)
    #expect((UInt(packed[0]) << 8 | UInt(packed[1])) % 31 == 0)
    #expect(packed.suffix(4) == [0x11, 0xE6, 0x03, 0x98])
  }

  @Test func refusesMoreThanTheLimit() {
    let packed = Deflate.compress([UInt8](repeating: 0, count: 1_000_000), level: 9, format: .raw)
    #expect(throws: DeflateError.tooLarge(limit: 999_999)) {
      try Deflate.decompress(packed, format: .raw, limit: 999_999)
    }
    #expect(throws: DeflateError.tooLarge(limit: 0)) { try Deflate.decompress(packed, format: .raw, limit: 0) }
    #expect(throws: DeflateError.tooLarge(limit: -1)) { try Deflate.decompress(packed, format: .raw, limit: -1) }
  }

  @Test func refusesWhatIsNoStream() {
    #expect(throws: DeflateError.corrupt) { try Deflate.decompress([0xFF, 0xFF], format: .raw, limit: 100) }
    #expect(throws: DeflateError.corrupt) { try Deflate.decompress([], format: .zlib, limit: 100) }
    let packed = Deflate.compress(Array("สรุป".utf8), format: .zlib)
    #expect(throws: DeflateError.corrupt) { try Deflate.decompress(packed.dropLast(), format: .zlib, limit: 100) }
    #expect(throws: DeflateError.trailingBytes(2)) {
      try Deflate.decompress(packed + [1, 2], format: .zlib, limit: 100)
    }
  }

  @Test func oneCompressorServesManyStreams() {
    var compressor = Compressor(level: 9)
    let first = compressor.compress(Array("หนึ่ง หนึ่ง หนึ่ง".utf8), format: .raw)
    _ = compressor.compress(Array("two two two".utf8), format: .raw)
    #expect(compressor.compress(Array("หนึ่ง หนึ่ง หนึ่ง".utf8), format: .raw) == first)
  }

  /// Check values of the catalogues of checksum parameters: both are over "123456789".
  @Test func checksumsMatchTheirCheckValues() {
    let digits = Array("123456789".utf8)
    #expect(Deflate.crc32(digits) == 0xCBF4_3926)
    #expect(Deflate.adler32(digits) == 0x091E_01DE)
    #expect(Deflate.crc32(digits.dropFirst(4), continuing: Deflate.crc32(digits.prefix(4))) == 0xCBF4_3926)
    #expect(Deflate.crc32([]) == 0)
    #expect(Deflate.adler32([]) == 1)
  }
}
