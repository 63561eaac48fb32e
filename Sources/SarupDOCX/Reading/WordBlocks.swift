internal import SarupBrief
internal import SarupSyntax

/// Puts pieces into blocks: items into lists, quotations together, captions to what they belong to.
struct WordBlocks {
  private let pieces: [WordPiece]
  private var next = 0

  static func build(_ pieces: [WordPiece]) -> [Block] {
    var blocks = WordBlocks(pieces: pieces)
    var result: [Block] = []
    while blocks.next < pieces.count {
      result += blocks.blocks(until: nil)
      // An end without a beginning is passed over.
      if blocks.next < pieces.count { blocks.next += 1 }
    }
    return result
  }

  private init(pieces: [WordPiece]) { self.pieces = pieces }

  private mutating func blocks(until end: String?) -> [Block] {
    var result: [Block] = []
    while next < pieces.count {
      switch pieces[next] {
      case .close(let id):
        if id == end || end == nil { return result }
        next += 1
      case .open(.quote, let id):
        let inner = blocks(within: id)
        if !inner.isEmpty { result.append(.quote(inner.flatMap(Self.unquoted))) }
      case .open(.landscape, let id):
        let inner = blocks(within: id)
        if !inner.isEmpty { result.append(.landscape(inner)) }
      case .open(.meaning, let id):
        let inner = blocks(within: id)
        if !add(meaning: inner, to: &result) { result += inner }
      case .open(.definitions, let id): result += blocks(within: id)
      case .open(.item, _):
        if case .paragraph(let paragraph)? = firstParagraph,
          case .item(let level, let isBullet, _) = paragraph.kind
        {
          result.append(list(level: level, isBullet: isBullet))
        } else {
          next += 1
        }
      case .paragraph(let paragraph):
        if case .item(let level, let isBullet, _) = paragraph.kind {
          result.append(list(level: level, isBullet: isBullet))
        } else {
          next += 1
          append(paragraph, to: &result)
        }
      case .table(var table):
        next += 1
        if case .caption(let caption, let label)? = pendingCaption {
          table.caption = caption
          table.label = label
          pendingCaption = nil
        }
        result.append(.table(table))
      case .figure(var figure):
        next += 1
        if next < pieces.count, case .paragraph(let paragraph) = pieces[next], paragraph.kind == .caption {
          figure.caption = paragraph.content.text.isEmpty ? nil : paragraph.content.text
          figure.label = paragraph.label
          next += 1
        }
        result.append(.figure(figure))
      case .pageBreak:
        next += 1
        result.append(.pageBreak(span: nil))
      }
    }
    return result
  }

  /// What stands between the marks of an extent, the first of which is at hand.
  private mutating func blocks(within id: String) -> [Block] {
    next += 1
    let inner = blocks(until: id)
    skipClose(id)
    return inner
  }

  /// Whether a term stands before a meaning, so that it could be put behind it.
  private func add(meaning: [Block], to result: inout [Block]) -> Bool {
    guard !meaning.isEmpty, case .definitions(var definitions)? = result.last, !definitions.isEmpty else {
      return false
    }
    definitions[definitions.count - 1].meanings.append(meaning)
    result[result.count - 1] = .definitions(definitions)
    return true
  }

  private enum Pending { case caption(RichText?, Placed<String>?) }
  /// A caption waits for the table below it.
  private var pendingCaption: Pending?

  private mutating func append(_ paragraph: WordPiece.Paragraph, to result: inout [Block]) {
    let text = paragraph.content.text
    switch paragraph.kind {
    case .heading(let level): result.append(.heading(level: level, text, label: paragraph.label))
    case .quote:
      if case .quote(let before)? = result.last {
        result[result.count - 1] = .quote(before + [.paragraph(text)])
      } else {
        result.append(.quote([.paragraph(text)]))
      }
    case .term where !text.isEmpty:
      let new = Definition(term: text, meanings: [])
      if case .definitions(let before)? = result.last {
        result[result.count - 1] = .definitions(before + [new])
      } else {
        result.append(.definitions([new]))
      }
    case .definition where add(meaning: [.paragraph(text)], to: &result): break
    case .code:
      result.append(
        .code(
          text.string.split(separator: "\u{2028}", omittingEmptySubsequences: false).joined(separator: "\n"), span: nil)
      )
    case .rule: result.append(.rule(span: nil))
    case .caption:
      if next < pieces.count, case .table = pieces[next] {
        pendingCaption = .caption(text.isEmpty ? nil : text, paragraph.label)
      } else if !text.isEmpty {
        result.append(.paragraph(text))
      }
    case .note: result.append(.paragraph(Self.withoutBoldLabel(text)))
    default: if !text.isEmpty { result.append(.paragraph(text)) }
    }
  }

  private static func unquoted(_ block: Block) -> [Block] {
    if case .quote(let inner) = block { inner } else { [block] }
  }

  /// The template makes the label of a note bold: what it made is not the author's.
  private static func withoutBoldLabel(_ text: RichText) -> RichText {
    var result = RichText()
    result.links = text.links
    for (number, run) in text.runs.enumerated() {
      var traits = run.traits
      if number == 0
        || result.runs.last.map({ $0.range.upperBound == run.range.lowerBound }) == true && isLabel(text, upTo: run)
      {
        traits.remove(.strong)
      }
      result.append(text.utf8[run.range], traits: traits, link: run.link, footnote: run.footnote, span: run.span)
    }
    return result
  }

  /// Whether everything before a run is bold, so that it is still the label's.
  private static func isLabel(_ text: RichText, upTo run: RichText.Run) -> Bool {
    text.runs.allSatisfy { $0.range.lowerBound >= run.range.lowerBound || $0.traits.contains(.strong) }
  }

  // MARK: Lists

  /// The paragraph at hand, behind what opens around it.
  private var firstParagraph: WordPiece? {
    var index = next
    while index < pieces.count, case .open(.item, _) = pieces[index] { index += 1 }
    return index < pieces.count ? pieces[index] : nil
  }

  private mutating func list(level: Int, isBullet: Bool) -> Block {
    var items: [Finding] = []
    var start = 1
    var last = 0
    while case .paragraph(let paragraph)? = firstParagraph,
      case .item(let itemLevel, let itemIsBullet, let ordinal) = paragraph.kind, itemLevel == level,
      itemIsBullet == isBullet
    {
      if items.isEmpty { start = ordinal } else if !isBullet, ordinal != last &+ 1 { break }
      last = ordinal
      var trace: String?
      if case .open(.item, let id) = pieces[next] {
        trace = id
        next += 1
        // Further marks here belong to lists within, which begin with the same paragraph only when it is empty.
      }
      guard next < pieces.count, case .paragraph(let first) = pieces[next] else {
        let inner = trace.map { self.blocks(until: $0) } ?? []
        if let trace { skipClose(trace) }
        items.append(Finding(blocks: inner))
        continue
      }
      next += 1
      var blocks: [Block] = first.content.text.isEmpty ? [] : [.paragraph(first.content.text)]
      if let trace {
        blocks += self.blocks(until: trace)
        skipClose(trace)
      } else {
        blocks += continuation(level: level, isBullet: isBullet)
      }
      items.append(Finding(blocks: blocks, label: first.label))
    }
    return isBullet ? .bullets(items.map(\.blocks)) : .findings(FindingList(start: start, items: items))
  }

  private mutating func skipClose(_ id: String) {
    if next < pieces.count, case .close(id) = pieces[next] { next += 1 }
  }

  /// What belongs to an item without a mark of its extent: further paragraphs of its level, and items below it.
  private mutating func continuation(level: Int, isBullet: Bool) -> [Block] {
    var result: [Block] = []
    while next < pieces.count {
      guard case .paragraph(let paragraph)? = firstParagraph else { return result }
      switch paragraph.kind {
      case .continued(let own) where own >= level:
        next += 1
        result.append(.paragraph(paragraph.content.text))
      case .note(let own) where own >= level:
        next += 1
        append(paragraph, to: &result)
      case .item(let own, let ownIsBullet, _) where own > level && ownIsBullet == isBullet:
        result.append(list(level: own, isBullet: isBullet))
      default: return result
      }
    }
    return result
  }
}
