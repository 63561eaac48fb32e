/// The cheapest ways to cut a run into words and unknown chunks: every word of the dictionary is an edge between two legal
/// positions, and so is every chunk of up to six clusters, which costs far more.
///
/// For each position it knows how much dearer the run becomes without a cut there, which is the best single sign of a boundary.
/// All numbers are integers: costs and margins are in eighths of a nat.
struct ThaiLattice: ~Copyable {
  /// A piece of the cheapest path.
  struct Piece {
    var first: Int32
    var last: Int32
    var cost: Int32
    /// Clusters of an unknown chunk; 0 for a word.
    var clusters: Int32
    var hash: UInt32
    /// Number of the user's entry, or one of the marks below.
    var entry: Int32
  }

  /// No more than a word of the model.
  static let plainWord: Int32 = -1
  /// A word of the model inside which no line ends.
  static let keptWord: Int32 = -2
  /// A user's word is nearly free, so that the cheapest path takes it wherever it fits.
  private static let userCost: Int32 = 8

  // The costs that `Tools/thai_model/lattice.py` has trained the model with: neither can change alone.
  static let unknown: Int32 = 96
  static let perCluster: Int32 = 48
  static let maxClusters = 6
  static let maxWord = 30
  static let marginLimit: Int32 = 160
  /// Cost where no word ends or starts.
  static let noWord: Int32 = 248
  static let unknownHash: UInt32 = 3
  private static let far: Int32 = 1 << 28

  /// A word from one legal position to a later one. (Not private: the 6.3 compiler fails on a buffer of a private type.)
  struct Edge {
    var end: Int32
    var cost: Int32
  }

  // One value a legal position.
  private(set) var margins = ScratchBuffer<Int32>()
  /// Letters of the longest word that ends here, starts here, goes across.
  private(set) var ends = ScratchBuffer<UInt8>()
  private(set) var starts = ScratchBuffer<UInt8>()
  private(set) var spans = ScratchBuffer<UInt8>()
  private(set) var endHashes = ScratchBuffer<UInt32>()
  private(set) var startHashes = ScratchBuffer<UInt32>()
  private(set) var endCosts = ScratchBuffer<Int32>()
  private(set) var startCosts = ScratchBuffer<Int32>()
  /// Index of the piece of the cheapest path that starts here or goes across.
  private(set) var pieceOf = ScratchBuffer<Int32>()
  private(set) var pieces = ScratchBuffer<Piece>()
  private(set) var pieceCount = 0

  private var forward = ScratchBuffer<Int32>()
  private var backward = ScratchBuffer<Int32>()
  private var without = ScratchBuffer<Int32>()
  private var came = ScratchBuffer<Piece>()
  private var edges = ScratchBuffer<Edge>()
  private var firstEdge = ScratchBuffer<Int32>()
  private var edgeCount = 0

  mutating func search(_ run: borrowing ThaiRun, model: ThaiModel, words: UserDictionary?) {
    let last = run.last
    let size = last + 1
    margins.fill(size, with: 0)
    ends.fill(size, with: 0)
    starts.fill(size, with: 0)
    spans.fill(size, with: 0)
    endHashes.fill(size, with: 0)
    startHashes.fill(size, with: 0)
    endCosts.fill(size, with: Self.noWord)
    startCosts.fill(size, with: Self.noWord)
    forward.fill(size, with: Self.far)
    backward.reserve(size)
    without.fill(size, with: Self.far)
    came.reserve(size)
    firstEdge.reserve(size + 1)
    goForward(run, model: model, words: words)
    goBackward(last: last)
    findMargins(last: last)
    tracePath(last: last)
  }

  private mutating func goForward(_ run: borrowing ThaiRun, model: ThaiModel, words: UserDictionary?) {
    let last = run.last
    forward[0] = 0
    edgeCount = 0
    for index in 0..<last {
      firstEdge[index] = Int32(truncatingIfNeeded: edgeCount)
      addModelWords(from: index, run, model)
      if let words { addUserWords(from: index, run, words) }
      let base = forward[index]
      for clusters in 1...Self.maxClusters where index + clusters <= last {
        let cost = Self.unknown + Self.perCluster * Int32(clusters)
        if base + cost < forward[index + clusters] {
          forward[index + clusters] = base + cost
          came[index + clusters] = Piece(
            first: Int32(truncatingIfNeeded: index), last: Int32(truncatingIfNeeded: index + clusters), cost: cost,
            clusters: Int32(clusters), hash: Self.unknownHash, entry: Self.plainWord)
        }
      }
    }
    firstEdge[last] = Int32(truncatingIfNeeded: edgeCount)
  }

  /// Walks the model's trie from a legal position on.
  @inline(__always)
  private mutating func addModelWords(from index: Int, _ run: borrowing ThaiRun, _ model: ThaiModel) {
    let position = Int(run.positions[index])
    let end = min(run.count, position + Self.maxWord)
    var hash = Self.hashSeed
    var unit = model.trie[0]
    var next = position
    while next < end {
      let code = run.letter(next)
      let child = model.trie[Int(unit >> 9) + Int(code)]
      guard child & 0x7F == UInt32(code) else { return }
      hash = Self.hash(hash, code)
      next += 1
      let isLeaf = child & 0x80 != 0
      if isLeaf || child & 0x100 != 0 {
        // A leaf, or an inner unit whose own word is the leaf at its base.
        var tail = Int((isLeaf ? child : model.trie[Int(child >> 9)]) >> 8)
        var entry = Self.plainWord
        if model.tails[tail] == ThaiModel.keptMark {
          entry = Self.keptWord
          tail += 1
        } else if model.tails[tail] == ThaiModel.heldMark {
          tail += 1
        }
        let cost = Int32(model.tails[tail])
        tail += 1
        while model.tails[tail] != 0 {
          guard next < end, run.letter(next) == model.tails[tail] else { return }
          hash = Self.hash(hash, model.tails[tail])
          next += 1
          tail += 1
        }
        addWord(from: index, to: run.indices[next], letters: next - position, cost: cost, hash: hash, entry: entry)
      }
      if isLeaf { return }
      unit = child
    }
  }

  private mutating func addUserWords(from index: Int, _ run: borrowing ThaiRun, _ words: UserDictionary) {
    let position = Int(run.positions[index])
    var hash = Self.hashSeed
    var node = WordTrie.root
    for next in position..<run.count {
      let code = run.letter(next)
      node = words.thai.child(of: node, code)
      if node < 0 { return }
      hash = Self.hash(hash, code)
      let entry = words.thai.word(at: node)
      guard entry >= 0 else { continue }
      addWord(
        from: index, to: run.indices[next + 1], letters: next + 1 - position, cost: Self.userCost, hash: hash,
        entry: entry)
    }
  }

  private static let hashSeed: UInt32 = 0x811C_9DC5

  @inline(__always)
  private static func hash(_ hash: UInt32, _ code: UInt8) -> UInt32 { (hash ^ UInt32(code)) &* 0x0100_0193 }

  @inline(__always)
  private mutating func addWord(
    from index: Int, to target: Int32, letters: Int, cost: Int32, hash: UInt32, entry: Int32
  ) {
    guard target >= 0 else { return }
    edges.reserveKeeping(edgeCount)
    edges[edgeCount] = Edge(end: target, cost: cost)
    edgeCount += 1
    let end = Int(target)
    let base = forward[index]
    let size = UInt8(truncatingIfNeeded: min(255, letters))
    starts[index] = size
    startHashes[index] = hash
    startCosts[index] = cost
    if size > ends[end] {
      ends[end] = size
      endHashes[end] = hash
      endCosts[end] = cost
    }
    var inner = index + 1
    while inner < end {
      if size > spans[inner] { spans[inner] = size }
      inner += 1
    }
    if base + cost < forward[end] {
      forward[end] = base + cost
      came[end] = Piece(
        first: Int32(truncatingIfNeeded: index), last: Int32(truncatingIfNeeded: end), cost: cost, clusters: 0,
        hash: hash,
        entry: entry)
    }
  }

  /// Costs to the end, and the cheapest path across each position.
  private func goBackward(last: Int) {
    backward[last] = 0
    for index in stride(from: last - 1, through: 0, by: -1) {
      let base = forward[index]
      var best = Self.far
      for edge in Int(firstEdge[index])..<Int(firstEdge[index + 1]) {
        let end = Int(edges[edge].end)
        let value = edges[edge].cost + backward[end]
        if value < best { best = value }
        var inner = index + 1
        while inner < end {
          if base + value < without[inner] { without[inner] = base + value }
          inner += 1
        }
      }
      // The longest chunk first: what goes beyond a position is then known when its turn comes.
      var across = Self.far
      for clusters in stride(from: min(Self.maxClusters, last - index), to: 0, by: -1) {
        let target = index + clusters
        if base + across < without[target] { without[target] = base + across }
        let value = Self.unknown + Self.perCluster * Int32(clusters) + backward[target]
        if value < across { across = value }
      }
      backward[index] = min(best, across)
    }
  }

  private func findMargins(last: Int) {
    var index = 1
    while index < last {
      let margin = without[index] - forward[index] - backward[index]
      margins[index] = max(-Self.marginLimit, min(Self.marginLimit, margin))
      index += 1
    }
  }

  private mutating func tracePath(last: Int) {
    pieces.reserve(last + 1)
    pieceOf.reserve(last + 1)
    pieceCount = 0
    var index = last
    while index > 0 {
      pieces[pieceCount] = came[index]
      index = Int(came[index].first)
      pieceCount += 1
    }
    var (low, high) = (0, pieceCount - 1)
    while low < high {
      (pieces[low], pieces[high]) = (pieces[high], pieces[low])
      low += 1
      high -= 1
    }
    for number in 0..<pieceCount {
      for index in Int(pieces[number].first)..<Int(pieces[number].last) {
        pieceOf[index] = Int32(truncatingIfNeeded: number)
      }
    }
    pieceOf[last] = Int32(truncatingIfNeeded: pieceCount)
  }
}
