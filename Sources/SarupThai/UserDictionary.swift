/// Words and names that an author, a project or an office wants kept together. They overrule the trained model.
///
/// `คำ` is kept whole, and a line prefers to end at its ends; `สำนักงาน|คณะกรรมการ|กฤษฎีกา` breaks at its bars alone;
/// a line ends neither inside nor at the ends of `คำ!`.
package struct UserDictionary: Sendable {
  /// What an entry says beyond its letters.
  struct Entry: Sendable, Equatable {
    /// Offsets at which a line may end inside: in letters for an entry of Thai letters, else in bytes.
    var bars: [Int32]
    /// No line ends at its ends either.
    var isBound: Bool
  }

  private(set) var entries: [Entry] = []
  /// Entries of Thai letters alone, by the low bits of the letters.
  private(set) var thai = WordTrie()
  /// All other entries, by their UTF-8.
  private(set) var mixed = WordTrie()
  private(set) var hasMixed = false
  private var letters = 0

  /// Most bytes of one entry.
  package static let entryLimit = 400
  /// Most bytes of all entries together.
  package static let sizeLimit = 1 << 24

  package init() {}

  /// Adds names of people and the like, each kept whole word by word. A long one is left to the model, since a line must end
  /// somewhere; one that is an entry already stays as it is.
  package mutating func add(names: some Sequence<String>) {
    for name in names {
      for word in name.utf8.split(separator: 0x20) where word.count <= 60 {
        let bytes = Array(word)
        if Self.isThai(bytes) { add(bytes, bars: [], isBound: false, replacing: false) }
      }
    }
  }

  package var isEmpty: Bool { entries.isEmpty }
  package var count: Int { entries.count }

  /// What became of an entry.
  enum Addition {
    case added
    /// An entry of the same letters said the same.
    case repeated
    /// An entry of the same letters said something else.
    case replaced
    case tooLarge
  }

  /// Adds an entry.
  ///
  /// - Parameters:
  ///   - bytes: its UTF-8 without bars and marks, which is not empty.
  ///   - bars: byte offsets at which a line may end.
  ///   - isReplacing: an entry of the same letters gives way to it.
  @discardableResult
  mutating func add(_ bytes: [UInt8], bars: [Int], isBound: Bool, replacing isReplacing: Bool = true) -> Addition {
    guard !bytes.isEmpty, letters + bytes.count <= Self.sizeLimit else { return .tooLarge }
    letters += bytes.count
    let isThai = Self.isThai(bytes)
    var labels = bytes
    var places = bars
    if isThai { (labels, places) = Self.letters(of: bytes, bars: bars) }
    let entry = Entry(bars: places.map { Int32(truncatingIfNeeded: $0) }, isBound: isBound)
    let number = Int32(truncatingIfNeeded: entries.count)
    let previous: Int32
    if isThai {
      previous = thai.insert(labels, word: number, replacing: isReplacing)
    } else {
      hasMixed = true
      previous = mixed.insert(labels, word: number, replacing: isReplacing)
    }
    if previous >= 0, !isReplacing { return .repeated }
    entries.append(entry)
    guard previous >= 0 else { return .added }
    return entries[Int(previous)] == entry ? .repeated : .replaced
  }

  /// The letters of a Thai entry as the scorer spells them, and its bars as offsets in these.
  private static func letters(of bytes: [UInt8], bars: [Int]) -> (labels: [UInt8], bars: [Int]) {
    var labels: [UInt8] = []
    labels.reserveCapacity(bytes.count / 3)
    var isPlain = true
    for offset in stride(from: 0, to: bytes.count, by: 3) {
      let code = (bytes[offset + 1] & 1) << 6 | bytes[offset + 2] & 0x3F
      isPlain = isPlain && code != ThaiLetters.nikhahit && !(code == ThaiLetters.saraE && labels.last == code)
      labels.append(code)
    }
    if isPlain { return (labels, bars.map { $0 / 3 }) }
    // What has two spellings may become shorter; bars move along.
    var run = ThaiRun()
    _ = run.read(0..<bytes.count, of: bytes.span, limit: bytes.count)
    let places = bars.compactMap { bar in (0..<run.count).first { Int(run.bytes[$0]) == bar } }
    return ((0..<run.count).map { run.letter($0) }, places)
  }

  private static func isThai(_ bytes: [UInt8]) -> Bool {
    guard bytes.count % 3 == 0 else { return false }
    let text = bytes.span
    for offset in stride(from: 0, to: bytes.count, by: 3) where !ThaiLetters.isLetter(text.scalar(at: offset).value) {
      return false
    }
    return true
  }

  /// Whether an entry of Thai letters may stand in a run of them; `true` as well where letters have two spellings.
  func mayTouch(_ range: Range<Int>, of text: Swift.Span<UInt8>) -> Bool {
    func code(_ offset: Int) -> UInt8 { (text[offset + 1] & 0x01) << 6 | text[offset + 2] & 0x3F }
    var previous: UInt8 = 0
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 3) {
      let first = code(start)
      if first == ThaiLetters.nikhahit || first == ThaiLetters.saraE && previous == first { return true }
      previous = first
      var node = thai.child(of: WordTrie.root, first)
      var next = start + 3
      while node >= 0 {
        if thai.word(at: node) >= 0 { return true }
        if next == range.upperBound { break }
        node = thai.child(of: node, code(next))
        next += 3
      }
    }
    return false
  }

  /// Where entries of other letters than Thai stand in a text: the longest from each place, from the front.
  ///
  /// An entry matches whole words of its script: a Latin word does not match inside a longer one.
  func findMixed(in text: Swift.Span<UInt8>) -> [Protection] {
    var result: [Protection] = []
    var start = 0
    while start < text.count {
      guard let match = longestMixed(at: start, in: text) else {
        start += 1
        continue
      }
      let entry = entries[match.entry]
      result.append(
        Protection(
          start: start, end: match.end, bars: entry.bars.map { start + Int($0) }, prefersEnds: true,
          isBound: entry.isBound))
      start = match.end
    }
    return result
  }

  private func longestMixed(at start: Int, in text: Swift.Span<UInt8>) -> (entry: Int, end: Int)? {
    var node = mixed.child(of: WordTrie.root, text[start])
    guard node >= 0, !Self.splitsWord(at: start, in: text) else { return nil }
    var longest: (entry: Int, end: Int)?
    var next = start + 1
    while true {
      let entry = mixed.word(at: node)
      if entry >= 0, !Self.splitsWord(at: next, in: text) { longest = (Int(entry), next) }
      guard next < text.count else { return longest }
      node = mixed.child(of: node, text[next])
      if node < 0 { return longest }
      next += 1
    }
  }

  /// Whether a place is inside a Latin word or number, between a Thai letter and its vowel, or inside a scalar.
  private static func splitsWord(at offset: Int, in text: Swift.Span<UInt8>) -> Bool {
    guard offset > 0, offset < text.count else { return false }
    let (left, right) = (text[offset - 1], text[offset])
    if right & 0xC0 == 0x80 { return true }
    if left < 0x80, right < 0x80 { return isAlphanumeric(left) && isAlphanumeric(right) }
    guard right >= 0x80 else { return false }
    let scalar = text.scalar(at: offset).value
    if UnicodeTable.shared[scalar].grapheme == .extend { return true }
    if ThaiLetters.isLetter(scalar), ThaiLetters.follows(UInt8(truncatingIfNeeded: scalar & 0x7F)) { return true }
    guard offset >= 3, left >= 0x80, text[offset - 3] == 0xE0 else { return false }
    let before = text.scalar(at: offset - 3).value
    return ThaiLetters.isLetter(before) && ThaiLetters.leads(UInt8(truncatingIfNeeded: before & 0x7F))
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }
}
