package import SarupBrief
package import SarupSyntax

/// Mistakes of typing that look right, or nearly so, on paper: they are for whoever asks, not for every rendering.
package enum Lints {
  /// What a rule has found.
  package struct Finding: Sendable {
    package var rule: LintRule
    package var span: Span
    package var message: String
    package var hint: String
    package var note: Diagnostic.Note?
    /// What stands there now.
    package var original: String
    /// What should stand at the span; `nil` where only its author knows.
    package var replacement: String?

    package var diagnostic: Diagnostic {
      Diagnostic(
        .warning, rule.code, at: span, message, hints: [hint], notes: note.map { [$0] } ?? [])
    }
  }

  /// Everything that the rules find in a brief, in the order of the text.
  package static func findings(in brief: Brief, rules: Set<LintRule>) -> [Finding] {
    var pass = LintPass(rules: rules)
    let prose = BriefTexts.prose(of: brief).map(LintText.init)
    for text in BriefTexts.codes(of: brief).map(LintText.init) + prose { pass.read(text) }
    pass.finish(prose)
    return sorted(pass.findings)
  }

  /// What can be found in a text that could not be read as a brief: characters alone.
  package static func findings(in source: SourceText, rules: Set<LintRule>) -> [Finding] {
    var pass = LintPass(rules: rules.intersection(LintPass.ofCharacters))
    pass.read(
      LintText(RichText(String(decoding: source.bytes, as: UTF8.self), span: source.span(0, source.bytes.count))))
    return sorted(pass.findings)
  }

  private static func sorted(_ findings: [Finding]) -> [Finding] {
    findings.enumerated().sorted { left, right in
      (left.element.span.lower, left.offset) < (right.element.span.lower, right.offset)
    }.map(\.element)
  }
}

extension LintRule {
  /// A rule's name is the code of its messages.
  package var code: DiagnosticCode {
    switch self {
    case .doubleSaraE: "thai-double-sara-e"
    case .splitSaraAm: "thai-split-sara-am"
    case .repeatedMark: "thai-repeated-mark"
    case .markOrder: "thai-mark-order"
    case .strayMark: "thai-stray-mark"
    case .strayVowel: "thai-stray-vowel"
    case .invisible: "invisible-character"
    case .doubleSpace: "double-space"
    case .repeatSignSpace: "repeat-sign-space"
    case .etCeteraSpace: "et-cetera-space"
    case .bracketInnerSpace: "bracket-inner-space"
    case .bracketOuterSpace: "bracket-outer-space"
    case .mixedDigits: "mixed-digits"
    case .mixedYears: "mixed-years"
    case .repeatedWord: "repeated-word"
    case .abbreviationStops: "abbreviation-stops"
    case .misspelling: "misspelling"
    case .lineEnd: "line-end-unsure"
    case .lineLoose: "line-loose"
    }
  }
}

/// The texts of a brief, in no particular order.
enum BriefTexts {
  /// Fields of a few letters and digits, which templates print in the digits of the document. They say nothing of how the text is typed.
  private static let codeKeys = ["telephone", "fax"]

  static func codes(of brief: Brief) -> [RichText] {
    var texts = [brief.number].compactMap { $0 }
    for extra in brief.extra where codeKeys.contains(extra.key.value) { collect(extra.value, into: &texts) }
    return texts
  }

  static func prose(of brief: Brief) -> [RichText] {
    var texts: [RichText] = [brief.title]
    texts += [
      brief.subtitle, brief.agency, brief.unit, brief.place, brief.subject, brief.to, brief.from,
    ].compactMap { $0 }
    for blocks in [brief.lead, brief.findings, brief.closing] { collect(blocks, into: &texts) }
    for credit in brief.credits { texts += [credit.name, credit.unit, credit.role].compactMap { $0 } }
    for signature in brief.signatures {
      texts += [signature.name, signature.role, signature.position, signature.unit, signature.acting].compactMap { $0 }
    }
    texts += brief.attachments
    for note in brief.footnotes { collect(note.blocks, into: &texts) }
    for extra in brief.extra where !codeKeys.contains(extra.key.value) { collect(extra.value, into: &texts) }
    return texts
  }

  private static func collect(_ blocks: [Block], into texts: inout [RichText]) {
    for block in blocks {
      switch block {
      case .paragraph(let text), .heading(_, let text, _): texts.append(text)
      case .findings(let list): for item in list.items { collect(item.blocks, into: &texts) }
      case .bullets(let items): for item in items { collect(item, into: &texts) }
      case .definitions(let definitions):
        for definition in definitions {
          texts.append(definition.term)
          for meaning in definition.meanings { collect(meaning, into: &texts) }
        }
      case .quote(let blocks), .landscape(let blocks): collect(blocks, into: &texts)
      case .table(let table):
        if let caption = table.caption { texts.append(caption) }
        for cell in table.rows.joined() { texts += cell.paragraphs }
        texts += table.notes
      case .figure(let figure): if let caption = figure.caption { texts.append(caption) }
      case .code, .rule, .pageBreak: break
      }
    }
  }

  private static func collect(_ value: ExtraValue, into texts: inout [RichText]) {
    switch value {
    case .text(let text): texts.append(text)
    case .list(let items): for item in items { collect(item, into: &texts) }
    case .record(let entries): for entry in entries { collect(entry.value, into: &texts) }
    }
  }
}
