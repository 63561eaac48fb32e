internal import SarupContainer
internal import SarupDOCX
internal import SarupSyntax

// The package: parts, what leads from one to another, and what the file says of itself as a whole.

extension WordLint {
  mutating func checkPackage() {
    checkContentTypes()
    for part in [""] + file.package.parts {
      for relationship in file.relationships(of: part) { check(relationship, of: part) }
    }
    for part in file.package.parts where part.hasSuffix(".xml") {
      if let tree = file.tree(part) { checkUses(of: part, tree) }
    }
    if file.package.parts.contains(where: { $0.hasSuffix("vbaProject.bin") }) {
      warn(
        .wordMacros, at: nil, "\(file.name): there are macros in the file",
        hint: "Save it as a document without macros (.docx).")
    }
  }

  private mutating func check(_ relationship: OfficeRelationship, of part: String) {
    switch relationship.target {
    case .part, .fragment: break
    case .missing(let target):
      error(
        .wordPart, at: relationship.span,
        "`\(Excerpt.of(target))` is not there, and \(part.isEmpty ? "the file" : "`\(part)`") needs it",
        hint: "Open the document in Word, and save it anew.")
    case .external(let target):
      if relationship.kind == "hyperlink" {
        let address = target.lowercased()
        if ["https:", "http:", "mailto:"].contains(where: { address.hasPrefix($0) }) { return }
        warn(
          .wordExternal, at: relationship.span, "a link leads to `\(Excerpt.of(target))`",
          hint: "Let it lead to an address that begins with `https:`, `http:` or `mailto:`.")
      } else {
        warn(
          .wordExternal, at: relationship.span,
          "Word loads `\(Excerpt.of(target))` from outside when it opens the file (\(relationship.kind))",
          hint: "Put it into the file itself, or take it out: readers may not have it, and it tells that they read.")
      }
    }
  }

  private static let relationshipNames = ["id", "embed", "link", "pict", "dm", "lo", "qs", "cs"]

  /// Ids that a part uses and that lead nowhere.
  private mutating func checkUses(of part: String, _ tree: XMLTree) {
    var known: Set<String>?
    for element in tree.root.descendants {
      for name in Self.relationshipNames {
        guard let id = element.relationship(name), !id.isEmpty else { continue }
        if known == nil { known = Set(file.relationships(of: part).map(\.id)) }
        if known?.contains(id) == false {
          error(
            .wordRelationship, at: element.span, "`\(Excerpt.of(id))` leads to no part and no address",
            hint: "Open the document in Word, and save it anew.")
        }
      }
    }
  }

  private mutating func checkContentTypes() {
    var wanted: [String: String] = [:]
    for relationship in file.relationships(of: file.main) {
      if case .part(let part) = relationship.target, let type = Self.types[relationship.kind] { wanted[part] = type }
    }
    for part in file.package.parts {
      let type = file.package.contentType(of: part)
      if let type, wanted[part].map({ type.hasSuffix($0.lowercased()) }) ?? true { continue }
      error(
        .wordContentType, at: nil,
        "\(file.name): `\(Excerpt.of(part))` has \(type == nil ? "no content type" : "the content type of another part")",
        hint: "Open the document in Word, and save it anew.")
    }
  }

  /// How the content types end of what the document's relationships lead to.
  private static let types = [
    "styles": ".styles+xml", "numbering": ".numbering+xml", "settings": ".settings+xml", "fontTable": ".fontTable+xml",
    "footnotes": ".footnotes+xml", "endnotes": ".endnotes+xml", "header": ".header+xml", "footer": ".footer+xml",
    "comments": ".comments+xml", "theme": "theme+xml",
  ]

  // MARK: Properties

  mutating func checkProperties() {
    let part = file.relationships(of: "").lazy.compactMap { relationship -> String? in
      guard relationship.type.hasSuffix("/core-properties"), case .part(let part) = relationship.target else {
        return nil
      }
      return part
    }.first
    let root = part.flatMap { file.tree($0) }?.root
    func property(_ name: String) -> XMLElement? { root?.children.first { $0.name.local == name } }
    func isEmpty(_ name: String) -> Bool {
      property(name)?.text.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } ?? true
    }
    let before = root == nil ? "\(file.name): " : ""
    if isEmpty("title") {
      warn(
        .wordTitle, at: property("title")?.span ?? root?.span, before + "the file has no title",
        hint: "Give it one under File, Info: screen readers and archives call the file by it.")
    }
    if isEmpty("language") {
      warn(
        .wordLanguage, at: root?.span, before + "the file does not say its language",
        hint: "Write `th-TH` as its language into the properties of the file.")
    }
    for name in ["created", "modified"] {
      guard let element = property(name), !Self.isMoment(element.text) else { continue }
      error(
        .wordDate, at: element.span, "the date `\(Excerpt.of(element.text))` is none that Word reads",
        hint: "Write it as 2026-01-31T00:00:00Z, in years of the Common Era.")
    }
  }

  /// W3CDTF: `2019`, `2019-03`, `2019-03-14`, `2019-03-14T09:00:00Z`.
  private static func isMoment(_ text: String) -> Bool {
    let pattern = Array("dddd-dd-ddTdd:dd:dd".utf8)
    let bytes = Array(text.utf8)
    func matches(_ count: Int) -> Bool {
      bytes.count >= count
        && zip(bytes, pattern).prefix(count).allSatisfy { byte, sign in
          sign == UInt8(ascii: "d") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == sign
        }
    }
    if [4, 7, 10].contains(bytes.count) { return matches(bytes.count) }
    let time = bytes.count > 16 && matches(19) ? 19 : 16
    guard matches(time) else { return false }
    var rest = bytes[time...]
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst().drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    return rest.elementsEqual([UInt8(ascii: "Z")]) || (rest.count == 6 && (rest.first == 0x2B || rest.first == 0x2D))
  }

  // MARK: Settings

  mutating func checkSettings() {
    let root = file.root("settings")
    let settings = root?.word("compat")?.children.first {
      $0.isWord("compatSetting") && $0.wordAttribute("name") == "compatibilityMode"
    }
    let mode = settings?.wordAttribute("val").flatMap { Int($0) }
    let prefix = root == nil ? "\(file.name): " : ""
    if mode ?? 0 < 15 {
      warn(
        .wordCompatibility, at: settings?.span ?? root?.span,
        prefix
          + (mode.map { "Word treats the file as one of an older version (compatibility mode \($0))" }
            ?? "Word treats the file as one of an old version (no compatibility mode)"),
        hint: "Convert it under File, Info: older modes part Thai words and stretch lines letter by letter.")
    }
    let hasThai = stories.contains { WordThai.hasThai($0.source.bytes[...]) }
    if hasThai, root?.word("themeFontLang")?.wordAttribute("bidi")?.lowercased() != "th-th" {
      warn(
        .wordThaiLanguage, at: root?.word("themeFontLang")?.span ?? root?.span,
        prefix + "the settings do not say that complex script is Thai (`w:themeFontLang`, `w:bidi=\"th-TH\"`)",
        hint: "Set the editing language to Thai, and save the file anew.")
    }
  }
}
