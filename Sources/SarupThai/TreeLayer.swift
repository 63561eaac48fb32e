/// Small trees over the linear scores of a position and its neighbours and over numbers of the lattice, asked only where the linear
/// model is in doubt.
///
/// Every level of a tree asks one question, so its leaf is a row of bits: no branches, and eight positions at a time,
/// one a byte of a word. All numbers that it compares have seven bits.
struct TreeLayer: ~Copyable {
  private static let lanes = 8
  private static let features = 28

  /// Legal positions that are in doubt.
  private(set) var doubtful = ScratchBuffer<Int32>()
  private(set) var count = 0
  /// Sum of the leaves of each doubtful position.
  private(set) var sums = ScratchBuffer<Int32>()

  /// One row a feature, `stride` values long.
  private var table = ScratchBuffer<UInt8>()
  private var stride = 0
  // Letters and clusters from each legal position to the next likely break on either side.
  private var leftLetters = ScratchBuffer<UInt8>()
  private var leftClusters = ScratchBuffer<UInt8>()
  private var rightLetters = ScratchBuffer<UInt8>()
  private var rightClusters = ScratchBuffer<UInt8>()

  mutating func score(
    _ run: borrowing ThaiRun, _ lattice: borrowing ThaiLattice, _ linear: borrowing LinearLayer, model: ThaiModel
  ) {
    doubtful.reserve(run.last + 1)
    count = 0
    for index in 1..<max(1, run.last) where abs(Int(linear.scores[index]) - 128) < model.gate {
      doubtful[count] = Int32(truncatingIfNeeded: index)
      count += 1
    }
    guard count > 0 else { return }
    measureDistances(run, linear)
    stride = (count + Self.lanes - 1) / Self.lanes * Self.lanes
    table.reserve(stride * Self.features)
    for row in 0..<count { fillRow(row, run, lattice, linear) }
    // Lanes behind the last row are computed and thrown away, but not from uninitialised memory.
    for row in count..<stride {
      for feature in 0..<Self.features { table[feature * stride + row] = 0 }
    }
    sums.fill(stride, with: model.leafBase)
    for first in Swift.stride(from: 0, to: count, by: Self.lanes) { sumTrees(first, model) }
  }

  private mutating func measureDistances(_ run: borrowing ThaiRun, _ linear: borrowing LinearLayer) {
    let last = run.last
    leftLetters.reserve(last + 1)
    leftClusters.reserve(last + 1)
    rightLetters.reserve(last + 1)
    rightClusters.reserve(last + 1)
    var near = 0
    for index in 1..<last {
      leftLetters[index] = Self.byte(Int(run.positions[index] - run.positions[near]))
      leftClusters[index] = Self.byte(index - near)
      if linear.scores[index] > 128 { near = index }
    }
    near = last
    for index in Swift.stride(from: last - 1, to: 0, by: -1) {
      rightLetters[index] = Self.byte(Int(run.positions[near] - run.positions[index]))
      rightClusters[index] = Self.byte(near - index)
      if linear.scores[index] > 128 { near = index }
    }
  }

  /// The numbers of one position, in the order of `DENSE` in `features.py`.
  private func fillRow(
    _ row: Int, _ run: borrowing ThaiRun, _ lattice: borrowing ThaiLattice, _ linear: borrowing LinearLayer
  ) {
    let index = Int(doubtful[row])
    let last = run.last
    let position = Int(run.positions[index])
    let number = Int(lattice.pieceOf[index])
    let right = lattice.pieces[number]
    let isCut = Int(right.first) == index
    let left = isCut ? lattice.pieces[number - 1] : right
    let leftStart = Int(run.positions[Int(left.first)])
    let rightEnd = Int(run.positions[Int(right.last)])
    var cell = row
    func put(_ value: Int) {
      table[cell] = Self.byte(value)
      cell += stride
    }
    func score(_ index: Int) -> Int { (index > 0 && index < last ? Int(linear.scores[index]) : 218) >> 1 }

    put(score(index))
    put(Int(max(-63, min(63, lattice.margins[index] >> 1))) + 64)
    put(Int(lattice.ends[index]))
    put(Int(lattice.starts[index]))
    put(Int(lattice.spans[index]))
    put(isCut ? 1 : 0)
    put(Self.pieceByte(left))
    put(Self.pieceByte(right))
    put(Int(run.positions[Int(left.last)]) - leftStart)
    put(rightEnd - Int(run.positions[Int(right.first)]))
    for offset in -2..<2 { put(Int(ThaiLetters.letterClass(run.letter(position + offset)))) }
    put(Int(lattice.endCosts[index]) >> 1)
    put(Int(lattice.startCosts[index]) >> 1)
    put(index)
    put(last - index)
    put(position - leftStart)
    put(rightEnd - position)
    put(score(index - 2))
    put(score(index - 1))
    put(score(index + 1))
    put(score(index + 2))
    put(Int(leftLetters[index]))
    put(Int(leftClusters[index]))
    put(Int(rightLetters[index]))
    put(Int(rightClusters[index]))
  }

  private static func pieceByte(_ piece: ThaiLattice.Piece) -> Int {
    Int(piece.clusters > 0 ? 120 + piece.clusters : min(120, piece.cost >> 1))
  }

  @inline(__always)
  private static func byte(_ value: Int) -> UInt8 { UInt8(truncatingIfNeeded: min(127, value)) }

  private func sumTrees(_ first: Int, _ model: ThaiModel) {
    let rows = UnsafeRawPointer(table.start + first)
    let results = sums.start + first
    var level = 0
    for tree in 0..<model.treeCount {
      var leaf: UInt64 = 0
      for _ in 0..<model.treeDepth {
        let values = rows.loadUnaligned(fromByteOffset: Int(model.treeFeatures[level]) * stride, as: UInt64.self)
        // Each byte keeps its top bit unless its number is above the threshold; nothing is borrowed from the next byte.
        let isBelow = (UInt64(model.treeThresholds[level]) &* Self.ones | Self.ones << 7) &- values
        leaf = leaf << 1 | ~isBelow >> 7 & Self.ones
        level += 1
      }
      let leaves = model.leaves + tree << model.treeDepth
      for lane in 0..<Self.lanes {
        results[lane] &+= Int32(leaves[Int(truncatingIfNeeded: leaf & 0xFF)])
        leaf >>= 8
      }
    }
  }

  /// A one in every byte.
  private static let ones: UInt64 = 0x0101_0101_0101_0101
}
