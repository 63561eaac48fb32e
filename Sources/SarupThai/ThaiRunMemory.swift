/// Scores of runs of Thai letters that have been scored before. Used by one task at a time.
///
/// A score depends on the letters of the run, on what stands at either side of it, and on nothing else: runs in which a user's word
/// may stand are neither looked up here nor learned, so that one memory serves every dictionary.
struct ThaiRunMemory: ~Copyable {
  /// A legal position, in bytes from the start of the run.
  struct Place {
    var score: Float
    var offset: Int32
  }

  /// A piece that is kept together, in bytes from the start of the run.
  struct Kept {
    var start: Int32
    var end: Int32
  }

  private struct Run {
    var hash: UInt64
    var firstLetter: UInt32
    var firstPlace: UInt32
    var firstKept: UInt32
    var letterCount: UInt16
    var placeCount: UInt16
    var keptCount: UInt16
  }

  private var runs: [Run] = []
  private var letters: [UInt8] = []
  private var allPlaces: [Place] = []
  private var allKept: [Kept] = []
  /// Places in `runs` plus one by the hash; 0 for a free place. At most half full.
  private var table: [UInt32] = []
  /// The run at hand.
  private var codes = ScratchBuffer<UInt8>()
  private var hash: UInt64 = 0
  private var count = 0

  /// Beyond any of these all is forgotten: what a text goes on to use is soon learned again. Together one or two MiB.
  static let mostRuns = 4096
  static let mostLetters = 1 << 17
  /// Letters; a longer run hardly comes again.
  static let longestRun = 120

  /// Runs that are known.
  var size: Int { runs.count }
  /// Letters of all of them, which no list of places is longer than.
  var letterCount: Int { letters.count }

  /// Looks up a run of at most ``longestRun`` letters.
  ///
  /// - Returns: its number, or -1 for one that is not known.
  mutating func find(_ range: Range<Int>, of text: Swift.Span<UInt8>, before: UInt8, behind: UInt8) -> Int {
    count = range.count / 3
    codes.reserve(count)
    var hash = UInt64(before) << 8 | UInt64(behind)
    var offset = range.lowerBound
    for index in 0..<count {
      let code = (text[offset + 1] & 0x01) << 6 | text[offset + 2] & 0x3F
      codes[index] = code
      hash = (hash ^ UInt64(code)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      offset += 3
    }
    // The neighbours are told apart by the last bits, whatever the letters add up to.
    self.hash = hash << 8 | UInt64(before) << 4 | UInt64(behind)
    if table.isEmpty { return -1 }
    var slot = slot(of: self.hash)
    while table[slot] != 0 {
      let number = Int(table[slot]) - 1
      if runs[number].hash == self.hash, Int(runs[number].letterCount) == count, isSame(runs[number]) { return number }
      slot = (slot + 1) & (table.count - 1)
    }
    return -1
  }

  private func isSame(_ run: Run) -> Bool {
    let first = Int(run.firstLetter)
    for index in 0..<count where letters[first + index] != codes[index] { return false }
    return true
  }

  /// Starts to learn the run that was looked up last and is not known.
  mutating func begin() {
    if runs.count >= Self.mostRuns || letters.count + count > Self.mostLetters { forget() }
    runs.append(
      Run(
        hash: hash, firstLetter: UInt32(letters.count), firstPlace: UInt32(allPlaces.count),
        firstKept: UInt32(allKept.count), letterCount: UInt16(count), placeCount: 0, keptCount: 0))
    for index in 0..<count { letters.append(codes[index]) }
    if runs.count * 2 > table.count {
      table = [UInt32](repeating: 0, count: max(256, table.count * 2))
      for number in runs.indices { enter(number) }
    } else {
      enter(runs.count - 1)
    }
  }

  /// Adds a place to the run that is being learned.
  mutating func learn(_ place: Place) {
    allPlaces.append(place)
    runs[runs.count - 1].placeCount += 1
  }

  /// Adds a piece that is kept together to the run that is being learned.
  mutating func learn(_ piece: Kept) {
    allKept.append(piece)
    runs[runs.count - 1].keptCount += 1
  }

  func places(of number: Int) -> ArraySlice<Place> {
    let first = Int(runs[number].firstPlace)
    return allPlaces[first..<first + Int(runs[number].placeCount)]
  }

  func kept(of number: Int) -> ArraySlice<Kept> {
    let first = Int(runs[number].firstKept)
    return allKept[first..<first + Int(runs[number].keptCount)]
  }

  private func slot(of hash: UInt64) -> Int { Int(truncatingIfNeeded: (hash ^ hash >> 32) & UInt64(table.count - 1)) }

  private mutating func enter(_ number: Int) {
    var slot = slot(of: runs[number].hash)
    while table[slot] != 0 { slot = (slot + 1) & (table.count - 1) }
    table[slot] = UInt32(number + 1)
  }

  private mutating func forget() {
    runs.removeAll(keepingCapacity: true)
    letters.removeAll(keepingCapacity: true)
    allPlaces.removeAll(keepingCapacity: true)
    allKept.removeAll(keepingCapacity: true)
    for slot in table.indices { table[slot] = 0 }
  }
}
