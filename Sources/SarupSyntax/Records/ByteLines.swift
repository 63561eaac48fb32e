/// The lines of a file that is read piece by piece, however long it is. A line ends with LF, CR LF or CR.
package struct ByteLines {
  package struct Line {
    /// With its end.
    package var bytes: [UInt8]
    package var origin: SourceOrigin
    /// Whether the line was longer than the limit; `bytes` then has its beginning.
    package var isCut = false

    /// Nothing but blanks.
    package var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } }
  }

  /// Gives the next piece of the file; an empty one at its end.
  package typealias Source = () throws(FileError) -> [UInt8]

  private let read: Source
  private let limit: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var next = SourceOrigin()
  /// Lines that were taken back, the next one last.
  private var waiting: [Line] = []

  /// - Parameter limit: Bytes of a line that are kept; the rest of a longer one is passed over.
  package init(limit: Int, read: @escaping Source) {
    self.limit = limit
    self.read = read
  }

  /// The next line; `nil` behind the last one. A byte order mark in front of the first is no part of it.
  package mutating func line() throws(FileError) -> Line? {
    if let line = waiting.popLast() { return line }
    if next.bytes == 0 { try dropByteOrderMark() }
    var line = Line(bytes: [], origin: next)
    var length = 0
    while true {
      let end = lineEnd()
      // A CR that ends a piece stays until it is known what follows it.
      let piece = buffer[
        start..<(end ?? (buffer.last == 0x0D && start < buffer.count ? buffer.count - 1 : buffer.count))]
      length += piece.count
      if line.bytes.count < limit { line.bytes += piece.prefix(limit - line.bytes.count) }
      start += piece.count
      if end != nil { break }
      if try !refill() { break }
    }
    if length == 0 { return nil }
    line.isCut = length > limit
    next.lines += 1
    next.bytes += length
    return line
  }

  /// Gives lines out once more, the first of them first.
  package mutating func putBack(_ lines: some BidirectionalCollection<Line>) { waiting += lines.reversed() }

  /// The beginning of the file, as it is told what kind it is.
  package mutating func beginning() throws(FileError) -> ArraySlice<UInt8> {
    try dropByteOrderMark()
    return buffer[start...]
  }

  private mutating func dropByteOrderMark() throws(FileError) {
    if start == 0, next.bytes == 0 {
      while buffer.count < 3, try refill() {}
      if buffer.starts(with: [0xEF, 0xBB, 0xBF]) {
        start = 3
        next.bytes = 3
      }
    }
  }

  /// Behind the end of the line that begins at `start`; `nil` when that has not been read yet.
  private mutating func lineEnd() -> Int? {
    guard var at = buffer[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return nil }
    if buffer[at] == 0x0A { return at + 1 }
    at += 1
    // What follows a CR decides whether it is the whole end.
    if at == buffer.count { return isAtEnd ? at : nil }
    return buffer[at] == 0x0A ? at + 1 : at
  }

  /// - Returns: `false` at the end of the file.
  private mutating func refill() throws(FileError) -> Bool {
    if isAtEnd { return false }
    let rest = buffer[start...]
    let piece = try read()
    isAtEnd = piece.isEmpty
    if isAtEnd { return start < buffer.count }
    buffer = rest.isEmpty ? piece : rest + piece
    start = 0
    return true
  }
}
