import SarupBrief
import SarupSyntax
import TestSupport

/// Makes briefs of every shape and keeps what each says, in reading order. No two texts are alike.
struct BriefMaker {
  private var random: SeededGenerator
  private var number = 0
  /// UTF-8 of every text, in the order in which a reader meets it.
  private(set) var texts: [[UInt8]] = []

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func brief() -> Brief {
    var brief = Brief(title: text())
    if chance(2) { brief.subtitle = text() }
    brief.lead = blocks(depth: 0, listsAllowed: false)
    brief.findings = [.findings(findings(depth: 0))]
    brief.closing = chance(2) ? blocks(depth: 0, listsAllowed: true) : []
    brief.credits = (0..<pick(4)).map { _ in
      let name = text()
      let unit = chance(2) ? text() : nil
      return Credit(name: name, unit: unit, role: chance(2) ? text() : nil)
    }
    // `base` prints no subtitle.
    if let subtitle = brief.subtitle {
      texts.removeAll { $0 == subtitle.utf8 }
    }
    return brief
  }

  private mutating func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
  private mutating func chance(_ count: Int) -> Bool { pick(count) == 0 }

  private mutating func text() -> RichText {
    number += 1
    var text = RichText()
    for piece in 0...pick(3) {
      let traits = RichText.Traits(rawValue: UInt8(pick(16)))
      text.append("\(["ข้อความ", "word ", "ตัวอย่าง", "2562", "(ก) "][pick(5)])\(number).\(piece)".utf8, traits: traits)
    }
    texts.append(text.utf8)
    return text
  }

  private mutating func blocks(depth: Int, listsAllowed: Bool) -> [Block] {
    (0...pick(3)).map { _ in block(depth: depth, listsAllowed: listsAllowed) }
  }

  private mutating func block(depth: Int, listsAllowed: Bool) -> Block {
    switch pick(depth > 3 ? 4 : 10) {
    case 0: return .heading(level: 1 + pick(4), text())
    case 1: return chance(2) ? .rule(span: nil) : .pageBreak(span: nil)
    case 4: return .bullets((0...pick(2)).map { _ in blocks(depth: depth + 1, listsAllowed: listsAllowed) })
    case 5: return .quote(blocks(depth: depth + 1, listsAllowed: listsAllowed))
    case 6 where listsAllowed: return .findings(findings(depth: depth + 1))
    case 7:
      let caption = chance(2) ? text() : nil
      let rows = (0...pick(3)).map { _ in (0...pick(2)).map { _ in text() } }
      return .table(Table(caption: caption, alignments: [.start], headerRows: pick(2), rows: rows))
    case 8: return .figure(Figure(path: Placed("rgb8.png"), alternative: "", caption: text()))
    case 9:
      return .definitions(
        (0...pick(2)).map { _ in
          Definition(
            term: text(), meanings: (0...pick(2)).map { _ in blocks(depth: depth + 1, listsAllowed: listsAllowed) })
        })
    default: return .paragraph(text())
    }
  }

  private mutating func findings(depth: Int) -> FindingList {
    FindingList(
      start: 1 + pick(3),
      items: (0...pick(3)).map { _ in Finding(blocks: chance(9) ? [] : blocks(depth: depth + 1, listsAllowed: true)) })
  }
}
