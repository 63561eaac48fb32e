/// Lines and columns of a source, for showing a byte offset to people. Made only when something is printed.
package struct LineIndex: Sendable {
  package let source: SourceText
  /// Byte offset of each line's first byte.
  private let starts: [Int]

  package init(_ source: SourceText) {
    self.source = source
    var starts = [0]
    for (offset, byte) in source.bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    self.starts = starts
  }

  /// A place as editors count it: line and column from 1, the column in Unicode scalars.
  package struct Position: Hashable, Sendable {
    package var line: Int
    package var column: Int
  }

  package func position(of offset: Int) -> Position {
    let line = self.line(holding: offset)
    let before = source.bytes[starts[line]..<min(max(offset, starts[line]), source.bytes.count)]
    let scalars = before.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    return Position(line: line + 1, column: scalars + 1)
  }

  /// Index of the line that an offset lies in, from 0.
  package func line(holding offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Byte range of a line without its line end.
  package func range(ofLine line: Int) -> Range<Int> {
    let start = starts[line]
    var end = line + 1 < starts.count ? starts[line + 1] - 1 : source.bytes.count
    if end > start, source.bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }
}
