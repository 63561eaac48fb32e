/// A growable row of plain values that is filled anew for every run of text.
///
/// An array would check each index twice in the hottest loops of the package. Here indices are checked in debug builds alone; every
/// reader stays below a count that was reserved before.
struct ScratchBuffer<Value: BitwiseCopyable>: ~Copyable {
  private(set) var start: UnsafeMutablePointer<Value>
  private var capacity: Int

  init() {
    capacity = 64
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  /// Makes room for `count` values, whose contents are then undefined.
  mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    start.deallocate()
    capacity = count + count / 2
    start = .allocate(capacity: capacity)
  }

  /// Makes room for one value more than `count` and keeps those there are.
  mutating func reserveKeeping(_ count: Int) {
    guard count >= capacity else { return }
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity * 2)
    larger.initialize(from: start, count: capacity)
    start.deallocate()
    start = larger
    capacity *= 2
  }

  /// Makes room for `count` values, all of them `value`.
  mutating func fill(_ count: Int, with value: Value) {
    reserve(count)
    start.update(repeating: value, count: count)
  }

  @inline(__always)
  subscript(index: Int) -> Value {
    get {
      assert(index >= 0 && index < capacity)
      return start[index]
    }
    nonmutating set {
      assert(index >= 0 && index < capacity)
      start[index] = newValue
    }
  }
}
