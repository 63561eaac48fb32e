package import SarupSyntax
package import SarupThai

/// The text of a paragraph: bytes, and runs of one script, one language and one look that cover them without gaps.
///
/// The runs are cut here once, so that PDF, Word and HTML agree. A forced break is U+2028.
package struct StyledText: Sendable, Equatable {
  package struct Run: Sendable, Equatable {
    /// Byte range of ``StyledText/utf8``.
    package var range: Range<Int>
    package var script: Script
    package var language: LanguageTag
    package var traits: RichText.Traits
    /// Index in ``StyledText/links``.
    package var link: Int?
    /// Where it was written; `nil` for text that a template or a filter made.
    package var span: SarupSyntax.Span?
    /// Index in ``Document/styles`` of the one that its face, size and colour come from; `nil`: the paragraph's.
    package var style: Int?

    package init(
      range: Range<Int>, script: Script, language: LanguageTag, traits: RichText.Traits = [], link: Int? = nil,
      span: SarupSyntax.Span? = nil
    ) {
      self.range = range
      self.script = script
      self.language = language
      self.traits = traits
      self.link = link
      self.span = span
    }
  }

  /// Where a stretch of the text was written.
  package struct Origin: Sendable, Equatable {
    package var range: Range<Int>
    package var span: SarupSyntax.Span?
  }

  /// A stretch of the text that is a field of the brief, for outputs in which it goes on being one.
  package struct FieldRange: Sendable, Equatable {
    package var field: BriefField
    package var range: Range<Int>

    package init(_ field: BriefField, _ range: Range<Int>) {
      self.field = field
      self.range = range
    }
  }

  /// Where a link leads that stays within the document. What it prints is in the text already.
  package struct Reference: Sendable, Equatable {
    package enum Shows: Sendable, Equatable {
      /// Words of the author's own.
      case words
      /// The label of a caption: ตารางที่ ๑.
      case label
      /// The number of a list item behind some words: bytes of the link's text before the number.
      case number(from: Int)
      /// The words of a heading.
      case heading
      /// The number of a footnote.
      case note
    }

    /// Index in ``StyledText/links``.
    package var link: Int
    /// Index in ``Document/elements``.
    package var element: Int
    package var shows: Shows

    package init(link: Int, element: Int, shows: Shows) {
      self.link = link
      self.element = element
      self.shows = shows
    }
  }

  package var utf8: [UInt8]
  package var runs: [Run]
  package var links: [RichText.Link]
  /// Empty where each run's own span says where each of its bytes was written. Else it covers the text without gaps: the runs
  /// are longer than the pieces they were written in, for a cut between two pieces of one look must not part a cluster.
  package var origins: [Origin] = []
  /// In the order of the text, none over another.
  package var fields: [FieldRange] = []
  /// The links that lead to another place of the document.
  package var references: [Reference] = []
  /// Bytes of the label that opens the text, such as the เรื่อง of a letter; 0 for none. The byte behind it is a space, which reaches
  /// to where the text starts, see ``ParagraphStyle/labelWidth``.
  package var labelLength = 0
  /// Byte ranges of addresses such as https://example.org, in order: their letters keep their places beside each other.
  package private(set) var addresses: [Range<Int>] = []
  /// Most letters outside of addresses are Latin: a justified line grows at its spaces alone.
  package private(set) var isMostlyLatin = false

  package init(utf8: [UInt8] = [], runs: [Run] = [], links: [RichText.Link] = []) {
    self.utf8 = utf8
    self.runs = runs
    self.links = links
    if !runs.isEmpty { judgeLetters() }
  }

  /// Finds addresses and says which letters there are more of, once for all outputs.
  mutating func judgeLetters() {
    addresses = Addresses.find(in: utf8.span)
    var count = LetterCount()
    var address = 0
    for run in runs {
      var offset = run.range.lowerBound
      while offset < run.range.upperBound {
        while address < addresses.count, addresses[address].upperBound <= offset { address += 1 }
        if address < addresses.count, addresses[address].lowerBound <= offset {
          offset = addresses[address].upperBound
          continue
        }
        offset += count.add(utf8.span, at: offset, script: run.script)
      }
    }
    isMostlyLatin = count.latin > count.thai
  }

  /// Gives the label the look of a style of its own.
  package mutating func setLabel(_ length: Int, style: Int?) {
    labelLength = length
    guard let style else { return }
    var result: [Run] = []
    for run in runs {
      let inside = run.range.clamped(to: 0..<length)
      guard !inside.isEmpty else {
        result.append(run)
        continue
      }
      for part in [inside, inside.upperBound..<run.range.upperBound] where !part.isEmpty {
        var piece = run
        piece.range = part
        piece.span = span(of: part)
        if part == inside { piece.style = style }
        result.append(piece)
      }
    }
    runs = result
  }

  package var string: String { String(decoding: utf8, as: UTF8.self) }
  package var isEmpty: Bool { utf8.isEmpty }

  /// Where a link leads within the document; `nil` for one that leads out of it.
  package func reference(of link: Int?) -> Reference? {
    guard let link, !references.isEmpty else { return nil }
    return references.first { $0.link == link }
  }

  /// The text without marks of footnotes, for places where there are none; forced breaks become spaces.
  package var wordsAlone: String {
    var bytes: [UInt8] = []
    for run in runs where !run.traits.contains(.raised) { bytes += utf8[run.range] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\u{2028}", omittingEmptySubsequences: true)
      .joined(separator: " ")
  }

  /// The same without the label that opens the text.
  package var wordsBehindLabel: String {
    guard labelLength > 0 else { return wordsAlone }
    var rest = self
    rest.runs = runs.compactMap { run in
      let range = max(run.range.lowerBound, min(labelLength + 1, run.range.upperBound))..<run.range.upperBound
      if range.isEmpty { return nil }
      var run = run
      run.range = range
      return run
    }
    return rest.wordsAlone
  }

  /// Where a byte range of the text was written, as near as it is known: from the start of its first byte to the end of its last.
  package func span(of range: Range<Int>) -> SarupSyntax.Span? {
    if origins.isEmpty {
      return Self.span(of: range, in: runs.lazy.map { Origin(range: $0.range, span: $0.span) })
    }
    return Self.span(of: range, in: origins)
  }

  private static func span(of range: Range<Int>, in origins: some Sequence<Origin>) -> SarupSyntax.Span? {
    var result: SarupSyntax.Span?
    for origin in origins where origin.range.overlaps(range) || origin.range.contains(range.lowerBound) {
      guard let part = origin.span?.part(origin.range.clamped(to: range), of: origin.range) else { continue }
      guard let known = result else {
        result = part
        continue
      }
      guard known.source == part.source else { break }
      result?.lower = min(known.lower, part.lower)
      result?.upper = max(known.upper, part.upper)
    }
    return result
  }
}

/// The fields of a brief that are known by one name in every template.
package enum BriefField: String, Sendable, CaseIterable {
  case title
  case subtitle
  case agency
  case unit
  case number
  case date
  case place
  case subject
  case to
  case from
}

extension SarupSyntax.Span {
  /// The part of this span in which a part of a text was written; all of it where bytes do not answer to bytes.
  func part(_ part: Range<Int>, of whole: Range<Int>) -> SarupSyntax.Span {
    guard Int(upper) - Int(lower) == whole.count else { return self }
    return SarupSyntax.Span(
      source: source, lower: lower + UInt32(part.lowerBound - whole.lowerBound),
      upper: lower + UInt32(part.upperBound - whole.lowerBound))
  }
}
