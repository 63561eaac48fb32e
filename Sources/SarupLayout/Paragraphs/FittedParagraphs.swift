internal import SarupDocument
internal import SarupFonts
internal import Synchronization

/// The paragraphs of the last layout, shaped and fitted, for one who sets nearly the same document again and again.
///
/// What decides how a paragraph is set are its text, its style, the width of its lines, the fonts, and the words that the break finder
/// knows. Where all of that is as it was, its lines are. Safe to use from many threads; two layouts at the same time do not share it.
package final class FittedParagraphs: Sendable {
  /// Bytes of what is kept. A document that takes more keeps its first paragraphs.
  private let most: Int

  /// What all paragraphs of a layout have in common.
  struct Ground: Sendable {
    let styles: [ParagraphStyle]
    let book: FontBook
    let words: [UInt8]

    init(styles: [ParagraphStyle], book: FontBook, words: [UInt8]) {
      // Where a template names its fonts says nothing of how they look.
      self.styles = styles.map { style in
        var style = style
        style.font.familiesSpan = nil
        style.font.sizeAsSpan = nil
        return style
      }
      self.book = book
      self.words = words
    }

    func isLike(_ other: Ground) -> Bool { book === other.book && words == other.words && styles == other.styles }
  }

  private struct Content {
    var ground: Ground?
    var paragraphs: [UInt64: FittedParagraph] = [:]
    var size = 0
  }

  private let content = Mutex(Content())

  package init(most: Int = 32 << 20) { self.most = most }

  /// Bytes that what is here takes.
  package var size: Int { content.withLock { $0.size } }

  /// What a layout may take from; whoever comes before it is done finds nothing here.
  func recall(on ground: Ground) -> Recall {
    let known = content.withLock { content in
      let known = content
      content = Content()
      return known
    }
    guard let old = known.ground, old.isLike(ground) else { return Recall(ground: ground, before: [:], most: most) }
    return Recall(ground: ground, before: known.paragraphs, most: most)
  }

  /// Takes back what a layout used, and forgets all else.
  func keep(_ recall: Recall) {
    content.withLock {
      $0 = Content(ground: recall.ground, paragraphs: recall.paragraphs, size: recall.size)
    }
  }

  /// The paragraphs of the layout at hand and of the one before it.
  struct Recall: Sendable {
    let ground: Ground
    fileprivate var before: [UInt64: FittedParagraph]
    fileprivate var paragraphs: [UInt64: FittedParagraph] = [:]
    fileprivate var size = 0
    private let most: Int

    fileprivate init(ground: Ground, before: [UInt64: FittedParagraph], most: Int) {
      self.ground = ground
      self.before = before
      self.most = most
    }

    mutating func find(_ text: StyledText, style: Int, _ measure: LineMeasure) -> FittedParagraph? {
      let hash = FittedParagraph.hash(text, style: style, measure)
      if let known = paragraphs[hash] {
        return known.isOf(text, style: style, measure) ? known : nil
      }
      guard let known = before[hash], known.isOf(text, style: style, measure) else { return nil }
      before[hash] = nil
      paragraphs[hash] = known
      size += known.size
      return known
    }

    /// Whether there was room for it.
    mutating func add(_ paragraph: FittedParagraph) -> Bool {
      guard size + paragraph.size <= most, paragraphs[paragraph.hash] == nil else { return false }
      paragraphs[paragraph.hash] = paragraph
      size += paragraph.size
      return true
    }
  }
}

/// A paragraph with the lines that were chosen for it, and what they were chosen by.
struct FittedParagraph: Sendable {
  let shaped: ShapedParagraph
  /// The byte behind each line.
  let ends: [UInt32]
  let hash: UInt64
  private let utf8: [UInt8]
  private let runs: [StyledText.Run]
  private let labelLength: Int
  private let style: Int
  private let measure: LineMeasure

  init(_ text: StyledText, style: Int, _ measure: LineMeasure, shaped: ShapedParagraph, ends: [UInt32]) {
    self.shaped = shaped
    self.ends = ends
    hash = Self.hash(text, style: style, measure)
    utf8 = text.utf8
    runs = text.runs.map { run in
      var run = run
      run.span = nil
      return run
    }
    labelLength = text.labelLength
    self.style = style
    self.measure = measure
  }

  /// Bytes that it takes.
  var size: Int {
    MemoryLayout<FittedParagraph>.stride + 16 + shaped.footprint + utf8.count + 4 * ends.count
      + runs.count * MemoryLayout<StyledText.Run>.stride + 5 * 32
  }

  func isOf(_ text: StyledText, style: Int, _ measure: LineMeasure) -> Bool {
    self.style == style && self.measure == measure && labelLength == text.labelLength
      && runs.count == text.runs.count && utf8 == text.utf8
      && zip(runs, text.runs).allSatisfy {
        $0.range == $1.range && $0.script == $1.script && $0.language == $1.language && $0.traits == $1.traits
          && $0.link == $1.link && $0.style == $1.style
      }
  }

  static func hash(_ text: StyledText, style: Int, _ measure: LineMeasure) -> UInt64 {
    var hash = UInt64(text.utf8.count)
    func add(_ word: UInt64) {
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    add(UInt64(truncatingIfNeeded: style))
    add(measure.first.bitPattern)
    add(measure.rest.bitPattern)
    text.utf8.withUnsafeBytes { bytes in
      var offset = 0
      while offset + 8 <= bytes.count {
        add(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      while offset < bytes.count {
        add(UInt64(bytes[offset]))
        offset += 1
      }
    }
    return hash
  }
}
