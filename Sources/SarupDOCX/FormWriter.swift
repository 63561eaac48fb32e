internal import SarupContainer
internal import SarupDocument
internal import SarupOffice

// What forms have beside plain paragraphs: rules, tab stops with leaders, and blocks side by side.

/// A tab stop of a paragraph, from the margin.
struct TabStop {
  enum Kind: String { case left, right }

  var kind: Kind
  /// Twentieths of a point.
  var position: Int
  var leader: Leader?
}

extension StoryWriter {
  // MARK: Rules

  /// A rule is the lower border of an empty paragraph.
  mutating func write(_ rule: RuleProperties, at index: Int) {
    let isOwn = rule == RuleProperties()
    hasContent = true
    xml.open("w:p")
    xml.open("w:pPr")
    if !isOwn { xml.empty("w:keepNext") }
    if breaksPage { xml.empty("w:pageBreakBefore") }
    breaksPage = false
    if !rule.isBlank {
      xml.open("w:pBdr")
      Self.writeBorder("w:bottom", rule.thickness, color: rule.color, space: isOwn ? 1 : 0, to: &xml)
      xml.close()
    }
    if !isOwn {
      xml.open("w:spacing")
      xml.attribute("w:before", max(0, twips(rule.spaceBefore)))
      xml.attribute("w:after", max(0, twips(rule.spaceAfter)))
      xml.attribute("w:line", rule.isBlank ? max(20, twips(rule.height)) : 20)
      xml.attribute("w:lineRule", "exact")
      xml.close()
      let slack = rule.width.map { max(0, package.document.measure(around: index) - $0) } ?? 0
      if slack > 0 {
        let start = rule.alignment == .end ? slack : rule.alignment == .center ? slack / 2 : 0
        xml.open("w:ind")
        xml.attribute("w:left", twips(start))
        xml.attribute("w:right", twips(slack - start))
        xml.close()
      }
      xml.open("w:rPr")
      xml.value("w:sz", 2)
      xml.value("w:szCs", 2)
      xml.close()
    }
    xml.close()
    // Rules of a look of their own are the template's.
    if !isOwn, package.options.frontMatter != nil { closeBookmark(openBookmark(nextTrace())) }
    xml.close()
    endedWithParagraph()
  }

  /// A line of a border (ECMA-376 Part 1, 17.3.4): eighths of a point, from a quarter to six points.
  static func writeBorder(
    _ side: StaticString, _ thickness: Points, color: Color, space: Points, to xml: inout XMLWriter
  ) {
    xml.open(side)
    xml.attribute("w:val", "single")
    xml.attribute("w:sz", rounded(thickness * 8, in: 2...96))
    xml.attribute("w:space", rounded(space, in: 0...31))
    xml.attribute("w:color", color == .black ? "auto" : color.hexadecimal)
    xml.close()
  }

  // MARK: Tab stops

  /// Where the text behind a label starts, and where what fills the last line ends.
  func tabs(of paragraph: Paragraph, at index: Int) -> [TabStop] {
    let style = package.styles.style(paragraph.style)
    var stops: [TabStop] = []
    if paragraph.text.labelLength > 0, style.labelWidth > 0 {
      // A hanging indent is a tab stop of its own.
      let position = style.startIndent + style.firstLine + style.labelWidth
      if style.firstLine >= 0 || position != style.startIndent {
        stops.append(TabStop(kind: .left, position: twips(position)))
      }
    }
    if let leader = style.leader {
      let position = package.document.measure(around: index) - style.endIndent
      stops.append(TabStop(kind: .right, position: twips(position), leader: leader))
    }
    return stops
  }

  mutating func write(_ stops: [TabStop]) {
    guard !stops.isEmpty else { return }
    xml.open("w:tabs")
    for stop in stops {
      xml.open("w:tab")
      xml.attribute("w:val", stop.kind.rawValue)
      switch stop.leader {
      case .dots: xml.attribute("w:leader", "dot")
      case .line: xml.attribute("w:leader", "underscore")
      case nil: break
      }
      xml.attribute("w:pos", stop.position)
      xml.close()
    }
    xml.close()
  }

  mutating func writeTab() {
    xml.open("w:r")
    xml.empty("w:tab")
    xml.close()
  }

  // MARK: Columns

  /// Blocks side by side are a table of fixed widths without lines: what Word has for them.
  mutating func openColumns(_ columns: ColumnsProperties, at index: Int, end: Int) {
    if package.document.continuesColumns(at: index) {
      openColumnsRow(end: end)
      return
    }
    if needsParagraph || breaksPage { writeSeparator() }
    hasContent = true
    let edges = columns.edges(measure: package.document.measure(around: index))
    // The gap is part of the column before it, so that the widths fill the measure.
    var widths = edges.map { twips($0.right - $0.left) }
    for column in widths.indices.dropLast() { widths[column] += twips(columns.gap) }
    xml.open("w:tbl")
    xml.open("w:tblPr")
    xml.open("w:tblW")
    xml.attribute("w:w", widths.reduce(0, +))
    xml.attribute("w:type", "dxa")
    xml.close()
    xml.open("w:tblLayout")
    xml.attribute("w:type", "fixed")
    xml.close()
    writeMargins("w:tblCellMar", right: 0)
    xml.close()
    xml.open("w:tblGrid")
    for width in widths {
      xml.open("w:gridCol")
      xml.attribute("w:w", width)
      xml.close()
    }
    xml.close()
    columnWidths = widths
    openColumnsRow(end: end)
  }

  private mutating func openColumnsRow(end: Int) {
    xml.open("w:tr")
    xml.open("w:trPr")
    xml.empty("w:cantSplit")
    xml.close()
    containers.append((.columns, end))
  }

  mutating func openColumn(at index: Int, end: Int) {
    let place = package.document.place(ofColumn: index)
    let parent = package.document.elements[index].parent
    guard case .columns(let columns) = package.document.elements[parent].kind else { return }
    xml.open("w:tc")
    xml.open("w:tcPr")
    xml.open("w:tcW")
    xml.attribute("w:w", columnWidths.indices.contains(place) ? columnWidths[place] : 1)
    xml.attribute("w:type", "dxa")
    xml.close()
    if place < columnWidths.count - 1, columns.gap > 0 { writeMargins("w:tcMar", right: twips(columns.gap)) }
    switch columns.alignment {
    case .top: break
    case .middle: xml.value("w:vAlign", "center")
    case .bottom: xml.value("w:vAlign", "bottom")
    }
    xml.close()
    containers.append((.column, end))
    needsParagraph = true
  }

  private mutating func writeMargins(_ name: StaticString, right: Int) {
    xml.open(name)
    for (side, width) in [("w:left", 0), ("w:right", right)] as [(StaticString, Int)] {
      xml.open(side)
      xml.attribute("w:w", width)
      xml.attribute("w:type", "dxa")
      xml.close()
    }
    xml.close()
  }

  mutating func closeColumns(before index: Int) {
    xml.close()
    if package.document.continuesColumns(at: index) { return }
    xml.close()
    needsParagraph = true
  }
}
