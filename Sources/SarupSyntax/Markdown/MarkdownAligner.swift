/// Finds a text of the parser's tree in the source again.
///
/// The tree's own positions of inline nodes are wrong behind escapes, entities and indented lines, so a text is walked
/// along the source instead: both go forward together, and where they differ one of a few reasons must hold.
struct MarkdownAligner {
  /// A piece of a text: bytes of the source as they are, or what stands for them.
  struct Piece {
    var range: Range<Int>
    /// `nil` when the piece is the source's bytes.
    var replacement: [UInt8]?
  }

  enum Escapes {
    /// Backslashes and entities stand for what they name.
    case all
    /// Inside code and HTML every byte stands for itself.
    case none
  }

  let input: MarkdownInput
  /// In a table's cell a backslash before a bar is dropped before anything else is read.
  var inTable: Bool
  /// How many quotes the text stands in.
  var quotes: Int
  private(set) var pieces: [Piece] = []

  init(input: MarkdownInput, inTable: Bool = false, quotes: Int = 0) {
    self.input = input
    self.inTable = inTable
    self.quotes = quotes
  }

  /// Walks `literal` along the source and leaves its pieces in ``pieces``.
  ///
  /// - Returns: Where the text ends in the source; `nil` when it does not stand there.
  mutating func align(
    _ literal: some RandomAccessCollection<UInt8>, at start: Int, before upper: Int, escapes: Escapes
  ) -> Int? {
    pieces.removeAll(keepingCapacity: true)
    let bytes = input.bytes
    var at = start
    var plain = start
    var index = literal.startIndex
    while index != literal.endIndex {
      // Nearly all of a text is letters that stand for themselves.
      while at < upper, index != literal.endIndex, bytes[at] >= 0x80, bytes[at] == literal[index] {
        at += 1
        literal.formIndex(after: &index)
      }
      if index == literal.endIndex { break }
      guard at < upper else { return nil }
      let byte = bytes[at]
      let wanted = literal[index]
      if byte == UInt8(ascii: "\\"), at + 1 < upper,
        escapes == .all
          ? bytes[at + 1] == wanted && MarkdownAligner.isPunctuation(wanted)
          : inTable && bytes[at + 1] == UInt8(ascii: "|") && wanted == UInt8(ascii: "|")
      {
        flush(plain..<at)
        pieces.append(Piece(range: at..<at + 2, replacement: [wanted]))
        at += 2
        plain = at
        index = literal.index(after: index)
      } else if escapes == .all, byte == UInt8(ascii: "&"), let entity = entity(at, before: upper),
        literal[index...].starts(with: entity.bytes)
      {
        flush(plain..<at)
        pieces.append(Piece(range: at..<entity.end, replacement: entity.bytes))
        at = entity.end
        plain = at
        index = literal.index(index, offsetBy: entity.bytes.count)
      } else if wanted == 0x0A, input.isNewline(at) {
        flush(plain..<at)
        let next = behindLineBreak(at, before: upper)
        pieces.append(Piece(range: at..<next, replacement: [0x0A]))
        at = next
        plain = at
        index = literal.index(after: index)
      } else if byte == wanted || isDefinitionMark(at, as: wanted) {
        at += 1
        index = literal.index(after: index)
      } else if MarkdownThai.isThai(bytes, at: at, before: upper) {
        let punctuation = MarkdownThai.standIn(bytes[at + 1], bytes[at + 2])
        if literal[index...].starts(with: [punctuation.0, punctuation.1, punctuation.2]) {
          index = literal.index(index, offsetBy: 3)
        } else if let digit = MarkdownThai.digit(bytes, at: at, before: upper), wanted == UInt8(ascii: "0") + digit {
          index = literal.index(after: index)
        } else {
          return nil
        }
        at += 3
      } else if byte == 0, literal[index...].starts(with: [0xEF, 0xBF, 0xBD]) {
        flush(plain..<at)
        pieces.append(Piece(range: at..<at + 1, replacement: [0xEF, 0xBF, 0xBD]))
        at += 1
        plain = at
        index = literal.index(index, offsetBy: 3)
      } else {
        return nil
      }
    }
    flush(plain..<at)
    return at
  }

  /// Whether the parser was given a byte as the mark of a definition: in code it means itself.
  private func isDefinitionMark(_ at: Int, as wanted: UInt8) -> Bool {
    wanted == UInt8(ascii: "+") && input.bytes[at] == UInt8(ascii: ":") && at + 1 < input.range.upperBound
      && input.isBlank(at + 1)
  }

  /// Behind a line break and what the next line has before its text: blanks and the marks of quotes.
  func behindLineBreak(_ newline: Int, before upper: Int) -> Int {
    var at = input.skipBlanks(input.behindNewline(newline), before: upper)
    for _ in 0..<quotes {
      guard at < upper, input.bytes[at] == UInt8(ascii: ">") else { break }
      at = input.skipBlanks(at + 1, before: upper)
    }
    return min(at, upper)
  }

  /// The bytes of a part of the source with its backslashes and entities resolved.
  func unescape(_ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    var at = range.lowerBound
    while at < range.upperBound {
      let byte = input.bytes[at]
      if byte == UInt8(ascii: "\\"), at + 1 < range.upperBound, MarkdownAligner.isPunctuation(input.bytes[at + 1]) {
        result.append(input.bytes[at + 1])
        at += 2
      } else if byte == UInt8(ascii: "&"), let entity = entity(at, before: range.upperBound) {
        result += entity.bytes
        at = entity.end
      } else {
        result.append(byte)
        at += 1
      }
    }
    return result
  }

  private mutating func flush(_ range: Range<Int>) {
    if !range.isEmpty { pieces.append(Piece(range: range, replacement: nil)) }
  }

  static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// An entity or a numeric reference at an offset.
  private func entity(_ start: Int, before upper: Int) -> (bytes: [UInt8], end: Int)? {
    // The longest name has 31 letters.
    let limit = min(upper, start + 34)
    guard let semicolon = (start..<limit).first(where: { input.bytes[$0] == UInt8(ascii: ";") }) else { return nil }
    let name = input.bytes[start + 1..<semicolon]
    guard !name.isEmpty, name.allSatisfy({ $0 == UInt8(ascii: "#") || ($0 < 0x80 && isAlphanumeric($0)) }),
      let bytes = MarkdownParse.entity(input.bytes[start...semicolon])
    else { return nil }
    return (bytes, semicolon + 1)
  }

  private func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
