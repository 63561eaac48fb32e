internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupSyntax

/// The styles of a letterhead: which of them stand for which of ours, and what ours are based on.
struct LetterheadStyles: Sendable {
  struct Entry: Sendable {
    var element: XMLElement
    var type: String
    var id: String
    var name: String
    var basedOn: String?
    var isDefault: Bool
  }

  let tree: XMLTree
  private(set) var entries: [Entry] = []
  /// By name and by alias, in lower case: Word compares them so.
  private var names: [String: Int] = [:]
  private var ids: [String: Int] = [:]
  /// What Thai needs and the styles do not say.
  private var completion = ByteEdits()

  init(_ tree: XMLTree) {
    self.tree = tree
    for element in tree.root.children where element.is("style", in: Namespace.main) {
      guard let id = element.attribute("styleId", in: Namespace.main), ids[id.lowercased()] == nil else { continue }
      let entry = Entry(
        element: element, type: element.attribute("type", in: Namespace.main) ?? "paragraph", id: id,
        name: element.value("name") ?? id, basedOn: element.value("basedOn"),
        isDefault: ["1", "true", "on"].contains(element.attribute("default", in: Namespace.main) ?? "0"))
      ids[id.lowercased()] = entries.count
      for name in [entry.name] + (element.value("aliases") ?? "").split(separator: ",").map(String.init) {
        let key = Self.key(entry.type, name)
        if names[key] == nil { names[key] = entries.count }
      }
      entries.append(entry)
    }
  }

  private static func key(_ type: String, _ name: String) -> String {
    "\(type) \(name.lowercased().filter { $0 != " " })"
  }

  /// What is taken, in lower case.
  var taken: [String] {
    entries.flatMap { entry in
      [entry.id.lowercased(), entry.name.lowercased()]
        + (entry.element.value("aliases") ?? "").split(separator: ",").map { $0.lowercased() }
    }
  }

  /// The style of a name that Word has built in, or of that id; Thai names are those that Word shows.
  func match(_ type: String, id: String, name: String) -> Entry? {
    for known in [name] + Self.thaiNames(of: name) {
      if let place = names[Self.key(type, known)] { return entries[place] }
    }
    guard let place = ids[id.lowercased()], entries[place].type == type else { return nil }
    return entries[place]
  }

  func match(_ type: String, name: String) -> Entry? { names[Self.key(type, name)].map { entries[$0] } }

  func defaultID(of type: String) -> String? { entries.first { $0.type == type && $0.isDefault }?.id }

  private static func thaiNames(of name: String) -> [String] {
    if name.hasPrefix("heading ") { return ["หัวเรื่อง \(name.dropFirst(8))"] }
    return switch name {
    case "Title": ["ชื่อเรื่อง"]
    case "Subtitle": ["ชื่อเรื่องรอง"]
    case "Body Text": ["เนื้อความ", "เนื้อเรื่อง", "Text body"]
    case "caption": ["คำอธิบายภาพ", "คำบรรยาย"]
    case "Quote": ["คำอ้างอิง"]
    case "header": ["หัวกระดาษ"]
    case "footer": ["ท้ายกระดาษ"]
    case "Table Grid": ["เส้นตาราง"]
    case "footnote text": ["ข้อความเชิงอรรถ"]
    default: []
    }
  }

  // MARK: What styles say

  /// A style and what it is based on, the style first.
  private func chain(_ id: String?) -> [Entry] {
    var result: [Entry] = []
    var next = id
    while let id = next?.lowercased(), let place = ids[id], result.count < 32 {
      result.append(entries[place])
      next = entries[place].basedOn
    }
    return result
  }

  private var defaults: XMLElement? { tree.root.first("docDefaults", in: Namespace.main) }

  /// The first element of a name in the properties of a style, of those it is based on, or of the defaults.
  private func found(_ group: String, _ name: String, in id: String?) -> XMLElement? {
    for entry in chain(id) {
      if let element = entry.element.first(group, in: Namespace.main)?.first(name, in: Namespace.main) {
        return element
      }
    }
    return defaults?.first("\(group)Default", in: Namespace.main)?.first(group, in: Namespace.main)?
      .first(name, in: Namespace.main)
  }

  /// An attribute, looked for further up where an element does not have it: attributes are inherited one by one.
  private func found(_ group: String, _ name: String, _ attribute: String, in id: String?) -> String? {
    for entry in chain(id) {
      if let value = entry.element.first(group, in: Namespace.main)?.first(name, in: Namespace.main)?
        .attribute(attribute, in: Namespace.main)
      {
        return value
      }
    }
    return defaults?.first("\(group)Default", in: Namespace.main)?.first(group, in: Namespace.main)?
      .first(name, in: Namespace.main)?.attribute(attribute, in: Namespace.main)
  }

  private func twips(_ group: String, _ name: String, _ attribute: String, in id: String?) -> Int? {
    found(group, name, attribute, in: id).flatMap(Double.init).flatMap { Int(exactly: $0.rounded()) }
  }

  /// What text of the letterhead is without any style of ours: what ours say only the differences from.
  func base(over ours: ParagraphFormat) -> ParagraphFormat {
    let normal = defaultID(of: "paragraph")
    var base = ours
    base.before = twips("pPr", "spacing", "before", in: normal) ?? 0
    base.after = twips("pPr", "spacing", "after", in: normal) ?? 0
    let rule = found("pPr", "spacing", "lineRule", in: normal) ?? "auto"
    // Fixed lines cut off Thai marks: ours say their own.
    base.isExactLine = false
    base.line = rule == "auto" ? twips("pPr", "spacing", "line", in: normal) ?? 240 : -1
    base.start = twips("pPr", "ind", "left", in: normal) ?? twips("pPr", "ind", "start", in: normal) ?? 0
    base.end = twips("pPr", "ind", "right", in: normal) ?? twips("pPr", "ind", "end", in: normal) ?? 0
    base.firstLine =
      twips("pPr", "ind", "hanging", in: normal).map { -$0 } ?? twips("pPr", "ind", "firstLine", in: normal) ?? 0
    switch found("pPr", "jc", in: normal)?.attribute("val", in: Namespace.main) ?? "left" {
    case "left", "start": base.alignment = .start
    case "center": base.alignment = .center
    case "thaiDistribute": base.alignment = .justify
    // None of ours is set so, or only by saying it again.
    default: base.alignment = .end
    }
    base.isBold = found("rPr", "b", in: normal)?.isOn ?? false
    base.isItalic = found("rPr", "i", in: normal)?.isOn ?? false
    base.keepWithNext = found("pPr", "keepNext", in: normal)?.isOn ?? false
    base.keepTogether = found("pPr", "keepLines", in: normal)?.isOn ?? false
    base.widowControl = found("pPr", "widowControl", in: normal)?.isOn ?? true
    base.outlineLevel = nil
    return base
  }

  /// The indents that a style says for itself, in twentieths of a point.
  func indents(of id: String) -> (start: Int, firstLine: Int)? {
    guard found("pPr", "ind", in: id) != nil else { return nil }
    return (
      twips("pPr", "ind", "left", in: id) ?? twips("pPr", "ind", "start", in: id) ?? 0,
      twips("pPr", "ind", "hanging", in: id).map { -$0 } ?? twips("pPr", "ind", "firstLine", in: id) ?? 0
    )
  }

  func outlineLevel(of id: String) -> Int? {
    found("pPr", "outlineLvl", in: id)?.attribute("val", in: Namespace.main).flatMap(Int.init)
  }

  // MARK: Thai twins

  /// What Thai text takes instead of a property, as XML; `nil` for a property that has no twin, or whose twin stands beside it.
  static func twin(of property: XMLElement) -> String? {
    let twins = ["sz": "szCs", "b": "bCs", "i": "iCs"]
    guard property.name.namespace == Namespace.main, let twin = twins[property.name.local],
      let properties = property.parent, properties.first(twin, in: Namespace.main) == nil
    else { return nil }
    let value = property.attribute("val", in: Namespace.main)
    if let value, value.contains(where: { !$0.isLetter && !$0.isNumber }) { return nil }
    return value.map { "<w:\(twin) w:val=\"\($0)\"/>" } ?? "<w:\(twin)/>"
  }

  /// Adds what Thai text needs to a `w:rPr`; tells whether something was missing.
  private func complete(_ properties: XMLElement, _ edits: inout ByteEdits) -> Bool {
    var isLatinOnly = false
    for child in properties.children {
      if let twin = Self.twin(of: child) {
        edits.insert(twin, at: child.range.upperBound)
        isLatinOnly = true
      }
      if child.is("rFonts", in: Namespace.main), child.attribute("cs", in: Namespace.main) == nil,
        child.attribute("cstheme", in: Namespace.main) == nil, child.attribute("ascii", in: Namespace.main) != nil,
        let font = child.writtenAttributes.first(where: { $0.name == "w:ascii" })
      {
        edits.insert(
          Array(" w:cs=\"".utf8) + tree.bytes[font.valueRange] + Array("\"".utf8), at: font.valueRange.upperBound + 1)
        isLatinOnly = true
      }
    }
    return isLatinOnly
  }

  /// Completes the styles of paragraphs for Thai: what they say of Latin letters alone holds for Thai as well. What they say of both
  /// stays as it is.
  mutating func complete(reporting warn: (_ names: [String], _ first: SarupSyntax.Span) -> Void) {
    var names: [String] = []
    var first: SarupSyntax.Span?
    for entry in entries where entry.type == "paragraph" {
      if let properties = entry.element.first("rPr", in: Namespace.main), complete(properties, &completion) {
        names.append(entry.name)
        first = first ?? entry.element.span
      }
    }
    if let first { warn(names, first) }
  }

  /// Styles of paragraphs that set Thai in another size than Latin text: meant so, or left behind by a program that knows one size.
  var unevenSizes: [(name: String, latin: Double, thai: Double, span: SarupSyntax.Span)] {
    entries.compactMap { entry in
      guard entry.type == "paragraph", let properties = entry.element.first("rPr", in: Namespace.main),
        let latin = properties.value("sz").flatMap(Double.init),
        let thai = properties.value("szCs").flatMap(Double.init),
        latin != thai
      else { return nil }
      return (entry.name, latin / 2, thai / 2, entry.element.span)
    }
  }

  /// What holds for all text: Thai has a font, a size and its own dictionary.
  private func completeDefaults(family: String, _ language: WordLanguage, _ edits: inout ByteEdits) {
    let run = "<w:rFonts w:cs=\"\(family.filter { !"\"<>&".contains($0) })\"/>"
    let lang =
      "<w:lang w:val=\"\(language.latin)\" w:eastAsia=\"\(language.eastAsian)\" w:bidi=\"\(language.complex)\"/>"
    guard let properties = defaults?.first("rPrDefault", in: Namespace.main)?.first("rPr", in: Namespace.main) else {
      let whole = "<w:rPrDefault><w:rPr>\(run)\(lang)</w:rPr></w:rPrDefault>"
      if let group = defaults?.first("rPrDefault", in: Namespace.main) {
        edits.replace(group.range, by: whole)
      } else if let defaults, defaults.startTag != defaults.range {
        edits.insert(whole, at: defaults.inner.lowerBound)
      } else if let defaults {
        edits.replace(defaults.range, by: "<w:docDefaults>\(whole)</w:docDefaults>")
      } else if tree.root.startTag != tree.root.range {
        edits.insert("<w:docDefaults>\(whole)</w:docDefaults>", at: tree.root.inner.lowerBound)
      }
      return
    }
    _ = complete(properties, &edits)
    guard properties.startTag != properties.range else {
      edits.replace(properties.range, by: "<w:rPr>\(run)\(lang)</w:rPr>")
      return
    }
    if properties.first("rFonts", in: Namespace.main) == nil { edits.insert(run, at: properties.inner.lowerBound) }
    if let written = properties.first("lang", in: Namespace.main) {
      if let bidi = written.writtenAttributes.first(where: { $0.name == "w:bidi" }) {
        edits.replace(bidi.valueRange, by: language.complex)
      } else {
        edits.insert(" w:bidi=\"\(language.complex)\"", at: written.startTag.lowerBound + "<w:lang".utf8.count)
      }
    } else {
      let behind = properties.children.first { ["eastAsianLayout", "specVanish", "oMath"].contains($0.name.local) }
      edits.insert(lang, at: behind?.range.lowerBound ?? properties.inner.upperBound)
    }
  }

  /// The styles of the letterhead with more behind them.
  ///
  /// - Parameter family: For Thai text, where the letterhead names no font for it.
  func part(adding styles: [UInt8], family: String, _ language: WordLanguage) -> [UInt8] {
    var edits = completion
    completeDefaults(family: family, language, &edits)
    if tree.root.startTag == tree.root.range {
      edits.replace(
        tree.root.range.upperBound - 2..<tree.root.range.upperBound,
        by: Array(">".utf8) + styles + Array("</w:styles>".utf8))
    } else {
      edits.insert(styles, at: tree.root.inner.upperBound)
    }
    return edits.applied(to: tree.bytes)
  }
}
