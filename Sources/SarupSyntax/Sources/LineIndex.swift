/// Where the lines of a text begin. A line ends with LF, CR LF or CR.
package struct LineIndex: Sendable {
  private let bytes: [UInt8]
  /// Byte offsets of the first byte of each line, the first of them 0.
  private let starts: [Int]
  /// Lines of the file that stand before the text.
  let linesBefore: Int

  package init(_ source: SourceText) {
    bytes = source.bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() {
      let endsLine = byte == 0x0A || (byte == 0x0D && (offset + 1 == bytes.count || bytes[offset + 1] != 0x0A))
      if endsLine { starts.append(offset + 1) }
    }
    self.starts = starts
    linesBefore = source.origin.lines
  }

  /// Lines and columns count from 1; a column counts Unicode scalars, as editors and compilers have it. Marks above and
  /// below Thai letters are scalars of their own: a display cell, by contrast, is what ``DisplayCells`` counts. Lines are those
  /// of the file that the source is a part of.
  package func position(of offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(0, offset), bytes.count)
    let line = line(of: offset)
    let column = bytes[starts[line]..<offset].count { $0 & 0xC0 != 0x80 }
    return (linesBefore + line + 1, column + 1)
  }

  /// The number of the line with an offset, counted from 0 in the source itself.
  func line(of offset: Int) -> Int {
    var lower = 0
    var upper = starts.count
    while upper - lower > 1 {
      let middle = (lower + upper) / 2
      if starts[middle] <= offset { lower = middle } else { upper = middle }
    }
    return lower
  }

  /// The bytes of a line, counted from 0, without its end.
  func range(ofLine line: Int) -> Range<Int> {
    let start = starts[line]
    var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }
}
