/// The text of one paragraph with its inline markup, flat: bytes, and runs that cover them without gaps.
///
/// A break that the author forced is U+2028 in the text. Equality compares what a reader sees, not where it was written.
public struct RichText: Sendable {
  /// What sets a run apart from the text around it.
  public struct Traits: OptionSet, Hashable, Sendable {
    /// One bit a trait.
    public let rawValue: UInt8
    /// Makes a set of its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `**strong**`
    public static let strong = Traits(rawValue: 1 << 0)
    /// `*emphasis*`
    public static let emphasis = Traits(rawValue: 1 << 1)
    /// Code between back quotes.
    public static let code = Traits(rawValue: 1 << 2)
    /// `~~struck out~~`
    public static let strikethrough = Traits(rawValue: 1 << 3)
    /// Smaller and above the line, as the mark of a footnote is.
    public static let raised = Traits(rawValue: 1 << 4)
    /// A row of dots that leaves room for handwriting: seen, and not read aloud.
    public static let blank = Traits(rawValue: 1 << 5)
  }

  /// A stretch of text of one look.
  public struct Run: Sendable {
    /// Byte range in ``RichText/utf8``.
    public var range: Range<Int>
    /// What it looks like.
    public var traits: Traits
    /// Index in ``RichText/links``.
    public var link: Int?
    /// Index in the brief's footnotes when this run is a reference to one; its text is then U+FFFC.
    public var footnote: Int?
    /// Where the run was written. When it is as long as `range`, byte n of the run was written at byte n of the span.
    public var span: Span?

    package init(range: Range<Int>, traits: Traits = [], link: Int? = nil, footnote: Int? = nil, span: Span? = nil) {
      self.range = range
      self.traits = traits
      self.link = link
      self.footnote = footnote
      self.span = span
    }
  }

  /// Where a link leads.
  public struct Link: Hashable, Sendable {
    /// An address, as it was written.
    public var destination: String
    /// What the author says of the destination.
    public var title: String?

    package init(destination: String, title: String? = nil) {
      self.destination = destination
      self.title = title
    }
  }

  /// The text as UTF-8, without markup.
  public package(set) var utf8: [UInt8] = []
  /// Runs in the order of the text; together they are all of it.
  public package(set) var runs: [Run] = []
  /// The links that runs name by their index.
  public package(set) var links: [Link] = []

  /// U+FFFC, which stands in a text for a reference to a footnote, or for the words of a reference to another place.
  package static let placeholder: [UInt8] = [0xEF, 0xBF, 0xBC]

  package init() {}

  /// Plain text, all of one run.
  package init(_ text: String, span: Span? = nil) {
    append(Array(text.utf8), traits: [], span: span)
  }

  /// Whether there is no text at all.
  public var isEmpty: Bool { utf8.isEmpty }
  /// The text without its markup.
  public var string: String { String(decoding: utf8, as: UTF8.self) }

  /// Adds a run; one without text is dropped.
  package mutating func append(
    _ bytes: some Collection<UInt8>, traits: Traits = [], link: Int? = nil, footnote: Int? = nil, span: Span? = nil
  ) {
    guard !bytes.isEmpty else { return }
    let start = utf8.count
    utf8 += bytes
    runs.append(Run(range: start..<utf8.count, traits: traits, link: link, footnote: footnote, span: span))
  }

  /// Adds another text behind this one.
  package mutating func append(_ other: RichText) {
    let offset = utf8.count
    let firstLink = links.count
    utf8 += other.utf8
    links += other.links
    for var run in other.runs {
      run.range = (run.range.lowerBound + offset)..<(run.range.upperBound + offset)
      run.link = run.link.map { $0 + firstLink }
      runs.append(run)
    }
  }

  /// The part of this text in a byte range, whose ends must be character boundaries.
  package func slice(_ range: Range<Int>) -> RichText {
    var result = RichText()
    result.links = links
    for run in runs where run.range.overlaps(range) {
      let part = run.range.clamped(to: range)
      result.append(
        utf8[part], traits: run.traits, link: run.link, footnote: run.footnote, span: self.span(of: part, in: run))
    }
    return result
  }

  /// Where a byte range of the text was written, as near as it is known.
  package func span(of range: Range<Int>) -> Span? {
    let covering = runs.filter { $0.range.overlaps(range) || $0.range.contains(range.lowerBound) }
    guard let first = covering.first, let last = covering.last,
      let start = span(of: first.range.clamped(to: range), in: first),
      let end = span(of: last.range.clamped(to: range), in: last), start.source == end.source
    else { return nil }
    return Span(source: start.source, lower: start.lower, upper: max(start.upper, end.upper))
  }

  private func span(of part: Range<Int>, in run: Run) -> Span? {
    guard var span = run.span else { return nil }
    guard Int(span.upper - span.lower) == run.range.count else { return span }
    span.upper = span.lower + UInt32(part.upperBound - run.range.lowerBound)
    span.lower += UInt32(part.lowerBound - run.range.lowerBound)
    return span
  }
}

extension RichText: Equatable {
  /// Compares text, looks, links and footnotes.
  public static func == (left: RichText, right: RichText) -> Bool {
    left.utf8 == right.utf8 && left.visibleRuns.elementsEqual(right.visibleRuns, by: ==)
  }

  /// Runs with neighbours of one look joined.
  private var visibleRuns: [(end: Int, traits: Traits, link: Link?, footnote: Int?)] {
    var result: [(end: Int, traits: Traits, link: Link?, footnote: Int?)] = []
    for run in runs {
      let link = run.link.map { links[$0] }
      if let last = result.last, last.traits == run.traits, last.link == link, last.footnote == run.footnote {
        result[result.count - 1].end = run.range.upperBound
      } else {
        result.append((run.range.upperBound, run.traits, link, run.footnote))
      }
    }
    return result
  }
}
