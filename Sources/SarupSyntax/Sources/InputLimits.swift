/// How much a reader takes from outside before it refuses.
package struct InputLimits: Sendable {
  /// Size of one source in bytes.
  package var bytes = 16 << 20
  /// How deep lists and mappings may stand in each other.
  package var depth = 64
  /// How many scalars, lists and mappings one source may hold.
  package var nodes = 1_000_000
  /// How much the aliases of one YAML source may repeat, in bytes of text plus ``aliasNodeCost`` for each node. A few
  /// lines of nested aliases would otherwise stand for gigabytes.
  package var aliasBytes = 1 << 20

  package init() {}

  /// ``bytes`` as people say it.
  var size: String { bytes >= 1 << 20 ? "\(bytes >> 20) MiB" : "\(bytes) bytes" }

  static let aliasNodeCost = 16

  /// The part of a source that is to be read, the whole of it where none was named; `nil`, with an error, when it is too large.
  func part(_ range: Range<Int>?, of source: SourceText, reporting diagnostics: inout Diagnostics) -> Range<Int>? {
    let part = (range ?? 0..<source.bytes.count).clamped(to: 0..<source.bytes.count)
    if part.count <= bytes, source.bytes.count <= Int(UInt32.max) { return part }
    diagnostics.error(
      .inputTooLarge, at: source.span(part.lowerBound, part.lowerBound), "the text is larger than \(size)",
      hint: "Split it into several files.")
    return nil
  }
}
