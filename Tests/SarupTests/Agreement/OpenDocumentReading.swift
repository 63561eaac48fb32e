import SarupContainer
import SarupThai
import TestSupport

extension ReadLine {
  /// The paragraphs of an OpenDocument text, numbered as ODF 1.3 part 3 says (5.3, 19.880, 19.881).
  static func openDocument(_ bytes: [UInt8]) throws -> [ReadLine] {
    let archive = try ZIPReader(bytes)
    func tokens(_ name: String) throws -> [XMLToken] {
      try archive.entry(named: name).map { try XMLToken.tokens(of: archive.read($0)) } ?? []
    }
    var reader = OpenDocumentReader(styles: try tokens("styles.xml"))
    for token in try tokens("content.xml") { reader.read(token) }
    return tidy(reader.lines + reader.notes)
  }
}

private struct OpenDocumentReader {
  private struct Level {
    var prefix = ""
    var suffix = ""
    var format: NumberFormat?
    var bullet = ""
    var shown = 1
  }

  /// By list style, the levels from 1.
  private var levels: [String: [Int: Level]] = [:]
  /// Numbers of each list by level, and which list each id stands for.
  private var counters: [[Int: Int]] = []
  private var listOfID: [String: Int] = [:]

  private var depth = 0
  private var list = 0
  private var style = ""
  /// Of the open items: whether they still wait for their paragraph, and with which number they start.
  private var items: [(waits: Bool, start: Int?)] = []
  private var isText = false
  private(set) var lines: [ReadLine] = []
  /// Footnotes, which stand where their marks do.
  private(set) var notes: [ReadLine] = []
  private var isInNote = false
  private var citation = ""

  init(styles: [XMLToken]) {
    for list in styles.elements("text:list-style") {
      let name = list.attributes(of: "text:list-style")[0]["style:name"] ?? ""
      for number in list.attributes(of: "text:list-level-style-number") {
        levels[name, default: [:]][Int(number["text:level"] ?? "") ?? 0] = Level(
          prefix: number["style:num-prefix"] ?? "", suffix: number["style:num-suffix"] ?? "",
          format: Self.format(number["style:num-format"] ?? ""), shown: Int(number["text:display-levels"] ?? "1") ?? 1)
      }
      for bullet in list.attributes(of: "text:list-level-style-bullet") {
        levels[name, default: [:]][Int(bullet["text:level"] ?? "") ?? 0] = Level(
          bullet: bullet["text:bullet-char"] ?? "")
      }
    }
  }

  private static func format(_ name: String) -> NumberFormat? {
    switch name {
    case "Native Numbering": .thaiDigits
    case "1": .arabicDigits
    case "ก, ข, ค, ...": .thaiLetters
    case "a": .latinLetters
    case "A": .latinCapitals
    case "i": .roman
    case "I": .romanCapitals
    default: nil
    }
  }

  mutating func read(_ token: XMLToken) {
    switch token {
    case .start("text:list", let attributes, _): openList(Self.values(attributes))
    case .end("text:list"): depth -= 1
    case .start("text:list-item", let attributes, _):
      items.append((true, Self.values(attributes)["text:start-value"].flatMap { Int($0) }))
    case .end("text:list-item"): items.removeLast()
    case .start("text:note-citation", _, _): citation = ""
    case .start("text:note-body", _, _): isInNote = true
    case .end("text:note-body"):
      isInNote = false
      isText = true
    case .start("text:p", _, let isEmpty), .start("text:h", _, let isEmpty):
      if isInNote {
        notes.append(ReadLine(label: citation))
        citation = ""
      } else {
        lines.append(ReadLine(label: label()))
      }
      isText = !isEmpty
    case .end("text:p"), .end("text:h"): isText = false
    case .text(let text) where isText && isInNote: notes[notes.count - 1].text += text
    case .text(let text) where isText:
      lines[lines.count - 1].text += text
      citation += text
    default: break
    }
  }

  private static func values(_ attributes: [XMLToken.Attribute]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: attributes.map { ($0.name, $0.value) })
  }

  private mutating func openList(_ attributes: [String: String]) {
    depth += 1
    if depth == 1 {
      style = attributes["text:style-name"] ?? ""
      if let known = attributes["text:continue-list"].flatMap({ listOfID[$0] }) {
        list = known
      } else {
        list = counters.count
        counters.append([:])
      }
      if let id = attributes["xml:id"] { listOfID[id] = list }
    } else if attributes["text:continue-numbering"] != "true" {
      counters[list][depth] = nil
    }
  }

  private mutating func label() -> String {
    guard let item = items.last, item.waits, let level = levels[style]?[depth] else { return "" }
    items[items.count - 1].waits = false
    if level.format == nil { return level.bullet }
    counters[list][depth] = item.start ?? (counters[list][depth] ?? 0) + 1
    for deeper in depth + 1..<12 { counters[list][deeper] = nil }
    let numbers = (depth - level.shown + 1...depth).map { shown in
      (levels[style]?[shown]?.format ?? .arabicDigits).string(for: counters[list][shown] ?? 0)
    }
    return level.prefix + numbers.joined(separator: ".") + level.suffix
  }
}
