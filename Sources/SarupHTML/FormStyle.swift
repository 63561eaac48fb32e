internal import SarupDocument

/// What a document has beside plain paragraphs, each kind once: blocks side by side, rules, and looks of words.
struct FormStyle {
  private(set) var columns: [ColumnsProperties] = []
  private(set) var rules: [RuleProperties] = []
  /// Of tables that do not have the usual one.
  private(set) var tables: [TableLook] = []
  /// Indices of styles whose look words of paragraphs of another style have.
  private(set) var looks: [Int] = []
  private(set) var leaders: [Leader] = []
  private(set) var hasLabels = false

  init(_ document: Document) {
    for element in document.elements {
      switch element.kind {
      case .columns(let properties) where !columns.contains(properties): columns.append(properties)
      case .rule(let rule) where rule != RuleProperties() && !rules.contains(rule): rules.append(rule)
      case .table(let table) where table.look != TableLook() && !tables.contains(table.look): tables.append(table.look)
      case .paragraph(let paragraph):
        if paragraph.text.labelLength > 0 {
          hasLabels = true
          for style in paragraph.text.runs.lazy.compactMap(\.style) where !looks.contains(style) { looks.append(style) }
        }
        if document.styles.indices.contains(paragraph.style), let leader = document.styles[paragraph.style].leader,
          !leaders.contains(leader)
        {
          leaders.append(leader)
        }
      default: break
      }
    }
  }

  func name(of properties: ColumnsProperties) -> String { "columns-\((columns.firstIndex(of: properties) ?? 0) + 1)" }

  func name(of rule: RuleProperties) -> String? {
    rules.firstIndex(of: rule).map { "rule-\($0 + 1)" }
  }

  func name(of look: TableLook) -> String? {
    tables.firstIndex(of: look).map { "table-\($0 + 1)" }
  }

  func name(ofLook style: Int) -> String? {
    looks.firstIndex(of: style).map { "look-\($0 + 1)" }
  }

  static func name(of leader: Leader) -> String { "leader-\(leader.rawValue)" }

  /// - Parameters:
  ///   - rems: A length of paper as the page writes it.
  ///   - look: Declarations for words in a style's look.
  func rules(rems: (Points) -> String, look: (Int) -> String) -> String {
    var text = ""
    if !columns.isEmpty {
      // On a phone they stand one below the other.
      let own = columns.map { properties in
        let widths = properties.widths.map { width in
          switch width {
          case .length(let length): rems(length)
          case .share(let share): "minmax(0,\(css(share))fr)"
          }
        }
        let align =
          switch properties.alignment {
          case .top: "start"
          case .middle: "center"
          case .bottom: "end"
          }
        return ".\(name(of: properties)){display:grid;grid-template-columns:\(widths.joined(separator: " "));"
          + "column-gap:\(rems(properties.gap));align-items:\(align)}"
      }
      text += "@media (min-width:40em),print{\(own.joined())}\n"
    }
    for rule in rules {
      if rule.isBlank {
        text += ".\(name(of: rule) ?? ""){height:\(rems(rule.height))}\n"
        continue
      }
      let sides =
        switch rule.alignment {
        case .start, .justify: rule.width == nil ? "0" : "auto"
        case .center: "auto"
        case .end: "0"
        }
      let start = rule.alignment == .start || rule.alignment == .justify ? "0" : "auto"
      text += ".\(name(of: rule) ?? ""){border-top:\(rems(rule.thickness)) solid\(Self.color(rule.color));"
      text += "margin:\(rems(rule.spaceBefore)) \(sides) \(rems(rule.spaceAfter)) \(rule.width == nil ? "0" : start)"
      if let width = rule.width { text += ";width:\(rems(width));max-width:100%" }
      text += "}\n"
    }
    for look in tables { text += Self.rules(of: look, name(of: look) ?? "", rems: rems) }
    if hasLabels { text += ".label{display:inline-block;text-indent:0;text-align:start}\n" }
    for style in looks { text += ".\(name(ofLook: style) ?? ""){\(look(style))}\n" }
    for leader in leaders {
      let name = Self.name(of: leader)
      let line = leader == .dots ? "dotted" : "solid"
      // Wider than any page and cut off at its edge; the margin makes it take no room, so that it never stands on a line of its own.
      text += ".\(name){overflow:hidden}"
      text +=
        ".\(name)::after{content:\"\";display:inline-block;width:60rem;margin:0 -61rem 0 .35em;border-bottom:1px \(line)}\n"
    }
    return text
  }

  /// Black is the colour of the text, whatever that is in the dark.
  static func color(_ color: Color) -> String { color == .black ? "" : " \(css(color))" }

  /// Border and padding of a style's paragraphs. Neighbours of one style share one box.
  static func box(_ box: BoxLook, rems: (Points) -> String) -> [String] {
    guard !box.isEmpty else { return [] }
    var result: [String] = []
    let sides = [
      ("top", box.border.top), ("right", box.border.end), ("bottom", box.border.bottom), ("left", box.border.start),
    ]
    for (side, thickness) in sides where thickness > 0 {
      result.append("border-\(side):\(rems(thickness)) solid\(color(box.borderColor))")
    }
    let padding = box.padding
    if padding != Sides() {
      result.append(
        "padding:\(rems(padding.top)) \(rems(padding.end)) \(rems(padding.bottom)) \(rems(padding.start))")
    }
    return result
  }

  private static func rules(of look: TableLook, _ name: String, rems: (Points) -> String) -> String {
    let line = "\(rems(look.thickness)) solid\(color(look.color))"
    let cells = ".\(name) th,.\(name) td"
    var text: String
    switch look.borders {
    case .grid: text = look.hasUsualLines ? "" : "\(cells){border:\(line)}"
    case .horizontal: text = "\(cells){border:\(line);border-width:\(rems(look.thickness)) 0}"
    case .header:
      text = "\(cells){border:0}.\(name){border:\(line);border-width:\(rems(look.thickness)) 0}"
      text += ".\(name) thead{border-bottom:\(line)}"
    case .none: text = "\(cells){border:0}"
    }
    if look.alignment != .top { text += "\(cells){vertical-align:\(look.alignment.rawValue)}" }
    if look.headAlignment != look.alignment {
      text += ".\(name) thead th{vertical-align:\(look.headAlignment.rawValue)}"
    }
    return text + "\n"
  }

  static func joins(_ name: String, _ style: ParagraphStyle, rems: (Points) -> String) -> String {
    guard !style.box.isEmpty else { return "" }
    return ".\(name).joined{border-bottom:0;padding-bottom:0;margin-bottom:0}"
      + ".\(name)+.\(name){border-top:0;padding-top:\(rems(style.spaceBefore + style.spaceAfter));margin-top:0}\n"
  }
}
