internal import SarupContainer

/// Counts the numbered paragraphs of a file as Word does (ECMA-376 Part 1, 17.9): instances of a definition share its counters, a start
/// override holds when its instance is used at its level for the first time, and a level begins anew behind one of a higher level.
struct WordCounting {
  struct Place {
    var level: Int
    var isBullet: Bool
    /// 0 for a bullet.
    var ordinal: Int
  }

  private struct Level {
    var isBullet = false
    /// Word writes no number.
    var isHidden = false
    var start = 1
  }

  private var definitions: [String: String] = [:]
  private var levels: [String: [Int: Level]] = [:]
  private var styleLevels: [String: [String: Int]] = [:]
  private var overrides: [String: [Int: Int]] = [:]
  private var counters: [String: [Int: Int]] = [:]
  private let styles: WordStyleTable

  /// - Parameter root: `w:numbering`
  init(_ root: XMLElement?, _ styles: WordStyleTable) {
    self.styles = styles
    for element in root?.children ?? [] {
      if element.isWord("abstractNum"), let id = element.wordAttribute("abstractNumId") {
        for level in element.children where level.isWord("lvl") {
          guard let number = level.wordAttribute("ilvl").flatMap({ Int($0) }) else { continue }
          let form = level.value("numFmt")
          levels[id, default: [:]][number] = Level(
            isBullet: form == "bullet", isHidden: form == "none",
            start: level.value("start").flatMap { Int($0) } ?? 1)
          if let style = level.value("pStyle") { styleLevels[id, default: [:]][style] = number }
        }
      } else if element.isWord("num"), let id = element.wordAttribute("numId") {
        definitions[id] = element.value("abstractNumId")
        for override in element.children where override.isWord("lvlOverride") {
          guard let level = override.wordAttribute("ilvl").flatMap({ Int($0) }) else { continue }
          overrides[id, default: [:]][level] = override.value("startOverride").flatMap { Int($0) }
        }
      }
    }
  }

  /// Where a paragraph stands in its list; `nil` for one without a number.
  mutating func count(_ properties: XMLElement?, style: String?) -> Place? {
    let direct = properties?.word("numPr")
    let chain = styles.chain(style ?? styles.defaultParagraph)
    let inherited = chain.lazy.compactMap { $0.word("pPr", "numPr") }.first { $0.word("numId") != nil }
    guard let instance = direct?.value("numId") ?? inherited?.value("numId"), instance != "0",
      let definition = definitions[instance]
    else { return nil }
    let ties = styleLevels[definition] ?? [:]
    let tied = chain.compactMap { $0.wordAttribute("styleId").flatMap { ties[$0] } }.first
    let written = direct?.value("ilvl") ?? (direct?.word("numId") == nil ? inherited?.value("ilvl") : nil)
    let level = min(max(written.flatMap { Int($0) } ?? tied ?? 0, 0), 8)
    let form = levels[definition]?[level] ?? Level()
    if form.isHidden { return nil }
    if form.isBullet { return Place(level: level, isBullet: true, ordinal: 0) }
    if let start = overrides[instance]?.removeValue(forKey: level) {
      counters[definition, default: [:]][level] = start
    } else {
      let last = counters[definition]?[level]
      counters[definition, default: [:]][level] = last.map { $0 &+ 1 } ?? form.start
    }
    for deeper in level + 1..<9 { counters[definition]?[deeper] = nil }
    return Place(level: level, isBullet: false, ordinal: counters[definition]?[level] ?? 1)
  }
}
