/// Cuts a paragraph into runs of one script.
///
/// Letters have a script of their own. What stands between two letters of one script is of that script. Between Thai and another
/// script it is Thai, so that Word takes brackets, closing quotation marks and numbers from the Thai face; but digits and marks
/// that touch a Latin word belong to it (PM2.5, COVID-19, 5G), and a pair of brackets has one script, that of the text around it
/// and inside it where these agree.
package enum ScriptRuns {
  package struct Run: Hashable, Sendable {
    /// Byte range; the ranges cover the text without gaps.
    package var range: Range<Int>
    package var script: Script

    package init(range: Range<Int>, script: Script) {
      self.range = range
      self.script = script
    }
  }

  /// - Parameters:
  ///   - text: UTF-8 of one paragraph.
  ///   - paragraph: the script of a text without any letter.
  package static func find(in text: Swift.Span<UInt8>, paragraph: Script = .thai) -> [Run] {
    guard !text.isEmpty else { return [] }
    var scan = ScriptScan()
    scan.read(text)
    guard let first = scan.letters.first else { return [Run(range: 0..<text.count, script: paragraph)] }
    let base = scan.hasThai ? .thai : first.script
    if !scan.isMixed { return [Run(range: 0..<text.count, script: base)] }
    return ScriptResolver(text: text, scan: scan, base: base).runs
  }

  /// The same for bytes in an array.
  package static func find(in text: [UInt8], paragraph: Script = .thai) -> [Run] {
    find(in: text.span, paragraph: paragraph)
  }
}

/// The first pass: letters, and brackets with their partners.
struct ScriptScan {
  struct Bracket {
    var offset: Int
    var length: Int
    /// Index of the first piece of letters behind it.
    var next: Int
    /// Index of its partner.
    var partner: Int?
  }

  /// Pieces of letters of one script with nothing between their letters.
  private(set) var letters: [ScriptRuns.Run] = []
  private(set) var brackets: [Bracket] = []
  private(set) var hasThai = false
  /// Letters of more than one script.
  private(set) var isMixed = false

  /// Openers that wait for their partner: the closer they want and their index. UAX #9 stops at 63 as well.
  private var open: [(closer: UInt32, index: Int)] = []
  private static let depthLimit = 63

  mutating func read(_ text: Swift.Span<UInt8>) {
    let table = UnicodeTable.shared
    var offset = 0
    while offset < text.count {
      let thai = Self.endOfThai(text, from: offset)
      if thai > offset {
        append(.thai, offset..<thai)
        offset = thai
        continue
      }
      let (scalar, length) = text.scalar(at: offset)
      defer { offset += length }
      // Between Thai words there is mostly this.
      if scalar == 0x20 { continue }
      let properties = table[scalar]
      if let script = properties.script {
        append(script, offset..<offset + length)
      } else if properties.grapheme == .extend || properties.grapheme == .zeroWidthJoiner {
        // A mark that all scripts share goes with its letter.
        if let last = letters.last, last.range.upperBound == offset { append(last.script, offset..<offset + length) }
      } else if let closer = Self.closer(of: scalar) {
        if open.count < Self.depthLimit { open.append((closer, brackets.count)) }
        brackets.append(Bracket(offset: offset, length: length, next: letters.count))
      } else if let match = open.lastIndex(where: { $0.closer == scalar }) {
        brackets[open[match].index].partner = brackets.count
        brackets.append(Bracket(offset: offset, length: length, next: letters.count, partner: open[match].index))
        open.removeSubrange(match...)
      }
    }
  }

  /// Behind the Thai characters (U+0E00 to U+0E7F) that begin at an offset.
  private static func endOfThai(_ text: Swift.Span<UInt8>, from start: Int) -> Int {
    var offset = start
    while offset + 2 < text.count, text[offset] == 0xE0, text[offset + 1] & 0xFE == 0xB8,
      text[offset + 2] & 0xC0 == 0x80
    {
      offset += 3
    }
    return offset
  }

  private mutating func append(_ script: Script, _ range: Range<Int>) {
    hasThai = hasThai || script == .thai
    if let last = letters.last {
      isMixed = isMixed || last.script != script
      if last.script == script, last.range.upperBound == range.lowerBound {
        letters[letters.count - 1].range = last.range.lowerBound..<range.upperBound
        return
      }
    }
    letters.append(ScriptRuns.Run(range: range, script: script))
  }

  private static func closer(of scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x28: 0x29
    case 0x5B: 0x5D
    case 0x7B: 0x7D
    case 0xAB: 0xBB
    case 0x2018: 0x2019
    case 0x201C: 0x201D
    case 0x3008, 0x300A, 0x300C, 0x300E, 0x3010: scalar + 1
    default: nil
    }
  }
}

/// The second pass: gives every gap between two pieces of letters its scripts.
private struct ScriptResolver {
  private let scan: ScriptScan
  private let base: Script
  private(set) var runs: [ScriptRuns.Run] = []
  private var nextBracket = 0

  init(text: Swift.Span<UInt8>, scan: ScriptScan, base: Script) {
    self.scan = scan
    self.base = base
    var end = 0
    var left: Script?
    for piece in scan.letters {
      resolve(end..<piece.range.lowerBound, between: left, and: piece.script, in: text)
      append(piece.script, to: piece.range.upperBound)
      end = piece.range.upperBound
      left = piece.script
    }
    resolve(end..<text.count, between: left, and: nil, in: text)
  }

  private mutating func append(_ script: Script, to end: Int) {
    let start = runs.last?.range.upperBound ?? 0
    guard start < end else { return }
    if let last = runs.last, last.script == script {
      runs[runs.count - 1].range = last.range.lowerBound..<end
    } else {
      runs.append(ScriptRuns.Run(range: start..<end, script: script))
    }
  }

  private mutating func resolve(
    _ gap: Range<Int>, between left: Script?, and right: Script?, in text: Swift.Span<UInt8>
  ) {
    if gap.isEmpty { return }
    let before = left ?? base
    let after = right ?? base
    var (front, back) = (gap.lowerBound, gap.upperBound)
    var middle = base
    if before == after {
      middle = before
    } else {
      if before != base, after != base { middle = before }
      if before != base { front = Self.endOfWord(before: gap, in: text) }
      if after != base { back = max(front, Self.startOfWord(behind: gap, in: text)) }
    }
    // Brackets split the three parts further; all but a few gaps have none.
    while nextBracket < scan.brackets.count, scan.brackets[nextBracket].offset < gap.upperBound {
      let bracket = scan.brackets[nextBracket]
      if let script = script(ofBracket: nextBracket) {
        fill(to: bracket.offset, front: front, before, back: back, middle, after)
        append(script, to: bracket.offset + bracket.length)
      }
      nextBracket += 1
    }
    fill(to: gap.upperBound, front: front, before, back: back, middle, after)
  }

  private mutating func fill(to end: Int, front: Int, _ before: Script, back: Int, _ middle: Script, _ after: Script) {
    append(before, to: min(end, front))
    append(middle, to: min(end, back))
    append(after, to: end)
  }

  /// The script of a pair, `nil` for a bracket that has no partner or whose pair holds no letters.
  private func script(ofBracket index: Int) -> Script? {
    guard let partner = scan.brackets[index].partner else { return nil }
    let opener = scan.brackets[min(index, partner)]
    let closer = scan.brackets[max(index, partner)]
    let inside = scan.letters[opener.next..<closer.next]
    guard let first = inside.first?.script else { return nil }
    // Text before an opener decides only when it touches nothing but letters of what the pair holds (UAX #9 N0).
    let outside = opener.next > 0 ? scan.letters[opener.next - 1].script : base
    return first == outside && inside.allSatisfy { $0.script == first } ? first : base
  }

  /// Where what touches the word before a gap ends: digits and marks up to the last digit, and a mark that ends its clause.
  private static func endOfWord(before gap: Range<Int>, in text: Swift.Span<UInt8>) -> Int {
    var end = gap.lowerBound
    var offset = gap.lowerBound
    while offset < gap.upperBound {
      let byte = text[offset]
      if isDigit(byte) {
        end = offset + 1
      } else if isClauseMark(byte) {
        let isLast = offset + 1 == text.count || text[offset + 1] == UInt8(ascii: " ")
        if isLast, end == offset { return offset + 1 }
      } else if !isJoiner(byte) {
        break
      }
      offset += 1
    }
    return end
  }

  /// Where what touches the word behind a gap starts: the first of the digits and signs before it.
  private static func startOfWord(behind gap: Range<Int>, in text: Swift.Span<UInt8>) -> Int {
    var start = gap.upperBound
    var offset = gap.upperBound
    while offset > gap.lowerBound {
      let byte = text[offset - 1]
      if isDigit(byte) || isSign(byte) {
        start = offset - 1
      } else if !isClauseMark(byte), !isJoiner(byte) {
        break
      }
      offset -= 1
    }
    return start
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  /// . , ; : ! ? %
  private static func isClauseMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x25: true
    default: false
    }
  }
  /// - / _ & = ~ + @ # $ '
  private static func isJoiner(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2D, 0x2F, 0x5F, 0x26, 0x3D, 0x7E, 0x27: true
    default: isSign(byte)
    }
  }
  /// + @ # $
  private static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2B, 0x40, 0x23, 0x24: true
    default: false
    }
  }
}
