internal import SarupDocument

/// The glyphs of one paragraph before it has lines, in flat arrays that can be emptied and filled again.
struct ShapedParagraph: Sendable {
  /// Clusters of one face, language and look.
  struct Run: Sendable {
    var face: SizedFace
    var language: LanguageTag
    var link: Int?
    var isStruckOut: Bool
    /// Room for handwriting, which no reader hears of.
    var isBlank: Bool
    /// `nil`: that of the paragraph.
    var color: Color?
    /// Index of the run's first cluster; it ends where the next one starts.
    var firstCluster: Int
  }

  enum ClusterKind: UInt8, Sendable {
    case text
    /// Hangs invisibly where it ends a line.
    case space
    /// Holds no place and is not drawn: U+200B, U+2060 and their like.
    case ignorable
    /// U+00AD: not drawn, and not used to break, for a line that ends there would have to show a hyphen.
    case softHyphen
    /// U+2028.
    case lineSeparator
  }

  /// A grapheme cluster: what stays whole in breaking and spacing.
  struct ShapedCluster: Sendable {
    var byte: UInt32
    var firstGlyph: UInt32
    /// In points.
    var advance: Float
    var kind: ClusterKind
    /// The gap in front of it.
    var gap: Gap
  }

  /// Offsets from the cluster's origin in points, y up.
  struct ShapedGlyph: Sendable {
    var id: UInt32
    var x: Float
    var y: Float
  }

  var runs: [Run] = []
  var clusters: [ShapedCluster] = []
  var glyphs: [ShapedGlyph] = []
  /// Length of the text.
  var bytes = 0
  /// Only spaces stretch, see ``StyledText/isMostlyLatin``.
  var isMostlyLatin = false

  mutating func removeAll() {
    runs.removeAll(keepingCapacity: true)
    clusters.removeAll(keepingCapacity: true)
    glyphs.removeAll(keepingCapacity: true)
    bytes = 0
    isMostlyLatin = false
  }

  /// A copy that shares no storage and has no room to spare: arrays that are filled again keep the size of the longest paragraph.
  func exactCopy() -> ShapedParagraph {
    var copy = ShapedParagraph()
    copy.runs.reserveCapacity(runs.count)
    copy.runs.append(contentsOf: runs)
    copy.clusters.reserveCapacity(clusters.count)
    copy.clusters.append(contentsOf: clusters)
    copy.glyphs.reserveCapacity(glyphs.count)
    copy.glyphs.append(contentsOf: glyphs)
    copy.bytes = bytes
    copy.isMostlyLatin = isMostlyLatin
    return copy
  }

  /// What it costs to keep, in bytes.
  var footprint: Int {
    runs.count * MemoryLayout<Run>.stride + clusters.count * MemoryLayout<ShapedCluster>.stride
      + glyphs.count * MemoryLayout<ShapedGlyph>.stride
  }

  func byte(at cluster: Int) -> Int {
    cluster < clusters.count ? Int(clusters[cluster].byte) : bytes
  }

  func glyphRange(of cluster: Int) -> Range<Int> {
    let next = cluster + 1 < clusters.count ? Int(clusters[cluster + 1].firstGlyph) : glyphs.count
    return Int(clusters[cluster].firstGlyph)..<next
  }

  /// The run that a cluster belongs to.
  func run(of cluster: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].firstCluster <= cluster { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  /// The first cluster at or behind a byte offset.
  func cluster(atByte offset: Int, from start: Int = 0) -> Int {
    var low = start
    var high = clusters.count
    while low < high {
      let middle = (low + high) / 2
      if Int(clusters[middle].byte) < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Clusters of a line without the spaces and ignorable characters at its end.
  func contentEnd(from start: Int, to end: Int) -> Int {
    var last = end
    while last > start && clusters[last - 1].kind != .text { last -= 1 }
    return last
  }
}
