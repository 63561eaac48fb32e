internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

/// Reads a merged tree into a template and reports everything that is wrong with it in one run.
enum TemplateReader {
  private static let keys = [
    "name", "extends", "language", "digits", "digits-in-text", "fields", "page", "fonts", "styles", "body",
  ]

  /// - Parameter sources: the template's text and those of its bases, itself first.
  static func read(_ tree: Node, sources: [SourceText], reporting diagnostics: inout Diagnostics) -> Template? {
    var mistakes = Diagnostics()
    defer { diagnostics.add(contentsOf: mistakes) }
    guard let keys = KeyReader(tree, of: "a template", keys: keys, reporting: &mistakes) else { return nil }
    let name = keys["name"].flatMap { ValueReader.text($0, "name", reporting: &mistakes) }
    let language = keys["language"].flatMap { self.language($0, reporting: &mistakes) }
    let digits = keys["digits"].flatMap { ValueReader.choice($0, "digits", as: DigitMode.self, reporting: &mistakes) }
    let changesText = keys["digits-in-text"].flatMap { ValueReader.bool($0, "digits-in-text", reporting: &mistakes) }
    let declared = keys["fields"].map { ValueReader.texts($0, "fields", reporting: &mistakes) }

    let (page, running) = PageReader.read(keys["page"], reporting: &mistakes)
    let (styles, stylesAreWhole) = StyleReader.read(fonts: keys["fonts"], styles: keys["styles"], reporting: &mistakes)
    if styles.isEmpty, stylesAreWhole {
      mistakes.error(
        .badValue, at: keys["styles"]?.span ?? sources.first?.span(0, 0), "the template has no styles",
        hint: "Write `extends: base`, or add `styles: {body: {size: 16pt}}`.")
    }
    var body = BodyReader(
      styles: styles, reportsMissingStyles: stylesAreWhole && !styles.isEmpty, declared: declared)
    if let running { body.readRunning(running, reporting: &mistakes) }
    if let node = keys["body"] { body.readBody(node, reporting: &mistakes) }
    if keys["body"] == nil || body.sections.isEmpty && !mistakes.hasErrors {
      mistakes.error(
        .badValue, at: keys["body"]?.span ?? sources.first?.span(0, 0), "the template has no body",
        hint: "Write `extends: brief`, or list the sections under body:.")
    }
    if mistakes.hasErrors { return nil }
    return Template(
      name: name ?? sources.first?.name ?? "", language: language ?? .thai, digits: digits ?? .thai,
      changesDigitsInText: changesText ?? false, sources: sources, page: page, firstHeads: body.firstHeads,
      restHeads: body.restHeads, styles: styles, sections: body.sections, findings: body.findings,
      usedKeys: body.usedKeys)
  }

  private static func language(_ node: Node, reporting diagnostics: inout Diagnostics) -> LanguageTag? {
    let text = node.scalar?.text ?? ""
    let isTag =
      text.utf8.count <= 35
      && text.split(separator: "-", omittingEmptySubsequences: false).enumerated().allSatisfy { index, part in
        (index == 0 ? 2...3 : 1...8).contains(part.utf8.count)
          && part.utf8.allSatisfy { byte in
            let letter = byte | 0x20
            return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
              || index > 0 && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          }
      }
    if isTag { return LanguageTag(written: text) }
    diagnostics.error(
      .badValue, at: node.span, "\(text.isEmpty ? "nothing" : text) is no language",
      hint: "Write its short name (BCP 47): th, en, en-GB.")
    return nil
  }
}
