package import SarupThai

/// Counts as Word does, from the file alone.
///
/// ECMA-376 Part 1, 17.9: instances of a definition share its counters; a start override holds when its instance is used at its
/// level for the first time; a level begins anew behind an item of a higher one.
package struct WordNumbering {
  private struct Level {
    var format = ""
    var text = ""
  }

  private var definitions: [String: String] = [:]
  private var levels: [String: [Int: Level]] = [:]
  private var overrides: [String: [Int: Int]] = [:]
  private var counters: [String: [Int: Int]] = [:]
  private var styleNumbers: [String: (instance: String, level: Int)] = [:]

  /// - Parameters: the tokens of `word/numbering.xml` and `word/styles.xml`.
  package init(numbering: [XMLToken], styles: [XMLToken]) {
    for definition in numbering.elements("w:abstractNum") {
      let id = definition.attributes(of: "w:abstractNum")[0]["w:abstractNumId"] ?? ""
      for level in definition.elements("w:lvl") {
        let number = level.attributes(of: "w:lvl")[0]["w:ilvl"].flatMap { Int($0) } ?? 0
        levels[id, default: [:]][number] = Level(
          format: level.values(of: "w:numFmt").first ?? "", text: level.values(of: "w:lvlText").first ?? "")
      }
    }
    for instance in numbering.elements("w:num") {
      let id = instance.attributes(of: "w:num")[0]["w:numId"] ?? ""
      definitions[id] = instance.values(of: "w:abstractNumId").first
      for override in instance.elements("w:lvlOverride") {
        let level = override.attributes(of: "w:lvlOverride")[0]["w:ilvl"].flatMap { Int($0) } ?? 0
        overrides[id, default: [:]][level] = override.values(of: "w:startOverride").first.flatMap { Int($0) }
      }
    }
    for style in styles.elements("w:style") {
      guard let number = style.elements("w:numPr").first, let id = number.values(of: "w:numId").first else { continue }
      let level = number.values(of: "w:ilvl").first.flatMap { Int($0) } ?? 0
      styleNumbers[style.attributes(of: "w:style")[0]["w:styleId"] ?? ""] = (id, level)
    }
  }

  /// The ordinals from the outermost level to the paragraph's own, and the label that shows; `nil` for one without a number.
  package mutating func count(_ paragraph: [XMLToken]) -> (ordinals: [Int], label: String)? {
    let direct = paragraph.elements("w:numPr").first
    let style = paragraph.values(of: "w:pStyle").first.flatMap { styleNumbers[$0] }
    guard let instance = direct?.values(of: "w:numId").first ?? style?.instance,
      let level = direct?.values(of: "w:ilvl").first.flatMap({ Int($0) }) ?? style?.level,
      let definition = definitions[instance]
    else { return nil }
    if let start = overrides[instance]?.removeValue(forKey: level) {
      counters[definition, default: [:]][level] = start
    } else {
      counters[definition, default: [:]][level, default: 0] += 1
    }
    for deeper in level + 1..<9 { counters[definition]?[deeper] = nil }
    let ordinals = (0...level).map { counters[definition]?[$0] ?? 0 }
    return (ordinals, label(level, ordinals, levels[definition] ?? [:]))
  }

  private func label(_ level: Int, _ ordinals: [Int], _ levels: [Int: Level]) -> String {
    guard let form = levels[level] else { return "" }
    var label = ""
    var rest = Substring(form.text)
    while let character = rest.first {
      rest = rest.dropFirst()
      if character == "%", let shown = rest.first?.wholeNumberValue, (1...9).contains(shown) {
        rest = rest.dropFirst()
        let ordinal = ordinals.indices.contains(shown - 1) ? ordinals[shown - 1] : 0
        label += Self.format(levels[shown - 1]?.format ?? "").string(for: ordinal)
      } else {
        label.append(character)
      }
    }
    return label
  }

  package static func format(_ name: String) -> NumberFormat {
    switch name {
    case "thaiNumbers": .thaiDigits
    case "thaiLetters": .thaiLetters
    case "lowerLetter": .latinLetters
    case "upperLetter": .latinCapitals
    case "lowerRoman": .roman
    case "upperRoman": .romanCapitals
    default: .arabicDigits
    }
  }
}
