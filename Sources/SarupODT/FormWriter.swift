internal import SarupContainer
internal import SarupDocument
internal import SarupOffice

// What forms have beside plain paragraphs: rules, tab stops with leaders, and blocks side by side.

/// A tab stop of a paragraph, from its indent.
struct TabStop: Equatable {
  var isRight: Bool
  var position: Points
  var leader: Leader?
}

/// The widths of blocks side by side.
struct ColumnsStyle {
  let widths: [Points]
  let gap: Points
  let alignment: ColumnsProperties.VerticalAlignment
  let pageBreak: PageBreak?

  static func name(_ number: Int) -> String { "Columns\(number + 1)" }

  func writeStyles(number: Int, to xml: inout XMLWriter) {
    let name = Self.name(number)
    xml.writeTableStyles(name, widths: widths, pageBreak: pageBreak)
    for column in widths.indices {
      xml.open("style:style")
      xml.attribute("style:name", "\(name).cell\(column + 1)")
      xml.attribute("style:family", "table-cell")
      xml.open("style:table-cell-properties")
      xml.attribute("fo:padding", "0pt")
      if column < widths.count - 1 { xml.attribute("fo:padding-right", pt(gap)) }
      xml.attribute("fo:border", "none")
      xml.attribute("style:vertical-align", alignment.rawValue)
      xml.close()
      xml.close()
    }
    xml.open("style:style")
    xml.attribute("style:name", "\(name).row")
    xml.attribute("style:family", "table-row")
    xml.open("style:table-row-properties")
    xml.attribute("fo:keep-together", "always")
    xml.close()
    xml.close()
  }
}

extension ContentWriter {
  // MARK: Rules

  /// A rule is the lower border of an empty paragraph.
  mutating func write(_ rule: RuleProperties, at index: Int) {
    lists.closeAll(&xml)
    let name: String
    if rule == RuleProperties() {
      file.styles.usesRules = true
      name = file.styles.name(of: .init(base: "Horizontal_20_Line", pageBreak: pageBreak))
    } else {
      let slack = rule.width.map { max(0, document.measure(around: index) - $0) } ?? 0
      name = file.styles.name(of: rule, slack: slack, pageBreak: pageBreak)
    }
    pageBreak = nil
    xml.open("text:p")
    xml.attribute("text:style-name", name)
    xml.close()
  }

  // MARK: Tab stops

  /// Where the text behind a label starts, and where what fills the last line ends.
  func tabs(of paragraph: Paragraph, at index: Int) -> [TabStop] {
    let style = file.styles.style(paragraph.style)
    var stops: [TabStop] = []
    if paragraph.text.labelLength > 0, style.labelWidth > 0 {
      // A hanging indent is a tab stop of its own.
      let position = style.firstLine + style.labelWidth
      if position > 0 { stops.append(TabStop(isRight: false, position: position)) }
    }
    if let leader = style.leader {
      let position = document.measure(around: index) - style.endIndent - style.startIndent
      stops.append(TabStop(isRight: true, position: position, leader: leader))
    }
    return stops
  }

  // MARK: Columns

  /// Blocks side by side are a table without lines: what office programs have for them.
  mutating func openColumns(_ properties: ColumnsProperties, at index: Int, end: Int) {
    lists.closeAll(&xml)
    if document.continuesColumns(at: index) {
      openColumnsRow(end: end)
      return
    }
    let edges = properties.edges(measure: document.measure(around: index))
    // The gap is part of the column before it, so that the widths fill the measure.
    var widths = edges.map { $0.right - $0.left }
    for column in widths.indices.dropLast() { widths[column] += properties.gap }
    columns.append(
      ColumnsStyle(widths: widths, gap: properties.gap, alignment: properties.alignment, pageBreak: pageBreak))
    pageBreak = nil
    let name = ColumnsStyle.name(columns.count - 1)
    xml.open("table:table")
    xml.attribute("table:name", name)
    xml.attribute("table:style-name", name)
    for column in widths.indices {
      xml.open("table:table-column")
      xml.attribute("table:style-name", "\(name).\(column + 1)")
      xml.close()
    }
    openColumnsRow(end: end)
  }

  private mutating func openColumnsRow(end: Int) {
    xml.open("table:table-row")
    xml.attribute("table:style-name", "\(ColumnsStyle.name(columns.count - 1)).row")
    containers.append(Container(part: .columns, end: end))
  }

  mutating func openColumn(at index: Int, end: Int) {
    xml.open("table:table-cell")
    xml.attribute(
      "table:style-name", "\(ColumnsStyle.name(columns.count - 1)).cell\(document.place(ofColumn: index) + 1)")
    xml.attribute("office:value-type", "string")
    containers.append(Container(part: .column, end: end))
  }

  mutating func closeColumns(before index: Int) {
    xml.close()
    if !document.continuesColumns(at: index) { xml.close() }
  }
}

extension TextStyles {
  /// The name of the style that is like another one and has tab stops.
  func name(_ name: String, with tabs: [TabStop], pageBreak: PageBreak?) -> String {
    if let known = tabStyles.firstIndex(where: { $0 == (name, tabs, pageBreak) }) { return "F.\(known + 1)" }
    tabStyles.append((name, tabs, pageBreak))
    return "F.\(tabStyles.count)"
  }

  /// - Parameter slack: What a shorter rule leaves of the room.
  func name(of rule: RuleProperties, slack: Points, pageBreak: PageBreak?) -> String {
    if let known = ruleStyles.firstIndex(where: { $0 == (rule, slack, pageBreak) }) { return "R.\(known + 1)" }
    ruleStyles.append((rule, slack, pageBreak))
    return "R.\(ruleStyles.count)"
  }

  func writeForms(to xml: inout XMLWriter) {
    for (number, style) in tabStyles.enumerated() {
      start("F.\(number + 1)", on: style.base, pageBreak: style.pageBreak, to: &xml)
      xml.open("style:tab-stops")
      for tab in style.tabs {
        xml.open("style:tab-stop")
        if tab.isRight { xml.attribute("style:type", "right") }
        xml.attribute("style:position", pt(tab.position))
        switch tab.leader {
        case .dots:
          xml.attribute("style:leader-style", "dotted")
          xml.attribute("style:leader-text", ".")
        case .line:
          xml.attribute("style:leader-style", "solid")
          xml.attribute("style:leader-text", "_")
        case nil: break
        }
        xml.close()
      }
      for _ in 0..<3 { xml.close() }
    }
    for (number, style) in ruleStyles.enumerated() {
      let rule = style.rule
      start("R.\(number + 1)", on: "Standard", pageBreak: style.pageBreak, to: &xml)
      let start = rule.alignment == .end ? style.slack : rule.alignment == .center ? style.slack / 2 : 0
      xml.attribute("fo:margin-left", pt(start))
      xml.attribute("fo:margin-right", pt(style.slack - start))
      xml.attribute("fo:margin-top", pt(rule.spaceBefore))
      xml.attribute("fo:margin-bottom", pt(rule.spaceAfter))
      xml.attribute("fo:line-height", rule.isBlank ? pt(rule.height) : "1pt")
      if !rule.isBlank {
        let color = rule.color.hexadecimal.lowercased()
        xml.attribute("fo:border-bottom", "\(pt(rule.thickness)) solid #\(color)")
      }
      xml.attribute("style:join-border", "false")
      xml.attribute("fo:keep-with-next", "always")
      xml.close()
      xml.open("style:text-properties")
      for slot: StaticString in ["fo:font-size", "style:font-size-asian", "style:font-size-complex"] {
        xml.attribute(slot, "1pt")
      }
      xml.close()
      xml.close()
    }
  }

  private func start(_ name: String, on base: String, pageBreak: PageBreak?, to xml: inout XMLWriter) {
    xml.open("style:style")
    xml.attribute("style:name", name)
    xml.attribute("style:family", "paragraph")
    xml.attribute("style:parent-style-name", base)
    if let pages = pageBreak?.pages { xml.attribute("style:master-page-name", pages.name) }
    xml.open("style:paragraph-properties")
    if let pageBreak, pageBreak.pages == nil { xml.attribute("fo:break-before", "page") }
  }

  /// Border, padding and background of a paragraph. An OpenDocument border stands on the indents, as ours does.
  static func writeBox(_ box: BoxLook, to xml: inout XMLWriter) {
    guard !box.isEmpty else { return }
    let color = box.borderColor.hexadecimal.lowercased()
    let sides: [(StaticString, StaticString, Points, Points)] = [
      ("fo:border-top", "fo:padding-top", box.border.top, box.padding.top),
      ("fo:border-right", "fo:padding-right", box.border.end, box.padding.end),
      ("fo:border-bottom", "fo:padding-bottom", box.border.bottom, box.padding.bottom),
      ("fo:border-left", "fo:padding-left", box.border.start, box.padding.start),
    ]
    for (name, _, thickness, _) in sides {
      xml.attribute(name, thickness > 0 ? "\(pt(thickness)) solid #\(color)" : "none")
    }
    for (_, name, _, space) in sides { xml.attribute(name, pt(space)) }
    if let background = box.background {
      xml.attribute("fo:background-color", "#" + background.hexadecimal.lowercased())
    }
  }
}
