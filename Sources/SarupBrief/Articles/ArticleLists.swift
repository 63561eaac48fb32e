import SarupSyntax

/// Puts the paragraphs of an article's body where they belong: beside a number, under it, or outside all lists.
struct ArticleLists {
  /// A list that may still get items.
  struct Open {
    var style: ArticleMarker.Style
    var indent: Int
    var start: Int
    /// The number of the last item; of a decimal its last part.
    var last: Int
    /// The parts of a decimal before its last.
    var prefix: [Int]
    var items: [[Block]]
  }

  enum Place {
    /// A further item of a list at a level.
    case item(level: Int)
    /// The first item of a new list, below the item of `parent` or outside all lists.
    case list(parent: Int?, isSure: Bool)
  }

  private(set) var root: [Block] = []
  private(set) var open: [Open] = []
  /// Whether an earlier finding has more than its own paragraph.
  private(set) var hasFurtherParagraphs = false

  var isOutside: Bool { open.isEmpty }

  // MARK: Where a marker belongs

  /// Where an item with this marker goes; `nil` when it is no marker here but the beginning of a sentence.
  ///
  /// - Parameter later: The markers of the lines that follow.
  func place(of marker: ArticleMarker, indent: Int, later: some Sequence<ArticleMarker>) -> Place? {
    switch marker.style {
    case .dash, .bullet: placeOfBullet(marker, indent)
    case .decimal(let depth): placeOfDecimal(marker, depth)
    default: placeOfNumber(marker, indent, later)
    }
  }

  private func placeOfNumber(_ marker: ArticleMarker, _ indent: Int, _ later: some Sequence<ArticleMarker>) -> Place? {
    let number = marker.number
    if let level = open.lastIndex(where: { $0.style == marker.style && $0.last + 1 == number }) {
      return .item(level: level)
    }
    let level = open.lastIndex { $0.style == marker.style }
    if number == 1 {
      guard let level else { return .list(parent: parent(forNumberAt: indent), isSure: true) }
      if level == open.count - 1, indent > open[level].indent + 2 { return .list(parent: level, isSure: true) }
      return .list(parent: level == 0 ? nil : level - 1, isSure: level > 0)
    }
    if let level, number == open[level].last || (open[level].last + 2...open[level].last + 3).contains(number) {
      return .list(parent: level == 0 ? nil : level - 1, isSure: false)
    }
    // A list may begin with another number than 1 when it also goes on.
    for next in later where next.style == marker.style {
      return next.number == number + 1 ? .list(parent: parent(forNumberAt: indent), isSure: false) : nil
    }
    return nil
  }

  /// The level whose item a new numbered list stands under: dashes at the same depth end before it.
  private func parent(forNumberAt indent: Int) -> Int? {
    open.indices.reversed().first { open[$0].style.isNumbered || indent > open[$0].indent + 1 }
  }

  private func placeOfDecimal(_ marker: ArticleMarker, _ depth: Int) -> Place? {
    let prefix = Array(marker.numbers.dropLast())
    if let level = open.lastIndex(where: {
      $0.style == marker.style && $0.prefix == prefix && $0.last + 1 == marker.number
    }) {
      return .item(level: level)
    }
    let parent = open.lastIndex { list in
      if case .decimal(let outer) = list.style { return outer == depth - 1 && list.prefix + [list.last] == prefix }
      return depth == 2 && list.style.isNumbered && list.last == prefix.last
    }
    guard let parent else { return nil }
    return marker.number == 1 ? .list(parent: parent, isSure: true) : nil
  }

  private func placeOfBullet(_ marker: ArticleMarker, _ indent: Int) -> Place? {
    let same = open.indices.filter { open[$0].style == marker.style }
    if let level = same.last(where: { abs(open[$0].indent - indent) <= 2 }) { return .item(level: level) }
    if let level = same.last, level == open.count - 1, indent > open[level].indent {
      return .list(parent: level, isSure: true)
    }
    if let level = same.last { return .item(level: level) }
    return .list(parent: open.isEmpty ? nil : open.count - 1, isSure: true)
  }

  // MARK: Adding

  mutating func add(_ text: RichText, _ marker: ArticleMarker, indent: Int, at place: Place) {
    switch place {
    case .item(let level):
      close(to: level + 1)
      open[level].last = marker.style.isNumbered ? marker.number : open[level].last + 1
      open[level].items.append([.paragraph(text)])
    case .list(let parent, _):
      close(to: parent.map { $0 + 1 } ?? 0)
      let start = marker.style.isNumbered ? marker.number : 1
      open.append(
        Open(
          style: marker.style, indent: indent, start: start, last: start, prefix: Array(marker.numbers.dropLast()),
          items: [[.paragraph(text)]]))
    }
  }

  /// Adds a paragraph under the item that it belongs to by its indent, or outside when no list is open.
  mutating func add(_ block: Block, indent: Int) {
    while let last = open.last {
      let endsBullets = !last.style.isNumbered && indent <= last.indent + 1
      guard endsBullets || (open.count > 1 && indent < last.indent) else { break }
      close(to: open.count - 1)
    }
    if !open.isEmpty { hasFurtherParagraphs = true }
    append(block)
  }

  /// Adds a block outside all lists.
  mutating func addOutside(_ block: Block) {
    close(to: 0)
    root.append(block)
  }

  /// All blocks; no list is open afterwards.
  mutating func finish() -> [Block] {
    close(to: 0)
    return root
  }

  private mutating func append(_ block: Block) {
    if open.isEmpty {
      root.append(block)
    } else {
      open[open.count - 1].items[open[open.count - 1].items.count - 1].append(block)
    }
  }

  private mutating func close(to count: Int) {
    while open.count > count, let list = open.popLast() {
      // Dashes outside all findings are a plain list; under a finding they are findings below it.
      if open.isEmpty, !list.style.isNumbered {
        append(.bullets(list.items))
      } else {
        append(.findings(FindingList(start: list.start, items: list.items.map({ Finding(blocks: $0) }))))
      }
    }
  }
}
