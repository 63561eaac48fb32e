import SarupContainer
import TestSupport
import Testing

@Suite struct PackedStreamsTests {
  private func stream(_ number: Int, length: Int = 400) -> [UInt8] {
    var random = SeededGenerator(seed: UInt64(number))
    return (0..<length).map { _ in UInt8.random(in: 0..<20, using: &random) }
  }

  @Test func givesWhatTheCompressorGives() {
    let streams = PackedStreams()
    for level in [1, 4] {
      var compressor = Compressor(level: level)
      for _ in 0..<3 {
        for number in 0..<20 {
          let bytes = stream(number)
          let expected = Deflate.compress(bytes, level: level, format: .zlib)
          for _ in 0..<2 { #expect(streams.pack(bytes, &compressor) == expected) }
        }
        streams.turn()
      }
    }
  }

  /// What a file did not have is forgotten when the next one is done.
  @Test func keepsTheLastFileAlone() {
    let streams = PackedStreams()
    var compressor = Compressor(level: 4)
    var sizes: [Int] = []
    for file in 0..<50 {
      for number in 0..<10 { _ = streams.pack(stream(file * 5 + number), &compressor) }
      streams.turn()
      sizes.append(streams.size)
    }
    #expect(sizes.allSatisfy { $0 > 4000 && $0 < 12000 })
  }

  @Test func doesNotGrowBeyondItsBound() {
    let streams = PackedStreams(most: 5000)
    var compressor = Compressor(level: 4)
    for number in 0..<300 {
      let bytes = stream(number % 40, length: number % 7 == 0 ? 6000 : 400)
      #expect(streams.pack(bytes, &compressor) == Deflate.compress(bytes, level: 4, format: .zlib))
      #expect(streams.size <= 5000)
      if number % 25 == 0 { streams.turn() }
    }
  }
}
