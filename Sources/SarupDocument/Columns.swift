/// Blocks side by side, as at the head of a letter. Its children are columns, theirs are paragraphs, pictures and rules: no table, for
/// what stands beside each other here is read one column after the other.
package struct ColumnsProperties: Sendable, Equatable {
  package enum Width: Sendable, Equatable {
    case length(Points)
    /// A part of the room that lengths and gaps leave, against those of the other shares.
    case share(Double)
  }

  package enum VerticalAlignment: String, Sendable, CaseIterable { case top, middle, bottom }

  /// One for each column.
  package var widths: [Width]
  /// Between two columns.
  package var gap: Points
  /// Where the lower ones stand beside the highest.
  package var alignment: VerticalAlignment

  package init(widths: [Width], gap: Points = 0, alignment: VerticalAlignment = .top) {
    self.widths = widths
    self.gap = gap
    self.alignment = alignment
  }
}

extension ColumnsProperties {
  /// Where each column begins and ends, from the left edge of the room that they have together.
  ///
  /// Lengths that leave nothing for shares, or are wider than the room, are made smaller together.
  package func edges(measure: Points) -> [(left: Points, right: Points)] {
    let gaps = gap * Double(max(0, widths.count - 1))
    let room = max(measure - gaps, Double(widths.count))
    var lengths = 0.0
    var shares = 0.0
    for width in widths {
      switch width {
      case .length(let length): lengths += length
      case .share(let share): shares += share
      }
    }
    let least = shares > 0 ? room / 10 : 0
    let scale = lengths > room - least ? (room - least) / lengths : 1
    let rest = room - lengths * scale
    var left = 0.0
    return widths.map { width in
      let own: Points =
        switch width {
        case .length(let length): length * scale
        case .share(let share): rest * share / shares
        }
      defer { left += own + gap }
      return (left, left + own)
    }
  }
}

extension Document {
  /// The room between left and right for what stands in an element: that of its column, or of the page.
  package func measure(around element: Int) -> Points {
    let whole = sheet(of: element).measure
    var inner = element
    while elements.indices.contains(inner) {
      let parent = elements[inner].parent
      if elements.indices.contains(parent), case .column = elements[inner].kind,
        case .columns(let columns) = elements[parent].kind
      {
        let edges = columns.edges(measure: whole)
        let place = self.place(ofColumn: inner)
        return edges.indices.contains(place) ? edges[place].right - edges[place].left : whole
      }
      inner = parent
    }
    return whole
  }

  /// Whether blocks side by side go on with like ones right before them: a list of names and offices is one table in an office
  /// file, with a row for each.
  package func continuesColumns(at index: Int) -> Bool {
    guard elements.indices.contains(index), case .columns(let own) = elements[index].kind else { return false }
    let parent = elements[index].parent
    var before = index - 1
    while before > parent, elements[before].parent != parent { before = elements[before].parent }
    guard before > parent, case .columns(let others) = elements[before].kind else { return false }
    return own == others
  }

  /// How many columns stand before one.
  package func place(ofColumn column: Int) -> Int {
    let parent = elements[column].parent
    guard elements.indices.contains(parent) else { return 0 }
    var place = 0
    var sibling = parent + 1
    while sibling < column {
      place += 1
      sibling = max(elements[sibling].end, sibling + 1)
    }
    return place
  }
}
