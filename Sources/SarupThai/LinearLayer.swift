/// The linear model over hashed features: letters around a position, margins of the lattice, words of the cheapest path.
///
/// `features.py` of the trainer defines the features; each is a template number and a payload, hashed to one of the weights.
struct LinearLayer: ~Copyable {
  /// Sum of weights at each legal position; undefined at both ends of the run.
  private(set) var sums = ScratchBuffer<Int32>()
  /// The sums as the trees see them: ten steps a unit of log-odds around 128.
  private(set) var scores = ScratchBuffer<UInt8>()
  private var buckets = ScratchBuffer<UInt8>()

  mutating func score(_ run: borrowing ThaiRun, _ lattice: borrowing ThaiLattice, model: ThaiModel) {
    sums.reserve(run.last + 1)
    scores.reserve(run.last + 1)
    buckets.reserve(run.last + 1)
    for index in 0...run.last { buckets[index] = Self.bucket(of: lattice.margins[index]) }
    for index in 1..<max(1, run.last) {
      var sum = letterSum(run, at: Int(run.positions[index]), model)
      sum &+= evidenceSum(run, lattice, index, model)
      sum &+= pathSum(run, lattice, index, model)
      sums[index] = sum
      let steps = (Int(sum) &* model.scoreMultiplier &+ 32768) >> 16
      scores[index] = UInt8(truncatingIfNeeded: max(8, min(248, steps + 128)))
    }
  }

  @inline(__always)
  private func weight(_ template: UInt64, _ payload: UInt64, _ model: ThaiModel) -> Int32 {
    let hash = (template << 58 ^ payload) &* 0x9E37_79B9_7F4A_7C15
    return Int32(model.weights[Int(truncatingIfNeeded: hash >> model.weightShift)])
  }

  /// One to four letters in every place within four letters on either side, and the shape of three.
  @inline(__always)
  private func letterSum(_ run: borrowing ThaiRun, at position: Int, _ model: ThaiModel) -> Int32 {
    var window: UInt64 = 0
    for offset in -4..<4 { window = window << 7 | UInt64(run.letter(position + offset)) }
    var sum: Int32 = 0
    for size in 1...4 {
      let mask: UInt64 = 1 << UInt64(7 * size) - 1
      for offset in 0...(8 - size) {
        let gram = window >> UInt64(7 * (8 - size - offset)) & mask
        sum &+= weight(UInt64(size), gram << 4 | UInt64(offset), model)
      }
    }
    var shape: UInt64 = 0
    for offset in -3..<3 { shape = shape << 3 | UInt64(ThaiLetters.letterClass(run.letter(position + offset))) }
    return sum &+ weight(5, shape, model) &+ weight(6, shape >> 3 & 0o7777, model)
  }

  /// What the dictionary says about the position and its neighbours.
  @inline(__always)
  private func evidenceSum(
    _ run: borrowing ThaiRun, _ lattice: borrowing ThaiLattice, _ index: Int, _ model: ThaiModel
  ) -> Int32 {
    let position = run.positions[index]
    let margin = UInt64(buckets[index])
    let end = UInt64(min(lattice.ends[index], 9))
    let start = UInt64(min(lattice.starts[index], 9))
    let span = UInt64(min(lattice.spans[index], 9))
    var sum = weight(7, margin, model)
    sum &+= weight(8, end << 8 | start << 4 | span, model)
    sum &+= weight(9, margin << 12 | min(end, 4) << 8 | min(start, 4) << 4 | min(span, 6), model)
    sum &+= weight(10, end, model)
    sum &+= weight(11, start, model)
    sum &+= weight(12, span, model)
    let left: UInt64 =
      run.positions[index - 1] != position - 1 ? 31 : index == 1 ? 30 : UInt64(buckets[index - 1])
    let right: UInt64 =
      run.positions[index + 1] != position + 1 ? 31 : index + 1 == run.last ? 30 : UInt64(buckets[index + 1])
    sum &+= weight(13, margin << 5 | left, model)
    sum &+= weight(14, margin << 5 | right, model)
    sum &+= weight(15, UInt64(lattice.endHashes[index]), model)
    sum &+= weight(16, UInt64(lattice.startHashes[index]), model)
    let letters = UInt64(run.letter(Int(position) - 1)) << 7 | UInt64(run.letter(Int(position)))
    sum &+= weight(17, margin << 14 | letters, model)
    let near = UInt64(min(index, 4))
    let far = UInt64(min(run.last - index, 4))
    sum &+= weight(31, near << 4 | far, model)
    sum &+= weight(32, margin << 8 | min(near, 3) << 4 | min(far, 3), model)
    sum &+= weight(33, UInt64(run.before) << 4 | min(near, 3), model)
    return sum &+ weight(34, UInt64(run.behind) << 4 | min(far, 3), model)
  }

  /// The pieces of the cheapest path on both sides, or the one that goes across.
  @inline(__always)
  private func pathSum(
    _ run: borrowing ThaiRun, _ lattice: borrowing ThaiLattice, _ index: Int, _ model: ThaiModel
  ) -> Int32 {
    let margin = UInt64(buckets[index])
    let number = Int(lattice.pieceOf[index])
    let right = lattice.pieces[number]
    let isCut = Int(right.first) == index
    let left = isCut ? lattice.pieces[number - 1] : right
    let rarities = Self.rarity(left) << 4 | Self.rarity(right)
    var sum = weight(29, (isCut ? 1 << 8 : 0) | rarities, model)
    sum &+= weight(30, margin << 8 | rarities, model)
    let leftHash = UInt64(left.hash)
    let leftSize = size(left, run)
    guard isCut else {
      let into = UInt64(run.positions[index] - run.positions[Int(left.first)])
      sum &+= weight(26, min(into, 15) << 32 | leftHash, model)
      sum &+= weight(27, leftSize << 4 | min(into, 9), model)
      return sum &+ weight(28, margin << 32 | leftHash, model)
    }
    let rightHash = UInt64(right.hash)
    sum &+= weight(18, leftHash, model)
    sum &+= weight(19, rightHash, model)
    sum &+= weight(20, Self.pair(left.hash, right.hash), model)
    sum &+= weight(21, leftSize << 5 | size(right, run), model)
    sum &+= weight(22, margin << 32 | leftHash, model)
    sum &+= weight(23, margin << 32 | rightHash, model)
    let farLeft = number > 1 ? lattice.pieces[number - 2].hash : 1
    let farRight = number + 1 < lattice.pieceCount ? lattice.pieces[number + 1].hash : 2
    sum &+= weight(24, Self.pair(farLeft, left.hash), model)
    return sum &+ weight(25, Self.pair(farRight, right.hash), model)
  }

  @inline(__always)
  private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first &* 0x9E37_79B1 &+ second)
  }

  @inline(__always)
  private static func rarity(_ piece: ThaiLattice.Piece) -> UInt64 {
    piece.clusters > 0 ? 15 : UInt64(min(14, piece.cost * 5 / 52))
  }

  @inline(__always)
  private func size(_ piece: ThaiLattice.Piece, _ run: borrowing ThaiRun) -> UInt64 {
    if piece.clusters > 0 { return UInt64(16 + piece.clusters) }
    return UInt64(min(12, run.positions[Int(piece.last)] - run.positions[Int(piece.first)]))
  }

  /// Margins in twenty steps that grow with their distance from zero.
  @inline(__always)
  private static func bucket(of margin: Int32) -> UInt8 {
    let size = abs(margin)
    var step: UInt8 = margin < 0 ? 10 : 0
    step += size >= 3 ? 1 : 0
    step += size >= 8 ? 1 : 0
    step += size >= 16 ? 1 : 0
    step += size >= 24 ? 1 : 0
    step += size >= 36 ? 1 : 0
    step += size >= 48 ? 1 : 0
    step += size >= 64 ? 1 : 0
    step += size >= 88 ? 1 : 0
    step += size >= 120 ? 1 : 0
    return step
  }
}
