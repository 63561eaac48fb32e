/// A length for each side of a box.
package struct Sides: Sendable, Hashable {
  package var top: Points
  package var end: Points
  package var bottom: Points
  package var start: Points

  package init(top: Points = 0, end: Points = 0, bottom: Points = 0, start: Points = 0) {
    self.top = top
    self.end = end
    self.bottom = bottom
    self.start = start
  }

  package static func + (left: Sides, right: Sides) -> Sides {
    Sides(
      top: left.top + right.top, end: left.end + right.end, bottom: left.bottom + right.bottom,
      start: left.start + right.start)
  }
}

/// What stands around and behind a paragraph. The outer edges of the border stand at the paragraph's indents; neighbours of one style
/// share one box.
package struct BoxLook: Sendable, Hashable {
  /// Thickness of the line on each side; 0 for none.
  package var border = Sides()
  package var borderColor = Color.black
  /// From the border to the text.
  package var padding = Sides()
  package var background: Color?

  package init() {}

  package var isEmpty: Bool { border == Sides() && padding == Sides() && background == nil }

  /// From the outer edges to the text.
  package var inset: Sides { border + padding }
}

/// What fills the rest of a paragraph's last line, up to the margin.
package enum Leader: String, Sendable, CaseIterable { case dots, line }

/// A line across the page or a column.
package struct RuleProperties: Sendable, Hashable {
  package var thickness: Points
  package var color: Color
  /// `nil`: all the room there is.
  package var width: Points?
  package var alignment: TextAlignment
  /// Of the box in whose middle the line stands.
  package var height: Points
  package var spaceBefore: Points = 0
  package var spaceAfter: Points = 0

  /// As an author's own rule looks.
  package init(
    thickness: Points = 0.5, color: Color = .black, width: Points? = nil, alignment: TextAlignment = .start,
    height: Points = 12
  ) {
    self.thickness = thickness
    self.color = color
    self.width = width
    self.alignment = alignment
    self.height = height
  }
}
