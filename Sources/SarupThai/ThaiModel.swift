internal import SarupResources

/// The trained numbers of the break scorer, read where they lie in the binary.
///
/// `Tools/thai_model/pack.py` writes the file and describes its layout.
struct ThaiModel: @unchecked Sendable {
  // Constant data of the executable.
  let trie: UnsafePointer<UInt32>
  let trieCount: Int
  let tails: UnsafePointer<UInt8>
  let weights: UnsafePointer<Int8>
  /// 64 minus the logarithm of the number of weights: the top bits of a hash are the index.
  let weightShift: UInt64
  /// One byte a level of each tree, then as many thresholds, then the leaves.
  let treeFeatures: UnsafePointer<UInt8>
  let treeThresholds: UnsafePointer<UInt8>
  let leaves: UnsafePointer<Int16>
  let treeCount: Int
  let treeDepth: Int
  /// Steps of a score byte a unit of the linear sum, by 65536.
  let scoreMultiplier: Int
  /// Log-odds a unit.
  let linearScale: Float
  let leafScale: Float
  let leafBase: Int32
  /// Steps from the middle of a score byte at which the trees are no longer asked.
  let gate: Int

  static let shared = ThaiModel(LanguageData.thaiModel.bytes)

  static let layout: UInt16 = 2
  /// In front of the cost of a word inside which no line ends.
  static let keptMark: UInt8 = 255
  /// In front of the cost of a word inside which one hardly does.
  static let heldMark: UInt8 = 254

  init(_ bytes: UnsafeRawBufferPointer) {
    func word(_ offset: Int) -> Int { Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }
    func half(_ offset: Int) -> Int { Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)) }
    func real(_ offset: Int) -> Float {
      Float(bitPattern: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    precondition(
      bytes.count > 64 && word(0) == 0x4D48_5453 && half(4) == Self.layout && word(8) == bytes.count,
      "the Thai model in the binary is of another layout")
    let start = bytes.baseAddress!
    trie = (start + word(16)).assumingMemoryBound(to: UInt32.self)
    trieCount = word(20)
    tails = (start + word(24)).assumingMemoryBound(to: UInt8.self)
    weights = (start + word(32)).assumingMemoryBound(to: Int8.self)
    weightShift = UInt64(64 - half(6))
    treeCount = half(40)
    treeDepth = half(42)
    treeFeatures = (start + word(36)).assumingMemoryBound(to: UInt8.self)
    treeThresholds = treeFeatures + treeCount * treeDepth
    leaves = UnsafeRawPointer(treeThresholds + treeCount * treeDepth).assumingMemoryBound(to: Int16.self)
    scoreMultiplier = word(44)
    linearScale = real(48)
    leafScale = real(52)
    leafBase = bytes.loadUnaligned(fromByteOffset: 56, as: Int32.self)
    gate = word(60)
  }

  /// How firmly a word stays together.
  enum Hold {
    case plain
    /// A line hardly ends inside.
    case held
    /// No line ends inside.
    case kept
  }

  /// What the dictionary says of a range of Thai letters that may be one of its words.
  func hold(of range: Range<Int>, in text: Swift.Span<UInt8>) -> Hold {
    var unit = trie[0]
    var next = range.lowerBound
    func code(_ offset: Int) -> UInt8 { (text[offset + 1] & 0x01) << 6 | text[offset + 2] & 0x3F }
    while next < range.upperBound {
      let label = code(next)
      let child = trie[Int(unit >> 9) + Int(label)]
      guard child & 0x7F == UInt32(label) else { return .plain }
      next += 3
      let isLeaf = child & 0x80 != 0
      if isLeaf || next == range.upperBound {
        guard isLeaf || child & 0x100 != 0 else { return .plain }
        var tail = Int((isLeaf ? child : trie[Int(child >> 9)]) >> 8)
        let mark = tails[tail]
        guard mark >= Self.heldMark else { return .plain }
        tail += 2
        while tails[tail] != 0 {
          guard next < range.upperBound, code(next) == tails[tail] else { return .plain }
          next += 3
          tail += 1
        }
        return next == range.upperBound ? (mark == Self.keptMark ? .kept : .held) : .plain
      }
      unit = child
    }
    return .plain
  }
}
