/// The bytes of a Markdown text and where they were written.
struct MarkdownInput {
  enum Place {
    /// Byte n of the bytes was written at n + shift of a source.
    case exact(SourceID, shift: Int)
    /// Somewhere in a span, as for a quoted scalar with escapes.
    case within(Span?)
  }

  var bytes: [UInt8]
  var range: Range<Int>
  var place: Place

  func span(_ lower: Int, _ upper: Int) -> Span? {
    switch place {
    case .exact(let source, let shift):
      Span(source: source, lower: UInt32(clamping: lower + shift), upper: UInt32(clamping: upper + shift))
    case .within(let span): span
    }
  }

  func isNewline(_ offset: Int) -> Bool { bytes[offset] == 0x0A || bytes[offset] == 0x0D }

  func isBlank(_ offset: Int) -> Bool { bytes[offset] == 0x20 || bytes[offset] == 0x09 }

  /// Behind the line break that starts at an offset.
  func behindNewline(_ offset: Int) -> Int {
    let isPair = bytes[offset] == 0x0D && offset + 1 < range.upperBound && bytes[offset + 1] == 0x0A
    return offset + (isPair ? 2 : 1)
  }

  /// The end of the line that an offset is in, without its break.
  func endOfLine(_ offset: Int) -> Int {
    var at = offset
    while at < range.upperBound, !isNewline(at) { at += 1 }
    return at
  }

  func skipBlanks(_ offset: Int, before upper: Int) -> Int {
    var at = offset
    while at < upper, isBlank(at) { at += 1 }
    return at
  }
}
