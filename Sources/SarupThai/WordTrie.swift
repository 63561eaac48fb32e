/// Words of bytes, found from their first byte on: one table of edges for all nodes, so that tens of thousands of words are
/// taken in within milliseconds.
struct WordTrie: Sendable {
  /// An edge: the node it leaves and its label in the upper half, the node it reaches in the lower. 0 is an empty slot, since no
  /// edge reaches the root.
  private var slots: [UInt64] = Array(repeating: 0, count: 64)
  /// The word that ends at each node; -1 for none.
  private var words: [Int32] = [-1]

  static let root: Int32 = 0

  /// The word of a node, -1 where none ends.
  @inline(__always)
  func word(at node: Int32) -> Int32 { words[Int(node)] }

  /// The node that a label leads to, -1 where there is none.
  @inline(__always)
  func child(of node: Int32, _ label: UInt8) -> Int32 {
    let key = Self.key(node, label)
    var slot = Self.slot(of: key, in: slots.count)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == key { return Int32(truncatingIfNeeded: slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return -1
  }

  /// The number of a word, -1 where there is none.
  func word(_ labels: [UInt8]) -> Int32 {
    var node = Self.root
    for label in labels {
      node = child(of: node, label)
      if node < 0 { return -1 }
    }
    return word(at: node)
  }

  mutating func insert(_ labels: [UInt8], word: Int32) {
    var node = Self.root
    for label in labels {
      let next = child(of: node, label)
      node = next >= 0 ? next : add(to: node, label)
    }
    words[Int(node)] = word
  }

  private mutating func add(to node: Int32, _ label: UInt8) -> Int32 {
    if words.count * 2 > slots.count { grow() }
    let child = Int32(truncatingIfNeeded: words.count)
    words.append(-1)
    place(Self.key(node, label) << 32 | UInt64(UInt32(bitPattern: child)))
    return child
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 4)
    for edge in old where edge != 0 { place(edge) }
  }

  private mutating func place(_ edge: UInt64) {
    var slot = Self.slot(of: edge >> 32, in: slots.count)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = edge
  }

  /// Nodes stay below 2^24: ``UserDictionary`` limits the letters that it takes.
  @inline(__always)
  private static func key(_ node: Int32, _ label: UInt8) -> UInt64 { UInt64(node) << 8 | UInt64(label) }

  @inline(__always)
  private static func slot(of key: UInt64, in count: Int) -> Int {
    Int(truncatingIfNeeded: key &* 0x9E37_79B9_7F4A_7C15 >> 32) & (count - 1)
  }
}
