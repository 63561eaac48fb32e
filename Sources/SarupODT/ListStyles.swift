internal import SarupContainer
internal import SarupDocument
internal import SarupThai

enum ListKind: Hashable {
  /// Index in ``SarupDocument/Document/numberings``.
  case scheme(Int)
  case bullets
}

/// The list styles of a file, and which of their levels it uses.
final class ListStyles {
  static let levelCount = 10

  private struct Used {
    var kind: ListKind
    /// The style of the first paragraph that each level numbers.
    var styles: [ParagraphStyle?]
  }

  private let schemes: [NumberingScheme]
  private let styles: [ParagraphStyle]
  private let bulletStyles: [Int]
  private var used: [Used] = []

  init(_ document: Document) {
    schemes = document.numberings
    styles = document.styles
    bulletStyles = document.bulletStyles
  }

  func use(_ kind: ListKind, level: Int, style: ParagraphStyle) {
    if !used.contains(where: { $0.kind == kind }) {
      used.append(Used(kind: kind, styles: Array(repeating: nil, count: Self.levelCount)))
    }
    for index in used.indices where used[index].kind == kind && used[index].styles.indices.contains(level) {
      if used[index].styles[level] == nil { used[index].styles[level] = style }
    }
  }

  func name(of kind: ListKind) -> String {
    switch kind {
    case .scheme(let index): index == 0 ? "Findings" : "Findings_20_\(index + 1)"
    case .bullets: "Bullets"
    }
  }

  // MARK: Labels

  private struct Label {
    var prefix = ""
    var suffix = ""
    var format = NumberFormat.arabicDigits
    /// How many levels it shows, its own included.
    var shown = 1
    /// It says what the template says.
    var isWhole = true
  }

  /// OpenDocument knows labels of this form alone: text, the numbers of some levels up to the own one, each in its level's
  /// own form, with full stops between them, text.
  private func label(_ level: Int, of scheme: NumberingScheme) -> Label {
    guard let form = scheme.levels.indices.contains(level) ? scheme.levels[level] : scheme.levels.last else {
      return Label()
    }
    var label = Label()
    label.format = ownFormat(level, of: scheme) ?? .arabicDigits
    var numbers: [Int] = []
    for piece in form.pieces {
      switch piece {
      case .text(let text):
        if numbers.isEmpty { label.prefix += text } else { label.suffix += text }
      case .ordinal(let shown, let format):
        if let last = numbers.last {
          label.isWhole = label.isWhole && label.suffix == "." && shown == last + 1
          label.suffix = ""
        }
        label.isWhole = label.isWhole && format == ownFormat(shown, of: scheme)
        numbers.append(shown)
      }
    }
    label.isWhole = label.isWhole && numbers.last == level
    label.shown = label.isWhole ? numbers.count : 1
    return label
  }

  private func ownFormat(_ level: Int, of scheme: NumberingScheme) -> NumberFormat? {
    guard scheme.levels.indices.contains(level) else { return nil }
    for case .ordinal(level, let format) in scheme.levels[level].pieces { return format }
    return nil
  }

  /// Levels, counted from 1, whose labels cannot be said in full.
  var levelsBeyondReach: [Int] {
    used.flatMap { used -> [Int] in
      guard case .scheme(let index) = used.kind, schemes.indices.contains(index) else { return [] }
      return used.styles.indices.filter { used.styles[$0] != nil && !label($0, of: schemes[index]).isWhole }.map {
        $0 + 1
      }
    }
  }

  // MARK: Styles

  func write(to xml: inout XMLWriter) {
    for list in used {
      xml.open("text:list-style")
      xml.attribute("style:name", name(of: list.kind))
      if case .scheme(let index) = list.kind, index > 0 { xml.attribute("style:display-name", "Findings \(index + 1)") }
      // Three levels are there for whoever goes on editing; a level that is not used stands where the template has it, or where the
      // one above it does.
      let count = max((list.styles.lastIndex { $0 != nil } ?? 0) + 1, 3)
      var style = list.styles.lazy.compactMap { $0 }.first
      for level in 0..<count {
        style = list.styles[level] ?? templateStyle(of: list.kind, level: level) ?? style
        write(level, of: list.kind, indents: style, to: &xml)
      }
      xml.close()
    }
  }

  private func templateStyle(of kind: ListKind, level: Int) -> ParagraphStyle? {
    let style: Int? =
      switch kind {
      case .scheme(let index):
        schemes.indices.contains(index) && schemes[index].levels.indices.contains(level)
          ? schemes[index].levels[level].style : nil
      case .bullets: bulletStyles.indices.contains(level) ? bulletStyles[level] : nil
      }
    guard let style, styles.indices.contains(style) else { return nil }
    return styles[style]
  }

  private func write(_ level: Int, of kind: ListKind, indents: ParagraphStyle?, to xml: inout XMLWriter) {
    if case .scheme(let index) = kind, schemes.indices.contains(index) {
      let label = label(level, of: schemes[index])
      xml.open("text:list-level-style-number")
      xml.attribute("text:level", level + 1)
      if !label.prefix.isEmpty { xml.attribute("style:num-prefix", label.prefix) }
      if !label.suffix.isEmpty { xml.attribute("style:num-suffix", label.suffix) }
      xml.numberFormat(label.format)
      if label.shown > 1 { xml.attribute("text:display-levels", label.shown) }
    } else {
      xml.open("text:list-level-style-bullet")
      xml.attribute("text:level", level + 1)
      xml.attribute("text:bullet-char", level == 0 ? "•" : "–")
    }
    if let indents {
      xml.open("style:list-level-properties")
      xml.attribute("text:list-level-position-and-space-mode", "label-alignment")
      xml.open("style:list-level-label-alignment")
      xml.attribute("text:label-followed-by", indents.labelWidth > 0 ? "listtab" : "space")
      if indents.labelWidth > 0 {
        xml.attribute("text:list-tab-stop-position", pt(indents.startIndent + indents.firstLine + indents.labelWidth))
      }
      xml.attribute("fo:text-indent", pt(indents.firstLine))
      xml.attribute("fo:margin-left", pt(indents.startIndent))
      xml.close()
      xml.close()
    }
    xml.close()
  }
}
