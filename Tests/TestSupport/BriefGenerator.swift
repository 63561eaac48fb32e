package import SarupBrief
import SarupSyntax
import SarupThai

/// Makes briefs full of what Markdown and YAML could misread. The same seed makes the same brief.
package struct BriefGenerator {
  private var state: UInt64
  /// Footnotes in the order in which the text refers to them.
  private var footnotes: [Footnote] = []
  private var inFootnote = false
  private let definesTerms: Bool
  /// Labels that have been given, where none may come twice.
  private var labels: Set<String>?
  private var isSound: Bool { labels != nil }

  /// - Parameter isSound: The brief can be rendered: no label comes twice, none that is referred to is missing, every picture has words,
  ///   and footnotes hold paragraphs alone.
  package init(seed: Int, definesTerms: Bool = false, isSound: Bool = false) {
    labels = isSound ? Set(Self.targets) : nil
    state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 ^ 0xD1B5_4A32_D192_ED03
    self.definesTerms = definesTerms
  }

  package mutating func brief() -> Brief {
    var brief = Brief(title: line())
    if chance(2) { brief.subtitle = line() }
    if chance(3) { brief.agency = line() }
    if chance(4) { brief.number = line() }
    if chance(4) { brief.place = line() }
    if chance(3) {
      brief.date = Placed(.days(CalendarDay(year: 2019, month: 3, day: 14), CalendarDay(year: 2019, month: 4, day: 5)))
    }
    if chance(6) { brief.date = Placed(.month(CalendarDay(year: 2024, month: 2, day: 1))) }
    for _ in 0..<below(4) {
      brief.credits.append(Credit(name: line(), unit: chance(2) ? line() : nil, role: chance(2) ? line() : nil))
    }
    for _ in 0..<below(3) { brief.attachments.append(line()) }
    for _ in 0..<below(3) { brief.keywords.append(plain()) }
    if chance(5) { brief.logo = Placed(plain()) }
    if chance(5) { brief.digits = pick([.thai, .arabic, .keep]) }
    for index in 0..<below(3) {
      brief.extra.append(Brief.Extra(key: Placed("x-\(index)"), value: value(depth: 0)))
    }
    brief.lead = blocks(depth: 0, count: below(4), lists: false)
    if chance(4) {
      brief.findings = []
    } else {
      brief.findings = [list(depth: 0)]
      if chance(3) { brief.findings += blocks(depth: 0, count: below(3), lists: true) + [list(depth: 0)] }
      brief.closing = blocks(depth: 0, count: below(3), lists: false)
    }
    for _ in 0..<below(3) {
      var signature = Signature(name: line())
      if chance(2) { signature.role = line() }
      if chance(2) { signature.position = line() }
      if chance(3) { signature.unit = line() }
      if chance(3) { signature.acting = line() }
      if chance(3) { signature.date = Placed(.day(CalendarDay(year: 2019, month: 3, day: 14))) }
      brief.signatures.append(signature)
    }
    brief.footnotes = footnotes
    if isSound {
      brief.append(Self.targets.map { .heading(level: 3, RichText("ที่ถูกอ้าง"), label: Placed($0)) })
    }
    BriefGenerator.raiseHeadings(of: &brief)
    return brief
  }

  // MARK: Blocks

  private mutating func blocks(depth: Int, count: Int, lists: Bool) -> [Block] {
    var result: [Block] = []
    for _ in 0..<count { result.append(block(depth: depth, lists: lists)) }
    return result
  }

  private mutating func block(depth: Int, lists: Bool) -> Block {
    switch below(depth > 2 ? 8 : 14) {
    case 0...3: return .paragraph(text())
    case 4: return .heading(level: 1 + below(3), text(), label: label())
    case 5: return .code(code(), span: nil)
    case 6: return pick([.rule(span: nil), .pageBreak(span: nil)])
    case 7:
      return .figure(
        Figure(
          path: Placed(plain()), alternative: alternative(),
          caption: chance(2) ? line() : nil,
          width: chance(3)
            ? pick([FigureWidth(60, .percent), FigureWidth(42.5, .millimetres), FigureWidth(7, .centimetres)]) : nil))
    case 8: return table()
    case 9 where definesTerms && chance(2): return definitions(depth: depth)
    case 9: return .quote(blocks(depth: depth + 1, count: below(3), lists: true))
    case 10, 11: return .bullets((0...below(3)).map { _ in blocks(depth: depth + 1, count: below(3), lists: true) })
    default: return lists ? list(depth: depth) : .paragraph(text())
    }
  }

  private mutating func definitions(depth: Int) -> Block {
    .definitions(
      (0...below(2)).map { _ in
        Definition(
          term: line(),
          meanings: (0...below(2)).map { _ in
            [.paragraph(line())] + blocks(depth: depth + 1, count: below(3), lists: true)
          })
      })
  }

  private mutating func alternative() -> String? {
    let words = chance(2) ? pick([plain(), plain(), "", " "]) : nil
    return isSound && words != "" && words?.first != " " ? words ?? "ภาพ" : words
  }

  private mutating func list(depth: Int) -> Block {
    let start = pick([1, 1, 1, 3, 12, 0])
    return .findings(
      FindingList(
        start: start,
        items: (0...below(3)).map { _ in
          if chance(6) {
            let first = Block.paragraph(text())
            return Finding(
              blocks: [first] + blocks(depth: depth + 1, count: below(2), lists: true), label: label(chance: 1))
          }
          return Finding(blocks: blocks(depth: depth + 1, count: below(3), lists: true))
        }))
  }

  /// A table that needs a fence: with a caption, several header rows or none of text. It has no footnotes.
  private mutating func fencedTable() -> Block {
    let columns = 1 + below(3)
    let rows = (0..<below(4)).map { _ in
      (0..<columns).map { _ in chance(4) ? RichText() : text(allowsFootnotes: false) }
    }
    var table =
      Table(
        caption: line(), alignments: (0..<columns).map { _ in pick([.start, .center, .end]) }, headerRows: below(3),
        rows: rows)
    table.label = label()
    if chance(4) { table.notes = [line()] }
    if chance(4) { table.headerColumns = 1 }
    if chance(4) { table.widths = (0..<columns).map { _ in pick([nil, FigureWidth(20, .percent)]) } }
    if chance(4), let last = table.rows.indices.last, columns > 1 {
      table.rows[last] = [TableCell(table.rows[last][0].paragraphs[0], columns: columns)]
    }
    return .table(table)
  }

  private mutating func label(chance one: Int = 5) -> Placed<String>? {
    guard chance(one) else { return nil }
    let label = pick(["งบประมาณ", "fig-1", "a_b", "ข้อ:2", "2568"])
    return labels?.insert(label).inserted ?? true ? Placed(label) : nil
  }

  private mutating func table() -> Block {
    if chance(3) { return fencedTable() }
    let columns = 1 + below(3)
    let header = below(2)
    let rows = (0..<(header + below(3))).map { row in
      (0..<columns).map { column in
        // A header without any text is no header.
        if row == 0, column == 0, header == 1 { return RichText("หัว") }
        return chance(4) ? RichText() : text(isCell: true)
      }
    }
    return .table(
      Table(alignments: (0..<columns).map { _ in pick([.start, .center, .end]) }, headerRows: header, rows: rows))
  }

  private mutating func code() -> String {
    (0..<below(4)).map { _ in pick(["๑. ก*ข*", "  เว้น", "```", "", "a|b\\", "~~~ <b>", "> x", "- y"]) }.joined(
      separator: "\n")
  }

  // MARK: Texts

  /// A text of one line without references to footnotes, as front matter has it.
  private mutating func line() -> RichText { text(allowsFootnotes: false) }

  private mutating func text(isCell: Bool = false, allowsFootnotes: Bool = true) -> RichText {
    var text = RichText()
    for index in 0...below(4) {
      if allowsFootnotes, !inFootnote, chance(20) {
        text.append(
          Array("\u{FFFC}".utf8), footnote: footnote())
        continue
      }
      if index > 0, chance(20) {
        let link = text.addLink(RichText.Link(destination: "#\(pick(Self.targets))"))
        text.append(RichText.placeholder, link: link)
        continue
      }
      var traits: RichText.Traits = []
      if chance(3) { traits.insert(.strong) }
      if chance(4) { traits.insert(.emphasis) }
      if chance(8) { traits.insert(.strikethrough) }
      if chance(8) { traits.insert(.code) }
      var link: Int?
      if chance(6) { link = text.addLink(RichText.Link(destination: destination(), title: chance(3) ? plain() : nil)) }
      var piece = traits.contains(.code) ? pick(BriefGenerator.codes) : self.piece()
      if traits.contains(.code), isCell { piece = piece.replacing("\\", with: "/") }
      // A text of nothing but blanks or breaks is none.
      if index == 0, !traits.contains(.code) { piece = pick(["ก", "ที่ประชุม", "1.", "๑.", "-", "#", "A"]) + piece }
      text.append(Array(piece.utf8), traits: traits, link: link)
    }
    return text
  }

  private mutating func footnote() -> Int {
    let index = footnotes.count
    footnotes.append(Footnote(label: pick(["\(index + 1)", "หมายเหตุ\(index)"]), blocks: []))
    inFootnote = true
    footnotes[index].blocks = [.paragraph(text())] + blocks(depth: 2, count: below(2), lists: true)
    if isSound { footnotes[index].blocks.removeLast(footnotes[index].blocks.count - 1) }
    inFootnote = false
    return index
  }

  private mutating func piece() -> String { (0...below(3)).map { _ in pick(BriefGenerator.pieces) }.joined() }

  private mutating func plain() -> String { pick(["ก", "รูป", "a"]) + piece().replacing("\u{2028}", with: "") + "ข" }

  private mutating func destination() -> String {
    pick([
      "https://example.org/ก_ข*ค", "a b(c", "", "<x>", "x&amp;y", "หน้า*ที่*", "a\\*b", "https://x.org/a_(b)?q=1&r=2#s",
      "a|b", "\"q\"",
    ])
  }

  private mutating func value(depth: Int) -> ExtraValue {
    switch below(depth > 2 ? 2 : 4) {
    case 2: .list((0..<below(3)).map { _ in value(depth: depth + 1) })
    case 3: .record((0..<below(3)).map { Brief.Extra(key: Placed("คีย์ \($0): #"), value: value(depth: depth + 1)) })
    default: .text(line())
    }
  }

  package static let pieces = [
    "ก", "ที่", "การประชุม", "Big Data", "a", "x_y", " ", "  ", "*", "**", "***", "_", "__", "~~", "~", "`", "``", "[",
    "]", "[^1]", "[a](b)", "<", ">",
    "<b>", "{#a}", "<!-- -->", "<br>", "&", "&amp;", "&#3585;", "\\", "\\\\", "\\newpage", "!", "![", "#", "##", "1.",
    "1)",
    "๑.", "๒๕๖๒.", "๑)", "-", "- ", "+ ", "* ", "> ",
    "|", "||", ":", ": ", " #", "---", "===", "```", "~~~", "\u{2028}", "\u{A0}", "\t", "“คำ”", "(สลธ.)", "ฯ", "ๆ", "๑",
    "é", "\"", "'", "%", "@", "{", "}", ",", "?", "=",
    "http://a_b.c/d*e", "x@y.z", "\u{200B}", "น้ำ", "…", "–", "^", "null", "~", "⸀", "!", ".", ")", "true", "2019-03-14",
  ]

  /// Labels that references lead to.
  static let targets = ["งบประมาณ", "fig-1"]

  static let codes = ["x", "ก*ข", "`", "``", " a ", " ", "a`b", "|", "\\", "<b>", "๑. ", "a  b", "&amp;", " `"]

  // MARK: Randomness

  private mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }

  private mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
  private mutating func chance(_ one: Int) -> Bool { below(one) == 0 }
  private mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  // MARK: Form

  /// The highest heading of a text that was read has the first level.
  private static func raiseHeadings(of brief: inout Brief) {
    func levels(_ blocks: [Block]) -> [Int] {
      blocks.flatMap { block -> [Int] in
        switch block {
        case .heading(let level, _, _): [level]
        case .findings(let list): list.items.flatMap { levels($0.blocks) }
        case .bullets(let items): items.flatMap(levels)
        case .definitions(let definitions): definitions.flatMap { $0.meanings.flatMap(levels) }
        case .quote(let blocks), .landscape(let blocks): levels(blocks)
        default: []
        }
      }
    }
    func raise(_ blocks: [Block], _ shift: Int) -> [Block] {
      blocks.map { block in
        switch block {
        case .heading(let level, let text, let label): .heading(level: level - shift, text, label: label)
        case .findings(let list):
          .findings(
            FindingList(
              start: list.start,
              items: list.items.map { Finding(blocks: raise($0.blocks, shift), label: $0.label) }))
        case .bullets(let items): .bullets(items.map { raise($0, shift) })
        case .definitions(let definitions):
          .definitions(
            definitions.map { Definition(term: $0.term, meanings: $0.meanings.map { raise($0, shift) }) })
        case .quote(let blocks): .quote(raise(blocks, shift))
        case .landscape(let blocks): .landscape(raise(blocks, shift))
        default: block
        }
      }
    }
    let all = brief.lead + brief.findings + brief.closing + brief.footnotes.flatMap(\.blocks)
    let shift = (levels(all).min() ?? 1) - 1
    brief.lead = raise(brief.lead, shift)
    brief.findings = raise(brief.findings, shift)
    brief.closing = raise(brief.closing, shift)
    for index in brief.footnotes.indices { brief.footnotes[index].blocks = raise(brief.footnotes[index].blocks, shift) }
  }
}
