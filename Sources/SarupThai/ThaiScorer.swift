/// Scores the places of a run of Thai letters where a word may end.
///
/// Three layers, each made of the one before it: the dictionary's lattice, a linear model over letters and lattice, and small trees
/// where the linear model is in doubt. The score is the log-odds that a word ends there.
struct ThaiScorer: ~Copyable {
  private let model: ThaiModel
  private var words: UserDictionary?
  private let remembers: Bool
  private(set) var memory = ThaiRunMemory()
  private var run = ThaiRun()
  private var lattice = ThaiLattice()
  private var linear = LinearLayer()
  private var trees = TreeLayer()

  /// Letters that are scored at a time. A run of a hostile text can be as long as the text; those that people write are far shorter.
  private static let window = 1000
  /// Letters at the end of a full window whose scores lack what follows them.
  private static let margin = 80

  /// Pieces of all runs of a text so far that are kept together, in order.
  private(set) var protections: [Protection] = []

  /// - Parameter remembers: whether a run that comes again is scored once.
  init(model: ThaiModel = .shared, remembers: Bool = false) {
    self.model = model
    self.remembers = remembers
  }

  /// Starts a text.
  mutating func start(with words: UserDictionary?) {
    self.words = words
    protections.removeAll(keepingCapacity: true)
  }

  /// Lets go of what belongs to the text.
  mutating func end() { start(with: nil) }

  /// Calls `body` with the byte offset and the score of every legal position inside a run, in order.
  ///
  /// - Parameters:
  ///   - range: bytes of Thai letters alone.
  ///   - before: class of what stands before the run (``ThaiRun/outsideClass(_:of:)``).
  ///   - behind: class of what stands behind it.
  mutating func score(
    _ range: Range<Int>, of text: Swift.Span<UInt8>, before: UInt8, behind: UInt8, body: (Int, Float) -> Void
  ) {
    guard remembers, range.count <= 3 * ThaiRunMemory.longestRun, !(words?.mayTouch(range, of: text) ?? false) else {
      scoreAnew(range, of: text, before: before, behind: behind, words: words, isLearned: false, body: body)
      return
    }
    let start = range.lowerBound
    let known = memory.find(range, of: text, before: before, behind: behind)
    if known >= 0 {
      for place in memory.places(of: known) { body(start + Int(place.offset), place.score) }
      for piece in memory.kept(of: known) {
        protections.append(Protection(start: start + Int(piece.start), end: start + Int(piece.end), prefersEnds: false))
      }
      return
    }
    memory.begin()
    let first = protections.count
    // One window: what is remembered is shorter.
    scoreAnew(range, of: text, before: before, behind: behind, words: nil, isLearned: true, body: body)
    for piece in protections[first...] {
      memory.learn(
        ThaiRunMemory.Kept(
          start: Int32(truncatingIfNeeded: piece.start - start), end: Int32(truncatingIfNeeded: piece.end - start)))
    }
  }

  private mutating func scoreAnew(
    _ range: Range<Int>, of text: Swift.Span<UInt8>, before: UInt8, behind: UInt8, words: UserDictionary?,
    isLearned: Bool, body: (Int, Float) -> Void
  ) {
    var start = range.lowerBound
    while start < range.upperBound {
      let end = run.read(start..<range.upperBound, of: text, limit: Self.window)
      run.before = start == range.lowerBound ? before : 3
      run.behind = end == range.upperBound ? behind : 3
      if run.last > 1 || words != nil {
        lattice.search(run, model: model, words: words)
        linear.score(run, lattice, model: model)
        trees.score(run, lattice, linear, model: model)
        let next = end < range.upperBound ? restart() : run.last
        protectPieces(upTo: next, words)
        report(through: min(next, run.last - 1), learnsFrom: isLearned ? range.lowerBound : nil, body)
        start = Int(run.bytes[Int(run.positions[next])])
      } else {
        start = end
      }
    }
  }

  /// The legal position from which a run that is longer than the window goes on: the last one that is sure to end a word and has
  /// enough letters behind it.
  private func restart() -> Int {
    var index = run.last - 1
    while index > 1, Int(run.positions[index]) > run.count - Self.margin { index -= 1 }
    let furthest = index
    while index > 1, linear.scores[index] < 168 { index -= 1 }
    return max(1, index > 1 ? index : furthest)
  }

  /// Notes the kept words and the user's words among the pieces of the cheapest path.
  private mutating func protectPieces(upTo end: Int, _ words: UserDictionary?) {
    for number in 0..<lattice.pieceCount where lattice.pieces[number].entry != ThaiLattice.plainWord {
      let piece = lattice.pieces[number]
      if Int(piece.last) > end { return }
      let first = Int(run.positions[Int(piece.first)])
      var protection = Protection(
        start: Int(run.bytes[first]), end: Int(run.bytes[Int(run.positions[Int(piece.last)])]), prefersEnds: false)
      if piece.entry >= 0, let entry = words?.entries[Int(piece.entry)] {
        protection.prefersEnds = true
        protection.isBound = entry.isBound
        protection.bars = entry.bars.map { Int(run.bytes[first + Int($0)]) }
      }
      protections.append(protection)
    }
  }

  private mutating func report(through end: Int, learnsFrom start: Int?, _ body: (Int, Float) -> Void) {
    var nextDoubtful = 0
    for index in 1..<(end + 1) {
      let offset = Int(run.bytes[Int(run.positions[index])])
      var score = Float(linear.sums[index]) * model.linearScale
      if nextDoubtful < trees.count, Int(trees.doubtful[nextDoubtful]) == index {
        score = Float(trees.sums[nextDoubtful]) * model.leafScale
        nextDoubtful += 1
      }
      if let start {
        memory.learn(ThaiRunMemory.Place(score: score, offset: Int32(truncatingIfNeeded: offset - start)))
      }
      body(offset, score)
    }
  }
}
