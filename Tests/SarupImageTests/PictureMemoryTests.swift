import SarupContainer
import SarupImage
import TestSupport
import Testing

@Suite struct PictureMemoryTests {
  /// Pictures that a PDF takes as they are, and those that it has to decode.
  @Test(arguments: ["rgb.jpg", "rgb8.png", "palette4.png", "rgba8.png", "rgba-interlaced.png", "linear.png"])
  func aRememberedPictureIsTheOneThatWasRead(name: String) throws {
    let file = Fixtures.picture(name)
    let memory = PictureMemory()
    let fresh = try packed(Picture(file))
    for _ in 0..<3 { #expect(try packed(memory.picture(file)) == fresh, "\(name)") }
    #expect(try packed(memory.picture(file), level: 1) == packed(Picture(file), level: 1))
    #expect(try packed(memory.picture(file)) == fresh)
  }

  @Test func whatIsPackedIsWhatAPDFWouldPack() throws {
    let picture = try Picture(Fixtures.picture("rgba8.png"))
    guard case .rows(let samples) = try picture.printable().samples,
      case .filtered(let packed, 8) = try picture.packed(level: 6).samples
    else {
      Issue.record("the alpha of a picture was not parted from its colours")
      return
    }
    #expect(try Deflate.decompress(packed, format: .zlib, limit: samples.count) == samples)
  }

  @Test func aChangedFileIsAnotherPicture() throws {
    let memory = PictureMemory()
    let first = try memory.picture(Fixtures.picture("rgb8.png"))
    let second = try memory.picture(Fixtures.picture("gray8.png"))
    #expect(first.color == .rgb && second.color == .gray)
  }

  @Test func mistakesAreToldEachTime() {
    let memory = PictureMemory()
    for _ in 0..<2 {
      #expect(throws: PictureFault.self) { try memory.picture([1, 2, 3]) }
    }
    #expect(memory.size == 0)
  }

  /// A PNG with a comment of its own for each brief, so that every file is another.
  @Test func itDoesNotGrowWithThePictures() throws {
    let memory = PictureMemory()
    let file = Fixtures.picture("rgba8.png")
    for number in 0..<2000 {
      let picture = try memory.picture(Self.commented(file, number))
      _ = try picture.packed(level: 6)
      #expect(memory.size <= PictureMemory.most)
    }
  }

  @Test func threadsGetTheSame() async throws {
    let memory = PictureMemory()
    let file = Fixtures.picture("rgba16.png")
    let fresh = try packed(Picture(file))
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<64 { group.addTask { try Self.bytes(of: memory.picture(file).packed(level: 6)) } }
      for try await bytes in group { #expect(bytes == fresh) }
    }
  }

  private func packed(_ picture: Picture, level: Int = 6) throws -> [UInt8] {
    try Self.bytes(of: picture.packed(level: level))
  }

  private static func bytes(of printable: PrintablePicture) -> [UInt8] {
    let samples =
      switch printable.samples {
      case .jpeg(let bytes, _), .filtered(let bytes, _), .indexed(let bytes, _, _), .plain(let bytes),
        .rows(let bytes):
        bytes
      case .deflated(let bytes): [1] + bytes
      }
    return samples + (printable.alpha ?? [])
  }

  /// The file with one more chunk in front of its end (ISO/IEC 15948, 5.3).
  private static func commented(_ file: [UInt8], _ number: Int) -> [UInt8] {
    let chunk = Array("tEXtComment\0\(number)".utf8)
    func long(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
    let content = long(chunk.count - 4) + chunk + long(Int(Deflate.crc32(chunk)))
    return Array(file.prefix(file.count - 12)) + content + Array(file.suffix(12))
  }
}
