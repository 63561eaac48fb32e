internal import SarupDocument
internal import SarupThai

/// The lists of a document as counters of CSS.
///
/// Each level of a numbering has a counter of its own: a label may show the numbers of the levels above it, each in its own form,
/// which the counter that browsers keep by themselves cannot say. The labels stand in front of an item's first paragraph as the
/// template sets it, not beside the item.
struct ListStyle {
  private struct Level: Hashable {
    var numbering: Int
    var level: Int
  }

  private let numberings: [NumberingScheme]
  private var levels: [Level] = []
  private var bulletLevels: [Int] = []
  /// Steps other than one, by level.
  private var steps: [(level: Level, step: Int)] = []
  /// For each item the step from the number before it.
  private(set) var stepOfItem: [Int: Int] = [:]

  init(_ document: Document) {
    numberings = document.numberings
    for (index, element) in document.elements.enumerated() {
      guard case .list(let list) = element.kind else { continue }
      guard let numbering = list.numbering, numberings.indices.contains(numbering) else {
        if !bulletLevels.contains(list.level) { bulletLevels.append(list.level) }
        continue
      }
      let level = Level(numbering: numbering, level: list.level)
      if !levels.contains(level) { levels.append(level) }
      var last = 0
      var item = index + 1
      while item < element.end {
        if case .item(let properties) = document.elements[item].kind {
          let ordinal = properties.ordinals.last ?? last
          let step = ordinal &- last
          last = ordinal
          stepOfItem[item] = step
          if step != 1, !steps.contains(where: { $0 == (level, step) }) { steps.append((level, step)) }
        }
        item = document.elements[item].end
      }
    }
  }

  // MARK: Names of classes

  /// For the list.
  static func list(_ list: ListProperties) -> String { "list-\(list.numbering ?? 0)-\(list.level)" }

  /// For the paragraph that an item's label stands in.
  static func label(_ list: ListProperties) -> String {
    list.numbering.map { "label-\($0)-\(list.level)" } ?? "bullet-\(list.level)"
  }

  /// For an item whose number is not the next one.
  static func step(_ step: Int) -> String { step < 0 ? "back-\(step.magnitude)" : "by-\(step)" }

  // MARK: Rules

  var rules: String {
    var rules = ""
    for format in usedFormats { rules += Self.counterStyle(format) }
    for level in levels {
      let list = "list-\(level.numbering)-\(level.level)"
      let counter = Self.counter(level.numbering, level.level)
      rules += ".\(list){counter-reset:\(counter)}\n.\(list)>li{counter-increment:\(counter)}\n"
      for step in steps where step.level == level {
        rules += ".\(list)>.\(Self.step(step.step)){counter-increment:\(counter) \(step.step)}\n"
      }
      rules += ".label-\(level.numbering)-\(level.level)::before{content:\(content(of: level))}\n"
    }
    for level in bulletLevels {
      rules += ".bullet-\(level)::before{content:\(css(quoted: level == 0 ? "•" : "–"))}\n"
    }
    return rules
  }

  private static func counter(_ numbering: Int, _ level: Int) -> String { "n\(numbering)-\(level)" }

  private func content(of level: Level) -> String {
    let scheme = numberings[level.numbering]
    guard let form = scheme.levels.indices.contains(level.level) ? scheme.levels[level.level] : scheme.levels.last
    else { return "\"\"" }
    let pieces = form.pieces.compactMap { piece -> String? in
      switch piece {
      case .text(let text): css(quoted: text)
      case .ordinal(let shown, let format):
        shown <= level.level ? "counter(\(Self.counter(level.numbering, shown)),\(Self.name(of: format)))" : nil
      }
    }
    return pieces.isEmpty ? "\"\"" : pieces.joined(separator: " ")
  }

  private var usedFormats: [NumberFormat] {
    var formats: [NumberFormat] = []
    for level in levels {
      let scheme = numberings[level.numbering].levels
      let form = scheme.indices.contains(level.level) ? scheme[level.level] : scheme.last
      for case .ordinal(_, let format) in form?.pieces ?? [] where !formats.contains(format) { formats.append(format) }
    }
    return formats
  }

  static func name(of format: NumberFormat) -> String {
    switch format {
    case .thaiDigits: "thai"
    case .arabicDigits: "decimal"
    case .thaiLetters: "thai-letters"
    case .latinLetters: "letters"
    case .latinCapitals: "capitals"
    case .roman: "lower-roman"
    case .romanCapitals: "upper-roman"
    }
  }

  /// Letters double behind the last one, as Word has them; a browser's own `lower-alpha` counts on with aa, ab.
  private static func counterStyle(_ format: NumberFormat) -> String {
    let symbols: [Character]
    switch format {
    case .thaiLetters: symbols = NumberFormat.thaiAlphabet
    case .latinLetters: symbols = NumberFormat.latinAlphabet
    case .latinCapitals: symbols = NumberFormat.latinAlphabet.map { Character($0.uppercased()) }
    case .thaiDigits, .arabicDigits, .roman, .romanCapitals: return ""
    }
    return """
      @counter-style \(name(of: format)){system:symbolic;symbols:\(symbols.map { css(quoted: String($0)) }.joined(separator: " "));\
      range:1 \(symbols.count * 30);fallback:\(format == .thaiLetters ? "thai" : "decimal")}

      """
  }
}
