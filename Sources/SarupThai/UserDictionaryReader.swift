package import SarupSyntax

extension DiagnosticCode {
  /// A bar or an exclamation mark where none can stand.
  package static let dictionaryMark: DiagnosticCode = "dictionary-mark"
  /// An entry that no text can hold.
  package static let dictionaryEntry: DiagnosticCode = "dictionary-entry"
  /// Two entries of the same letters that say different things.
  package static let dictionaryConflict: DiagnosticCode = "dictionary-conflict"
  /// A dictionary over a limit.
  package static let dictionarySize: DiagnosticCode = "dictionary-size"
}

extension UserDictionary {
  /// Adds the entries of a source, one a line; lines that begin with `#` are comments. Entries with a mistake are left out.
  package mutating func read(_ source: SourceText, reporting diagnostics: inout Diagnostics) {
    let bytes = source.bytes
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = Self.trimmed(start..<end, of: bytes)
      if !line.isEmpty, bytes[line.lowerBound] != UInt8(ascii: "#") {
        guard readEntry(line, of: source, reporting: &diagnostics) else { return }
      }
      start = end + 1
    }
  }

  /// - Returns: whether there is room for more.
  private mutating func readEntry(
    _ line: Range<Int>, of source: SourceText, reporting diagnostics: inout Diagnostics
  ) -> Bool {
    let bytes = source.bytes
    var end = line.upperBound
    let isBound = bytes[end - 1] == UInt8(ascii: "!")
    if isBound { end -= 1 }
    guard end - line.lowerBound <= Self.entryLimit else {
      diagnostics.error(
        .dictionarySize, at: source.span(line.lowerBound, line.upperBound),
        "the entry has more than \(Self.entryLimit) bytes",
        hint: "Write its parts as entries of their own.")
      return true
    }
    var letters: [UInt8] = []
    var bars: [Int] = []
    var isSound = true
    for offset in line.lowerBound..<end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "!") {
        diagnostics.error(
          .dictionaryMark, at: source.span(offset, offset + 1), "an exclamation mark stands inside the entry",
          hint: "Write it behind the last letter: it forbids breaks at the ends of the whole entry.")
        isSound = false
      } else if byte == UInt8(ascii: "|") {
        isSound = checkBar(at: offset, line.lowerBound..<end, of: source, reporting: &diagnostics) && isSound
        bars.append(letters.count)
      } else {
        letters.append(byte)
      }
    }
    guard isSound else { return true }
    guard let first = letters.first, first >= 0x80 || first > 0x20, !Self.startsWithMark(letters) else {
      diagnostics.error(
        .dictionaryEntry, at: source.span(line.lowerBound, line.upperBound),
        letters.isEmpty ? "the entry has no letters" : "the entry begins with a vowel sign or a tone mark",
        hint: "Write the word from its first letter on.")
      return true
    }
    switch add(letters, bars: bars, isBound: isBound) {
    case .added, .repeated: return true
    case .replaced:
      diagnostics.warning(
        .dictionaryConflict, at: source.span(line.lowerBound, line.upperBound),
        "an earlier entry of the same letters breaks elsewhere", hint: "The last one counts; take the other one out.")
      return true
    case .tooLarge:
      diagnostics.error(
        .dictionarySize, at: source.span(line.lowerBound, line.upperBound),
        "the dictionary has more than \(Self.sizeLimit) letters",
        hint: "Take out the words that the program knows already.")
      return false
    }
  }

  /// Whether a bar stands between two letters that a line may part.
  private func checkBar(
    at offset: Int, _ entry: Range<Int>, of source: SourceText, reporting diagnostics: inout Diagnostics
  ) -> Bool {
    let bytes = source.bytes
    let bar = UInt8(ascii: "|")
    if offset == entry.lowerBound || offset + 1 == entry.upperBound || bytes[offset + 1] == bar {
      diagnostics.error(
        .dictionaryMark, at: source.span(offset, offset + 1), "the bar has no letters on one side",
        hint: "Write bars between the parts alone: `ก|ข|ค`.")
      return false
    }
    guard offset >= entry.lowerBound + 3, offset + 3 < bytes.count else { return true }
    let text = bytes.span
    let right = text.scalar(at: offset + 1).value
    let left = bytes[offset - 1] < 0x80 ? 0 : text.scalar(at: offset - 3).value
    let parts =
      ThaiLetters.isLetter(right) && ThaiLetters.follows(UInt8(truncatingIfNeeded: right & 0x7F))
      || ThaiLetters.isLetter(left) && ThaiLetters.leads(UInt8(truncatingIfNeeded: left & 0x7F))
    if parts {
      diagnostics.error(
        .dictionaryMark, at: source.span(offset, offset + 1),
        "the bar stands between a letter and its vowel or tone mark",
        hint: "Move it to the end of the syllable.")
    }
    return !parts
  }

  private static func startsWithMark(_ bytes: [UInt8]) -> Bool {
    let scalar = bytes.span.scalar(at: 0).value
    return ThaiLetters.isLetter(scalar) && ThaiLetters.follows(UInt8(truncatingIfNeeded: scalar & 0x7F))
  }

  /// Without spaces, tabs and the carriage return around it.
  private static func trimmed(_ range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }
}
