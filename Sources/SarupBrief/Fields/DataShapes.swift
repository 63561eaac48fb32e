internal import SarupSyntax
internal import SarupThai

/// The shapes of a brief's fields.
enum DataShapes {
  /// A text with inline Markdown.
  static let richText = Shape<Scalar>.textScalar.checked { scalar, node, diagnostics in
    read(scalar, node, &diagnostics)
  }

  /// A text that something else cannot do without.
  static let filledText = richText.checked { text, node, diagnostics -> RichText? in
    if text.isEmpty {
      diagnostics.error(
        .wrongValue, at: node.span, "expected a text, found an empty one", hint: "Write the text between the quotes.")
      return nil
    }
    return text
  }

  static let date = Shape<Scalar>.textScalar.checked { scalar, node, diagnostics -> Placed<BriefDate>? in
    let span = scalar.contentSpan ?? node.span
    var found = Diagnostics()
    let date = ISODate.parse(Array(scalar.text.utf8), at: span, reporting: &found)
    for var problem in found.all {
      // As articles write it, and letters: what is meant is plain, so the hint can say all that is to be typed.
      if problem.code == .dateForm, problem.span == span, let meant = ArticleDate.whole(scalar.text) {
        problem.hints = ["Write `\(meant.iso)`."]
      }
      diagnostics.add(problem)
    }
    return date.map { Placed($0, at: span) }
  }.wanting("a date", hint: "Write a day as 2019-03-14, several as 2019-03-14/2019-03-15.")

  static let path = Shape<Scalar>.textScalar.checked { scalar, node, diagnostics -> Placed<String>? in
    guard !scalar.text.isEmpty else {
      diagnostics.error(
        .wrongValue, at: node.span, "expected a name or a path, found an empty text",
        hint: "Write it between the quotes, or take the key out.")
      return nil
    }
    return Placed(scalar.text, at: scalar.contentSpan ?? node.span)
  }

  /// Subtags of letters and digits, the first of them letters (RFC 5646, 2.1).
  static let language = Shape<String>.parsed(
    wants: "a language tag such as `th` or `en-GB`", pattern: "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
    hint: "Write `th` for Thai, `en` for English."
  ) { text in
    let tags = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isTag = tags.allSatisfy { tag in (1...8).contains(tag.count) && tag.allSatisfy(isLetterOrDigit) }
    let isLanguage = tags.first.map { $0.count >= 2 && !$0.contains { $0 < UInt8(ascii: "A") } } ?? false
    return isTag && isLanguage ? text : nil
  }

  static let keywords = Shape<[String]>.oneOrMany(.text).map { words, node -> [String] in
    guard node.sequence == nil else { return words }
    return words.flatMap { $0.split(separator: ",") }.map(trimmed).filter { !$0.isEmpty }
  }

  /// A paragraph or several; a text with an empty line in it is several as well. Figures and tables stand among them.
  static let paragraphs: Shape<[Block]> = Shape<[[Block]]>.oneOrMany(
    .either(scalar: paragraphsOfOne, mapping: FencedBlocks.keyed.map { block, _ in [block] })
  ).map { texts, _ in texts.flatMap { $0 } }

  static let findings: Shape<[Finding]> = Shape<[Finding]>.oneOrMany(finding)

  static let credits = Shape<[Credit]>.oneOrMany(
    .either(scalar: filledText.map { name, _ in Credit(name: name) }, mapping: creditRecord))

  static let footnotes = Shape<[Keyed<[Block]>]>.mapping(of: paragraphs).map { notes, _ in
    notes.map { Footnote(label: $0.key, blocks: $0.value, span: $0.keySpan) }
  }.wanting("notes by their labels", hint: "Write `\"1\": ...` below it.")

  /// What references in the text call something by.
  static let label = Shape<Scalar>.textScalar.checked { scalar, node, diagnostics -> Placed<String>? in
    if Label.isOne(scalar.text) { return Placed(scalar.text, at: scalar.contentSpan ?? node.span) }
    diagnostics.error(
      .wrongValue, at: node.span, "`\(Excerpt.of(scalar.text))` cannot be a label", hint: Label.hint)
    return nil
  }

  // MARK: Parts

  static let paragraphsOfOne: Shape<[Block]> = Shape<Scalar>.textScalar.checked { scalar, node, diagnostics in
    let parts = paragraphs(of: scalar.text)
    guard parts.count > 1 else { return [Block.paragraph(read(scalar, node, &diagnostics))] }
    return parts.map { .paragraph(InlineMarkdown.read($0, contentSpan: nil, span: node.span, into: &diagnostics)) }
  }

  private static let finding: Shape<Finding> = Shape<Finding>.named(
    "finding", wants: "a finding", hint: "Write one text in quotes, or `text: ...` and `findings: ...` below it."
  ) { anyFinding }

  private static let anyFinding: Shape<Finding> = Shape<Finding>.either(
    scalar: paragraphsOfOne.checked { blocks, _, diagnostics in
      FindingDraft(text: blocks).finding(&diagnostics)
    },
    mapping: findingRecord.checked { draft, _, diagnostics in draft.finding(&diagnostics) }
  ).wanting(
    "a text or a finding", hint: "Write one text in quotes, or `text: ...` and `findings: ...` below it.")

  /// A finding written as a mapping: its parts stand in any order in the source, and in one order in the brief.
  private struct FindingDraft: Sendable {
    var text: [Block] = []
    var more: [Block] = []
    var findings: [Finding] = []
    var label: Placed<String>?

    func finding(_ diagnostics: inout Diagnostics) -> Finding {
      let below: [Block] = findings.isEmpty ? [] : [.findings(FindingList(items: findings))]
      var finding = Finding(blocks: text + more + below, label: label)
      if label == nil, case .paragraph(var first)? = text.first {
        finding.label = Label.take(from: &first, &diagnostics)
        finding.blocks[0] = .paragraph(first)
      }
      return finding
    }
  }

  private static let findingRecord: Shape<FindingDraft> = Shape<FindingDraft>.record(
    "a finding", initial: { FindingDraft() },
    fields: [
      Field("text", "What stands beside the number.", paragraphsOfOne, .required) { $0.text = $1 },
      Field("id", "What references such as `[](#id)` call it by.", label) { $0.label = $1 },
      Field("more", "Further paragraphs of the finding.", paragraphs) { $0.more = $1 },
      Field("findings", "Findings below it.", .oneOrMany(finding)) { $0.findings = $1 },
    ])

  private static let creditRecord = Shape<Credit>.record(
    "a credit", initial: { Credit(name: RichText()) },
    fields: [
      Field("name", "Who it was.", filledText, .required) { $0.name = $1 },
      Field("unit", "The unit that they are of.", richText) { $0.unit = $1.isEmpty ? nil : $1 },
      Field("role", "What they did.", richText) { $0.role = $1.isEmpty ? nil : $1 },
    ])

  // MARK: Further keys

  /// A key that the brief's own fields do not name. The recursion ends with the depth that the tree's reader allows.
  static func extra(_ entry: Entry, _ diagnostics: inout Diagnostics) -> Brief.Extra {
    Brief.Extra(key: Placed(entry.key, at: entry.keySpan), value: value(entry.value, &diagnostics))
  }

  private static func value(_ node: Node, _ diagnostics: inout Diagnostics) -> ExtraValue {
    switch node.kind {
    case .scalar(let scalar):
      .text(scalar.isNull ? RichText() : read(scalar, node, &diagnostics))
    case .sequence(let items):
      .list(items.map { value($0, &diagnostics) })
    case .mapping(let entries):
      .record(entries.map { extra($0, &diagnostics) })
    }
  }

  // MARK: Texts

  private static func read(_ scalar: Scalar, _ node: Node, _ diagnostics: inout Diagnostics) -> RichText {
    InlineMarkdown.read(scalar.text, contentSpan: scalar.contentSpan, span: node.span, into: &diagnostics)
  }

  private static func paragraphs(of text: String) -> [String] {
    var result: [String] = []
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy({ $0 == " " || $0 == "\t" || $0 == "\r" }) {
        isOpen = false
      } else if isOpen {
        result[result.count - 1] += "\n" + line
      } else {
        result.append(String(line))
        isOpen = true
      }
    }
    return result
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0 == " " }
    return String(start[..<(start.lastIndex { $0 != " " }.map(start.index(after:)) ?? start.startIndex)])
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
