/// Words of bytes, found from their first byte on: one table of edges for all nodes, so that tens of thousands of words are
/// taken in within milliseconds.
struct WordTrie: Sendable {
  /// An edge: the node it leaves and its label in the upper half, the node it reaches in the lower. 0 is an empty slot, since no
  /// edge reaches the root.
  private var slots: [UInt64] = Array(repeating: 0, count: 64)
  /// Nodes of the first labels, which most look-ups do not get past.
  private var roots: [Int32] = Array(repeating: -1, count: 256)
  /// The word that ends at each node; -1 for none.
  private var words: [Int32] = [-1]

  static let root: Int32 = 0

  /// The word of a node, -1 where none ends.
  @inline(__always)
  func word(at node: Int32) -> Int32 { words[Int(node)] }

  /// The node that a label leads to, -1 where there is none.
  @inline(__always)
  func child(of node: Int32, _ label: UInt8) -> Int32 {
    if node == Self.root { return roots[Int(label)] }
    let key = Self.key(node, label)
    var slot = Self.slot(of: key, in: slots.count)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == key { return Int32(truncatingIfNeeded: slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return -1
  }

  /// Adds a word.
  ///
  /// - Parameter isReplacing: a word of the same labels gives way to it.
  /// - Returns: the number of the word of these labels that was there before; -1 for none.
  mutating func insert(_ labels: [UInt8], word: Int32, replacing isReplacing: Bool) -> Int32 {
    var node = Self.root
    for label in labels {
      let next = child(of: node, label)
      node = next >= 0 ? next : add(to: node, label)
    }
    let previous = words[Int(node)]
    if previous < 0 || isReplacing { words[Int(node)] = word }
    return previous
  }

  private mutating func add(to node: Int32, _ label: UInt8) -> Int32 {
    if words.count * 2 > slots.count { grow() }
    let child = Int32(truncatingIfNeeded: words.count)
    words.append(-1)
    if node == Self.root {
      roots[Int(label)] = child
      return child
    }
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

  /// Nodes of one word follow each other, and so do their slots: a word costs a few cache lines, not one a letter.
  @inline(__always)
  private static func slot(of key: UInt64, in count: Int) -> Int {
    Int(truncatingIfNeeded: (key >> 8) * 2 + key & 0x7F) & (count - 1)
  }
}
