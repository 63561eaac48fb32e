internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupSyntax

/// Takes a letterhead apart.
struct LetterheadReader {
  let name: String
  var sources: [SourceText] = []
  var diagnostics = Diagnostics()
  private var letterhead: Letterhead
  /// The names that copied parts have in the new file, by those in the letterhead.
  private var copied: [String: String] = [:]

  init(_ name: String) {
    self.name = name
    letterhead = Letterhead(name: name)
  }

  mutating func read(_ bytes: [UInt8]) -> Letterhead? {
    var limits = OfficePackage.Limits()
    // What an office puts into a letterhead is a few pictures.
    limits.archive.size = 32 << 20
    limits.archive.total = 64 << 20
    limits.xml.bytes = 8 << 20
    limits.xml.nodes = 400_000
    guard
      let package = OfficePackage(name, bytes, limits: limits, sources: &sources, reporting: &diagnostics),
      let main = mainPart(of: package), let document = tree(main, of: package),
      let relationships = package.relationships(of: main, sources: &sources, reporting: &diagnostics),
      isReadable(document)
    else { return nil }
    readTables(relationships, of: package)
    readBody(document, relationships, of: package)
    letterhead.finish()
    return letterhead
  }

  private mutating func mainPart(of package: OfficePackage) -> String? {
    let hint = "Save it in Word as Word Document (.docx)."
    guard let main = package.mainPart else {
      diagnostics.error(.letterheadKind, at: nil, "\(name) is no Word file", hint: hint)
      return nil
    }
    let type = package.contentType(of: main) ?? ""
    let isMacro =
      type.contains("macroenabled") || package.parts.contains { $0.lowercased().hasSuffix("vbaproject.bin") }
    guard !isMacro else {
      diagnostics.error(
        .letterheadKind, at: nil, "\(name) has macros, which a letterhead must not have", hint: hint)
      return nil
    }
    let family = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    guard type == "\(family)document.main+xml" || type == "\(family)template.main+xml" else {
      diagnostics.error(
        .letterheadKind, at: nil, "\(name) is no Word file: its content type is `\(type)`", hint: hint)
      return nil
    }
    return main
  }

  /// The prefix of what is added must mean the same in the letterhead.
  private mutating func isReadable(_ tree: XMLTree) -> Bool {
    if tree.root.namespaces.contains(where: { $0.prefix == "w" && $0.uri == Namespace.main }) { return true }
    let isStrict = tree.root.name.namespace.hasPrefix("http://purl.oclc.org/ooxml/")
    diagnostics.error(
      .letterheadKind, at: tree.root.span,
      isStrict ? "\(name) is a Strict Open XML document" : "\(name) is not written as Word writes its files",
      hint: "Open it in Word and save it as Word Document (.docx), not as Strict Open XML.")
    return false
  }

  private mutating func tree(_ part: String, of package: OfficePackage) -> XMLTree? {
    package.tree(of: part, sources: &sources, reporting: &diagnostics)
  }

  mutating func drop(_ message: String, at span: SarupSyntax.Span?, hint: String) {
    diagnostics.warning(.letterheadDropped, at: span, message, hint: hint)
  }

  // MARK: Styles, theme, fonts, numbers, settings

  private mutating func readTables(_ relationships: [OfficeRelationship], of package: OfficePackage) {
    for relationship in relationships {
      guard case .part(let part) = relationship.target else { continue }
      switch relationship.kind {
      case "styles":
        guard letterhead.styles == nil, let tree = tree(part, of: package), isReadable(tree) else { continue }
        var styles = LetterheadStyles(tree)
        styles.complete { names, span in
          let shown = names.prefix(3).map { "`\($0)`" }.joined(separator: ", ") + (names.count > 3 ? " and others" : "")
          diagnostics.warning(
            .letterheadStyle, at: span,
            "styles of the letterhead size or mark only Latin letters: Thai text takes the same (\(shown))",
            hint: "In Word, set font and size of complex scripts as well: Font, Complex scripts.")
        }
        for uneven in styles.unevenSizes {
          diagnostics.warning(
            .letterheadStyle, at: uneven.span,
            "the style `\(uneven.name)` of the letterhead sets Latin text at \(points(uneven.latin)) pt and Thai text at "
              + "\(points(uneven.thai)) pt",
            hint: "If that is not meant so, set the size of complex scripts in Word: Font, Complex scripts.")
        }
        letterhead.styles = styles
      case "numbering":
        guard letterhead.numbering == nil, let tree = tree(part, of: package), isReadable(tree) else { continue }
        letterhead.numbering = LetterheadTable(tree: tree)
        letterhead.numberingRelationships = pictures(of: part, in: package)
      case "fontTable":
        guard letterhead.fontTable == nil, let tree = tree(part, of: package), isReadable(tree) else { continue }
        letterhead.fontTable = LetterheadTable(tree: tree)
        letterhead.fontRelationships = pictures(of: part, in: package)
      case "theme":
        guard letterhead.theme == nil, let tree = tree(part, of: package) else { continue }
        letterhead.theme = Letterhead.Part(
          name: "word/theme/theme1.xml", contentType: PartKind.theme.contentType, bytes: tree.bytes,
          relationships: pictures(of: part, in: package, from: "word/theme/theme1.xml"))
      case "settings": readSettings(part, of: package)
      case "vbaProject", "keyMapCustomizations", "attachedToolbars":
        drop("commands of the letterhead are left out", at: relationship.span, hint: "They are not needed.")
      default: break
      }
    }
  }

  private func points(_ size: Double) -> String { size == size.rounded() ? "\(Int(size))" : "\(size)" }

  private mutating func readSettings(_ part: String, of package: OfficePackage) {
    guard let tree = tree(part, of: package), isReadable(tree) else { return }
    for element in tree.root.children where element.name.namespace == Namespace.main {
      if Letterhead.Settings.kept.contains(element.name.local) {
        letterhead.settings.elements[element.name.local] = Array(element.bytes)
      }
      switch element.name.local {
      case "attachedTemplate":
        drop(
          "the template that the letterhead is attached to is left out", at: element.span,
          hint: "Styles that matter are in the letterhead itself.")
      case "documentProtection", "writeProtection":
        drop(
          "the protection of the letterhead is left out", at: element.span,
          hint: "Protect the finished file in Word, if it must not be changed.")
      case "mailMerge":
        drop("the mail merge of the letterhead is left out", at: element.span, hint: "`sarup batch` fills many files.")
      default: break
      }
    }
  }

  // MARK: Parts

  /// Copies the pictures and fonts that a part speaks of.
  ///
  /// - Parameter place: The part's name in the new file.
  private mutating func pictures(
    of part: String, in package: OfficePackage, from place: String = "word/x.xml"
  ) -> [Letterhead.Relationship] {
    let list = package.relationships(of: part, sources: &sources, reporting: &diagnostics) ?? []
    return list.compactMap { relationship in
      guard case .part(let target) = relationship.target, ["image", "font"].contains(relationship.kind),
        let name = copy(target, of: package)
      else { return nil }
      return Letterhead.Relationship(id: relationship.id, type: relationship.kind, target: name)
    }
  }

  /// The name of a copied part.
  private func newName(_ part: String) -> String {
    let inner = part.hasPrefix("word/") ? String(part.dropFirst("word/".utf8.count)) : part
    return "word/letterhead/\(inner)"
  }

  /// Copies a picture or a font; `nil`, with a warning, for what is neither.
  private mutating func copy(_ part: String, of package: OfficePackage) -> String? {
    if let known = copied[part] { return known }
    let type = package.contentType(of: part) ?? ""
    let isFont =
      type == "application/vnd.openxmlformats-officedocument.obfuscatedfont" || type.hasPrefix("application/x-font")
    guard type.hasPrefix("image/") || isFont else {
      drop(
        "`\(part)` of the letterhead is left out: it is of the type `\(type)`", at: nil,
        hint: "Use pictures of the usual kinds: PNG, JPEG, SVG, EMF.")
      return nil
    }
    guard let bytes = package.bytes(of: part, reporting: &diagnostics) else { return nil }
    let name = newName(part)
    copied[part] = name
    letterhead.parts.append(Letterhead.Part(name: name, contentType: type, bytes: bytes))
    return name
  }

  /// Copies a running head or foot; gives its place among the parts.
  private mutating func copyStory(_ part: String, _ type: String, of package: OfficePackage) -> Int? {
    let name = newName(part)
    if let known = letterhead.parts.firstIndex(where: { $0.name == name }) { return known }
    guard let tree = tree(part, of: package), isReadable(tree),
      let list = package.relationships(of: part, sources: &sources, reporting: &diagnostics)
    else { return nil }
    let (story, relationships) = story(tree, tree.root.descendants, list, of: package)
    letterhead.parts.append(
      Letterhead.Part(name: name, contentType: type, story: story, bytes: tree.bytes, relationships: relationships))
    return letterhead.parts.count - 1
  }

  private mutating func story(
    _ tree: XMLTree, _ elements: [XMLElement], _ list: [OfficeRelationship], of package: OfficePackage
  ) -> (LetterheadStory, [Letterhead.Relationship]) {
    var cleaner = LetterheadCleaner(tree, list)
    cleaner.clean(elements)
    diagnostics.add(contentsOf: cleaner.diagnostics)
    var relationships: [Letterhead.Relationship] = []
    for relationship in cleaner.used {
      switch relationship.target {
      case .part(let part):
        guard let name = copy(part, of: package) else {
          // Nothing may speak of it any more.
          cleaner.drop(everyUseOf: relationship.id)
          continue
        }
        relationships.append(.init(id: relationship.id, type: relationship.kind, target: name))
      case .external(let address):
        relationships.append(
          .init(id: relationship.id, type: relationship.kind, target: address, isExternal: true))
      case .missing, .fragment: continue
      }
    }
    for control in cleaner.story.controls where !letterhead.fields.contains(control.field) {
      letterhead.fields.append(control.field)
    }
    return (cleaner.story, relationships)
  }

  // MARK: Section and body

  private mutating func readBody(_ tree: XMLTree, _ list: [OfficeRelationship], of package: OfficePackage) {
    guard let body = tree.root.first("body", in: Namespace.main) else {
      diagnostics.error(
        .letterheadKind, at: tree.root.span, "\(name) has no body", hint: "Save it in Word as Word Document (.docx).")
      return
    }
    var blocks = body.children
    if let last = blocks.last, last.is("sectPr", in: Namespace.main) {
      readSection(last, list, of: package)
      blocks.removeLast()
    } else {
      drop("the letterhead does not say its page", at: body.span, hint: "Open it in Word and save it again.")
    }
    guard let place = blocks.firstIndex(where: Self.isPlaceForBody) else {
      warnOfLostBody(blocks)
      return
    }
    let kept = Array(blocks[..<place] + blocks[(place + 1)...])
    let elements = kept.flatMap { [$0] + $0.descendants }
    let (story, relationships) = story(tree, elements, list, of: package)
    letterhead.body = LetterheadBody(
      story: story, before: body.inner.lowerBound..<blocks[place].range.lowerBound,
      after: blocks[place].range.upperBound..<(blocks.last?.range.upperBound ?? blocks[place].range.upperBound),
      relationships: relationships, rootAttributes: Self.rootAttributes(of: tree))
  }

  /// A content control called `body` or `sarup`, or a paragraph that says `{{body}}` and nothing else.
  private static func isPlaceForBody(_ block: XMLElement) -> Bool {
    if block.is("sdt", in: Namespace.main) {
      let tag = block.first("sdtPr", in: Namespace.main)?.first("tag", in: Namespace.main)?
        .attribute("val", in: Namespace.main)?.lowercased()
      return tag == "body" || tag == "sarup"
    }
    guard block.is("p", in: Namespace.main) else { return false }
    return String(block.text.filter { $0 != " " }) == "{{body}}"
  }

  private mutating func warnOfLostBody(_ blocks: [XMLElement]) {
    let shown = blocks.first { block in
      block.text.contains { !$0.isWhitespace }
        || block.descendants.contains { ["drawing", "pict", "object"].contains($0.name.local) }
    }
    guard let shown else { return }
    let text = String(shown.text.prefix(30))
    diagnostics.warning(
      .letterheadBody, at: shown.span,
      "what stands in the body of the letterhead is left out\(text.isEmpty ? "" : ": `\(text)`")",
      hint: "To keep it, write {{body}} in a paragraph of its own where the brief belongs.")
  }

  /// Declarations of the root, and what it says may be ignored, but those that the new root has by itself.
  private static func rootAttributes(of tree: XMLTree) -> [UInt8] {
    var result: [UInt8] = []
    for attribute in tree.root.writtenAttributes {
      let isDeclaration = attribute.name == "xmlns" || attribute.name.hasPrefix("xmlns:")
      guard
        (isDeclaration && attribute.name != "xmlns:w" && attribute.name != "xmlns:r")
          || attribute.name == "mc:Ignorable"
      else { continue }
      result.append(0x20)
      result += tree.bytes[attribute.nameRange.lowerBound..<attribute.valueRange.upperBound + 1]
    }
    return result
  }

  private mutating func readSection(
    _ section: XMLElement, _ list: [OfficeRelationship], of package: OfficePackage
  ) {
    for element in section.children where element.name.namespace == Namespace.main {
      switch element.name.local {
      case "headerReference", "footerReference":
        let id = element.attribute("id", in: Namespace.relationships)
        let kind: PartKind = element.name.local == "headerReference" ? .header : .footer
        guard let relationship = list.first(where: { $0.id == id }), case .part(let part) = relationship.target,
          relationship.kind == (kind == .header ? "header" : "footer"),
          let place = copyStory(part, kind.contentType, of: package)
        else {
          drop("a running head of the letterhead is not there", at: element.span, hint: "Save it again in Word.")
          continue
        }
        letterhead.section.add(kind, element.attribute("type", in: Namespace.main) ?? "default", part: place)
      case "titlePg": letterhead.section.isFirstDifferent = element.isOn
      case "cols":
        if let count = element.attribute("num", in: Namespace.main), count != "1" {
          drop(
            "the \(count) columns of the letterhead are left out", at: element.span,
            hint: "A brief is set in one column.")
        } else {
          letterhead.section.properties.append((element.name.local, Array(element.bytes)))
        }
      case let name where LetterheadSection.kept.contains(name):
        if ([element] + element.descendants).allSatisfy({ element in
          element.attributes.allSatisfy { $0.name.namespace != Namespace.relationships }
        }) {
          letterhead.section.properties.append((name, Array(element.bytes)))
          letterhead.section.measure(element)
        }
      default: break
      }
    }
    letterhead.section.sortProperties()
  }
}

extension XMLElement {
  /// A property that is on by being there and off by saying so.
  var isOn: Bool { !["0", "false", "off"].contains(attribute("val", in: Namespace.main) ?? "1") }
}
