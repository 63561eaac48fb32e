internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupSyntax

/// A head, a foot or the body of a letterhead: its bytes, and what is changed in them.
struct LetterheadStory: Sendable {
  struct Control: Sendable {
    var field: BriefField
    var element: XMLElement
  }

  let tree: XMLTree
  /// What is left out.
  var edits = ByteEdits()
  /// Content controls that show a field of the brief.
  var controls: [Control] = []
  /// Uses of relationships: where an id stands.
  var uses: [(id: String, place: Range<Int>)] = []
  /// Numbers that nothing else of the file may have.
  var controlIDs: [Int] = []
  var highestBookmark = 0
  var highestPicture = 0
  var usesNumbering = false
}

/// Finds what of a letterhead's part must not come into a new file, and what has to be changed there.
struct LetterheadCleaner {
  private(set) var story: LetterheadStory
  private(set) var diagnostics = Diagnostics()
  /// Relationships that are spoken of, each once.
  private(set) var used: [OfficeRelationship] = []
  private let relationships: [OfficeRelationship]
  /// Where the last element that is left out ends.
  private var droppedEnd = 0
  private var droppedBookmarks: Set<String> = []
  private var fields: [Field] = []

  /// A field that has begun and not ended.
  private struct Field {
    var instruction = ""
    /// The elements that make it a field, without its result.
    var pieces: [XMLElement] = []
    var isInstruction = true
  }

  init(_ tree: XMLTree, _ relationships: [OfficeRelationship]) {
    story = LetterheadStory(tree: tree)
    self.relationships = relationships
  }

  mutating func clean(_ elements: [XMLElement]) {
    for element in elements where element.range.lowerBound >= droppedEnd {
      switch element.name.namespace {
      case Namespace.main: cleanMain(element)
      case "urn:schemas-microsoft-com:office:office" where element.name.local == "OLEObject":
        drop(element, "an embedded object of the letterhead is a picture from now on")
      case Namespace.wordDrawing where element.name.local == "docPr":
        if let id = element.attribute("id").flatMap(Int.init), id < 1 << 30 {
          story.highestPicture = max(story.highestPicture, id)
        }
      default: break
      }
      if element.range.lowerBound >= droppedEnd { cleanRelationships(of: element) }
    }
  }

  // MARK: Elements

  private mutating func cleanMain(_ element: XMLElement) {
    switch element.name.local {
    case "altChunk", "subDoc": drop(element, "another file inside the letterhead is left out")
    case "control": drop(element, "a control that runs a program is left out of the letterhead")
    case "movie": drop(element, "a film is left out of the letterhead")
    case "footnoteReference", "endnoteReference": drop(element, "a note of the letterhead is left out")
    case "commentRangeStart", "commentRangeEnd", "commentReference": remove(element)
    case "sectPr": drop(element, "a section of the letterhead ends no longer where it did")
    case "bookmarkStart":
      // Hidden bookmarks are for references that the letterhead does not have; ours have such names as well.
      if element.attribute("name", in: Namespace.main)?.hasPrefix("_") ?? true {
        droppedBookmarks.insert(element.attribute("id", in: Namespace.main) ?? "")
        remove(element)
      } else if let id = element.attribute("id", in: Namespace.main).flatMap(Int.init), id < 1 << 30 {
        story.highestBookmark = max(story.highestBookmark, id)
      }
    case "bookmarkEnd":
      if droppedBookmarks.contains(element.attribute("id", in: Namespace.main) ?? "") { remove(element) }
    case "numId":
      story.usesNumbering = true
    case "sdt": cleanControl(element)
    case "fldSimple":
      if isForbidden(element.attribute("instr", in: Namespace.main) ?? "", at: element) {
        story.edits.delete(element.startTag)
        if element.range.upperBound > element.inner.upperBound, !element.inner.isEmpty {
          story.edits.delete(element.inner.upperBound..<element.range.upperBound)
        }
      }
    case "fldChar": cleanField(element)
    case "instrText", "delInstrText":
      if !fields.isEmpty {
        fields[fields.count - 1].instruction += element.text
        fields[fields.count - 1].pieces.append(element)
      }
    default: break
    }
  }

  private mutating func cleanControl(_ element: XMLElement) {
    guard let properties = element.first("sdtPr", in: Namespace.main) else { return }
    if let id = properties.value("id").flatMap(Int.init) { story.controlIDs.append(id) }
    if let field = BriefField(ofControl: properties) {
      story.controls.append(.init(field: field, element: element))
      return
    }
    let binding = properties.first("dataBinding", in: Namespace.main)
    // Properties of the file are there in the new file too; the letterhead's own data are not.
    if let binding, !BriefField.isBoundToProperties(binding) { remove(binding) }
    if let placeholder = properties.first("placeholder", in: Namespace.main) { remove(placeholder) }
  }

  private mutating func cleanField(_ element: XMLElement) {
    switch element.attribute("fldCharType", in: Namespace.main) {
    case "begin": fields.append(Field(pieces: [element]))
    case "separate":
      if !fields.isEmpty { fields[fields.count - 1].pieces.append(element) }
    case "end":
      guard var field = fields.popLast() else { return remove(element) }
      field.pieces.append(element)
      if isForbidden(field.instruction, at: field.pieces[0]) {
        for piece in field.pieces { story.edits.delete(piece.range) }
      }
    default: break
    }
  }

  /// Fields that read another file or run a program.
  private mutating func isForbidden(_ instruction: String, at element: XMLElement) -> Bool {
    let name = instruction.split(whereSeparator: \.isWhitespace).first.map { $0.uppercased() } ?? ""
    switch name {
    case "DDE", "DDEAUTO", "MACROBUTTON":
      diagnostics.error(
        .letterheadUnsafe, at: element.span, "the letterhead has a field `\(name)`, which runs a program",
        hint: "Do not trust the file, or take the field out of it.")
      return true
    case "INCLUDEPICTURE", "INCLUDETEXT", "IMPORT", "INCLUDE", "LINK", "DATABASE", "RD", "HYPERLINK", "AUTOTEXT",
      "GLOSSARY", "REF", "PAGEREF", "NOTEREF", "TOC":
      // Links of the web may stand; references lead to places that are not there any more.
      if name == "HYPERLINK" {
        let target = instruction.split(separator: "\"").dropFirst().first.map(String.init) ?? ""
        if ExternalTarget.address(target) != nil { return false }
      }
      diagnostics.warning(
        .letterheadDropped, at: element.span, "a field `\(name)` of the letterhead is plain text from now on",
        hint: "A letterhead must not need other files.")
      return true
    default: return false
    }
  }

  // MARK: Relationships

  private mutating func cleanRelationships(of element: XMLElement) {
    for attribute in element.attributes where attribute.name.namespace == Namespace.relationships {
      guard let written = written(attribute.name, of: element) else { continue }
      let known = relationships.first { $0.id == attribute.value }
      switch (known?.kind, known?.target) {
      case ("image", .part): break
      case ("hyperlink", .external(let address)) where ExternalTarget.address(address) != nil: break
      case ("hyperlink", _) where element.is("hyperlink", in: Namespace.main):
        // Its words stay.
        story.edits.delete(leading(written))
        warn("a link of the letterhead is plain text from now on: it leads neither to the web nor to mail", at: element)
        continue
      default:
        dropUse(attribute.name.local, written, of: element, known)
        continue
      }
      guard let known else { continue }
      if !used.contains(where: { $0.id == known.id }) { used.append(known) }
      story.uses.append((known.id, written.valueRange))
    }
  }

  private mutating func dropUse(
    _ attribute: String, _ written: XMLElement.WrittenAttribute, of element: XMLElement, _ known: OfficeRelationship?
  ) {
    let isPicture = ["blip", "imagedata", "svgBlip"].contains(element.name.local)
    if isPicture, attribute == "link" || attribute == "href" {
      story.edits.delete(leading(written))
      warn("the letterhead's picture is kept as it is in the file, without its source outside", at: element)
      let isEmbedded = element.attributes.contains {
        $0.name.namespace == Namespace.relationships && ["embed", "id", "pict"].contains($0.name.local)
      }
      if isEmbedded { return }
    }
    let what = known.map { "of the kind `\($0.kind)`" } ?? "that is not there"
    drop(
      Self.holder(of: element), "something \(what) is left out of the letterhead")
  }

  /// What would be nothing, or be damaged, without an element that goes.
  private static func holder(of element: XMLElement) -> XMLElement {
    if ["hlinkClick", "hlinkHover", "svgBlip"].contains(element.name.local) { return element }
    var next: XMLElement? = element
    while let ancestor = next {
      if ["drawing", "pict", "object"].contains(ancestor.name.local), ancestor.name.namespace == Namespace.main {
        return ancestor
      }
      next = ancestor.parent
    }
    return element
  }

  mutating func drop(everyUseOf id: String) {
    for element in story.tree.root.descendants
    where element.attributes.contains(where: { $0.name.namespace == Namespace.relationships && $0.value == id }) {
      story.edits.delete(Self.holder(of: element).range)
    }
    story.uses.removeAll { $0.id == id }
  }

  private func written(_ name: XMLName, of element: XMLElement) -> XMLElement.WrittenAttribute? {
    let prefixes = element.namespaces.filter { $0.uri == name.namespace }.map(\.prefix)
    return element.writtenAttributes.first { attribute in
      prefixes.contains { attribute.name == "\($0):\(name.local)" }
    }
  }

  /// An attribute with the space before it and its last quotation mark.
  private func leading(_ attribute: XMLElement.WrittenAttribute) -> Range<Int> {
    var start = attribute.nameRange.lowerBound
    while start > 0, [0x20, 0x09, 0x0A, 0x0D].contains(story.tree.bytes[start - 1]) { start -= 1 }
    return start..<attribute.valueRange.upperBound + 1
  }

  // MARK: Leaving out

  private mutating func warn(_ message: String, at element: XMLElement) {
    diagnostics.warning(
      .letterheadDropped, at: element.span, message, hint: "Look at the file that was made, and change the letterhead.")
  }

  private mutating func drop(_ element: XMLElement, _ message: String) {
    warn(message, at: element)
    remove(element)
  }

  private mutating func remove(_ element: XMLElement) {
    story.edits.delete(element.range)
    droppedEnd = max(droppedEnd, element.range.upperBound)
  }
}

extension BriefField {
  /// The field that a content control shows: by its tag, by its title in Thai or English, or by the property of the file that it
  /// is bound to.
  init?(ofControl properties: XMLElement) {
    for name in ["tag", "alias"] {
      guard let value = properties.value(name) else { continue }
      let key = value.lowercased().filter { $0 != " " }
      for field in BriefField.allCases
      where [field.rawValue, field.label(inThai: true), field.label(inThai: false).lowercased()].contains(key) {
        self = field
        return
      }
    }
    guard let binding = properties.first("dataBinding", in: Namespace.main), BriefField.isBoundToProperties(binding)
    else { return nil }
    let path = binding.attribute("xpath", in: Namespace.main) ?? ""
    for (end, field) in [(":title[1]", BriefField.title), (":subject[1]", .subject), (":Company[1]", .agency)]
    where path.hasSuffix(end) {
      self = field
      return
    }
    return nil
  }

  /// The stores of the properties that every file has.
  static func isBoundToProperties(_ binding: XMLElement) -> Bool {
    let store = binding.attribute("storeItemID", in: Namespace.main)?.uppercased()
    return store == "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}" || store == "{6668398D-A668-4E3E-A5EB-62B293D839F1}"
  }
}
