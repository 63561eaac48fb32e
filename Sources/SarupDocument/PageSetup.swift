package import SarupSyntax
package import SarupThai

/// Sheet, margins and what runs along on every page.
package struct PageSetup: Sendable, Equatable {
  package var width: Points
  package var height: Points
  package var top: Points
  package var end: Points
  package var bottom: Points
  package var start: Points
  /// Pages are printed on both sides: ``start`` is the margin where they are bound, so that on even pages it is on the right.
  package var isMirrored = false
  /// Margins of the pages of landscape parts; `nil` for those of the others, turned with the sheet.
  package var landscape: PageMargins?
  /// From the sheet's upper edge to the top of a running head; from its lower edge to the bottom of a running foot.
  package var headDistance: Points
  package var footDistance: Points
  package var first: RunningHeads
  package var rest: RunningHeads
  /// On even pages; `nil` where those have the same as all others.
  package var even: RunningHeads?
  package var pageNumbers: NumberFormat
  /// The style of the catchword: the first words of the next page at the foot of each page; `nil` for none.
  package var catchwordStyle: Int?
  /// Where the template asks for it.
  package var catchwordSpan: SarupSyntax.Span?
  package var watermark: Watermark?
  package var border: PageBorder?
  package var background: PageBackground?
  /// Where the template asks for one of them.
  package var lookSpan: SarupSyntax.Span?

  package init(
    width: Points, height: Points, top: Points, end: Points, bottom: Points, start: Points, headDistance: Points,
    footDistance: Points, first: RunningHeads = RunningHeads(), rest: RunningHeads = RunningHeads(),
    pageNumbers: NumberFormat = .arabicDigits
  ) {
    self.width = width
    self.height = height
    self.top = top
    self.end = end
    self.bottom = bottom
    self.start = start
    self.headDistance = headDistance
    self.footDistance = footDistance
    self.first = first
    self.rest = rest
    self.pageNumbers = pageNumbers
  }

  /// What runs along on a page; 0 is the first.
  package func heads(onPage number: Int) -> RunningHeads {
    if number == 0 { return first }
    return number % 2 == 1 ? even ?? rest : rest
  }

  /// Every set of running heads, each once.
  package var allHeads: [RunningHeads] { [first, rest] + (even.map { [$0] } ?? []) }

  /// Whether parts of the document can be turned: those of a page that is wider than high are so already, and a sheet that is turned
  /// has to have room between its margins, 20 mm as all pages.
  package var canTurn: Bool {
    let least: Points = 20 * 72 / 25.4
    return width < height && turnedSheet.measure >= least && turnedSheet.textHeight >= least
  }

  /// The sheet of all pages but those of landscape parts.
  package var sheet: Sheet {
    Sheet(width: width, height: height, margins: PageMargins(top: top, end: end, bottom: bottom, start: start))
  }

  /// The sheet of landscape parts. Turned to the left, as Word turns it, the left margin comes to lie at the top. Head and foot keep
  /// the room that running lines have on the other pages.
  package var landscapeSheet: Sheet { canTurn ? turnedSheet : sheet }

  private var turnedSheet: Sheet { Sheet(width: height, height: width, margins: landscape ?? turnedMargins) }

  /// The margins of the other pages, turned.
  package var turnedMargins: PageMargins {
    PageMargins(top: max(start, top), end: top, bottom: max(end, bottom), start: bottom)
  }
}

package struct PageMargins: Sendable, Equatable {
  package var top: Points
  package var end: Points
  package var bottom: Points
  package var start: Points

  package init(top: Points, end: Points, bottom: Points, start: Points) {
    self.top = top
    self.end = end
    self.bottom = bottom
    self.start = start
  }
}

/// A sheet as it lies before the reader, and the room on it.
package struct Sheet: Sendable, Equatable {
  package var width: Points
  package var height: Points
  package var margins: PageMargins

  package init(width: Points, height: Points, margins: PageMargins) {
    self.width = width
    self.height = height
    self.margins = margins
  }

  package var top: Points { margins.top }
  package var end: Points { margins.end }
  package var bottom: Points { margins.bottom }
  package var start: Points { margins.start }
  /// From the left margin to the right one.
  package var measure: Points { width - start - end }
  /// From the upper margin to the lower one.
  package var textHeight: Points { height - top - bottom }
}

/// A word that stands pale and turned behind the text of every page.
package struct Watermark: Sendable, Equatable {
  package var text: StyledText
  /// Index in ``Document/styles``, for its face.
  package var style: Int
  package var color: Color
  /// Apparent size; `nil` for as large as goes well on the sheet.
  package var size: Points?
  /// Degrees by which it rises to the right.
  package var angle: Double

  package init(text: StyledText, style: Int, color: Color, size: Points?, angle: Double) {
    self.text = text
    self.style = style
    self.color = color
    self.size = size
    self.angle = angle
  }
}

package struct RunningHeads: Sendable, Equatable {
  package var top: RunningLine?
  package var bottom: RunningLine?

  package init(top: RunningLine? = nil, bottom: RunningLine? = nil) {
    self.top = top
    self.bottom = bottom
  }

  /// Whether one of the lines has such a piece.
  package func contain(_ piece: RunningLine.Piece) -> Bool {
    [top, bottom].contains { $0?.pieces.contains(piece) ?? false }
  }
}

/// A line at the head or the foot of a page, in up to three parts.
package struct RunningLine: Sendable, Equatable {
  package enum Piece: Sendable, Equatable {
    case text(StyledText)
    case pageNumber
    case pageCount
    /// The words of the heading that the page stands under: the first of the highest level that stands on it, else the last before it.
    case section
  }

  /// Index in ``Document/styles``.
  package var style: Int
  package var start: [Piece]
  package var center: [Piece]
  package var end: [Piece]

  package init(style: Int, start: [Piece] = [], center: [Piece] = [], end: [Piece] = []) {
    self.style = style
    self.start = start
    self.center = center
    self.end = end
  }

  package var pieces: [Piece] { start + center + end }
}
