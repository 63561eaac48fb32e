/// What stands behind the text of a link or a picture: `](path "title")`, `][label]`, `][]` or `]`.
struct MarkdownLinkTail {
  /// Behind the tail.
  var end: Int
  var destination: Range<Int>?
  /// Without its quotes.
  var title: Range<Int>?

  /// Reads the tail that starts with the closing bracket at an offset.
  init?(_ input: MarkdownInput, at start: Int, before upper: Int) {
    guard start < upper, input.bytes[start] == UInt8(ascii: "]") else { return nil }
    end = start + 1
    guard end < upper else { return }
    switch input.bytes[end] {
    case UInt8(ascii: "("):
      if let inline = MarkdownLinkTail(inline: input, at: end + 1, before: upper) { self = inline }
    case UInt8(ascii: "["):
      if let close = MarkdownLinkTail.closing(UInt8(ascii: "]"), in: input, from: end + 1, before: upper) {
        end = close + 1
      }
    default: break
    }
  }

  /// CommonMark 0.29, 6.5: destination and title in round brackets.
  private init?(inline input: MarkdownInput, at start: Int, before upper: Int) {
    var at = MarkdownLinkTail.skipSpace(input, start, before: upper)
    guard at < upper else { return nil }
    if input.bytes[at] == UInt8(ascii: "<") {
      guard let close = MarkdownLinkTail.closing(UInt8(ascii: ">"), in: input, from: at + 1, before: upper) else {
        return nil
      }
      destination = at + 1..<close
      at = close + 1
    } else {
      let first = at
      var depth = 0
      scan: while at < upper {
        switch input.bytes[at] {
        case UInt8(ascii: "\\"): at += 1
        case UInt8(ascii: "("): depth += 1
        case UInt8(ascii: ")"):
          if depth == 0 { break scan }
          depth -= 1
        case ...0x20: break scan
        default: break
        }
        at += 1
      }
      at = min(at, upper)
      destination = first..<at
    }
    let afterSpace = MarkdownLinkTail.skipSpace(input, at, before: upper)
    guard afterSpace < upper else { return nil }
    let closers: [UInt8: UInt8] = [
      UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "'"): UInt8(ascii: "'"),
      UInt8(ascii: "("): UInt8(ascii: ")"),
    ]
    if afterSpace > at, let closer = closers[input.bytes[afterSpace]] {
      guard let close = MarkdownLinkTail.closing(closer, in: input, from: afterSpace + 1, before: upper) else {
        return nil
      }
      title = afterSpace + 1..<close
      at = MarkdownLinkTail.skipSpace(input, close + 1, before: upper)
    } else {
      at = afterSpace
    }
    guard at < upper, input.bytes[at] == UInt8(ascii: ")") else { return nil }
    end = at + 1
  }

  private static func skipSpace(_ input: MarkdownInput, _ start: Int, before upper: Int) -> Int {
    var at = start
    while at < upper, input.isBlank(at) || input.isNewline(at) { at += 1 }
    return at
  }

  private static func closing(_ byte: UInt8, in input: MarkdownInput, from start: Int, before upper: Int) -> Int? {
    var at = start
    while at < upper {
      if input.bytes[at] == byte { return at }
      at += input.bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }
}
