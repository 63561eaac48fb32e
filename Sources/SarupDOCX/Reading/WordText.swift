internal import SarupBrief
internal import SarupContainer
internal import SarupSyntax

/// The text of one paragraph of a Word file, and what stands in it that is no text.
struct WordText {
  var text = RichText()
  /// Content controls by their tags, with what they show.
  var controls: [(tag: String, text: RichText, range: Range<Int>)] = []
  /// Names of bookmarks that begin in it.
  var bookmarks: [String] = []
  var drawings: [XMLElement] = []
  /// There is a caption's number in it, which is left out, with what stands before it.
  var hasSequence = false
  /// A page ends in it.
  var breaksPage = false
  /// It has a line below it.
  var isEmpty: Bool { text.isEmpty && drawings.isEmpty }
}

/// What reading the text of paragraphs needs to know of the file.
struct WordContext {
  let file: WordFile
  let part: String
  let styles: WordStyleTable
  /// The words of references by their bookmarks.
  let labels: [String: String]
  /// Footnotes by their ids in the file.
  var notes: [String: Int] = [:]
  /// Bookmarks that stand on the marks of footnotes.
  var noteMarks: [String: String] = [:]
  var losses = WordLosses()
  let spans: [Int: Span]
  var isInNote = false
  var isInTable = false
  /// The file is Sarup's, so that what a run says of its face and size has been put there by somebody.
  var isOurs = false

  func target(_ id: String?) -> OfficeRelationship.Target? {
    guard let id else { return nil }
    return file.relationships(of: part).first { $0.id == id }?.target
  }

  func span(of paragraph: XMLElement) -> Span? { spans[paragraph.range.lowerBound] }
}

/// Reads one paragraph.
struct WordTextReader {
  private struct Field {
    var instruction = ""
    var isResult = false
    /// Its result is not for the brief.
    var isSilent = false
    var link: Int?
    /// Where its result begins.
    var start = 0
  }

  private(set) var result = WordText()
  private(set) var context: WordContext
  private let span: Span?
  private let paragraphStyle: String?
  private var fields: [Field] = []
  private var link: Int?
  /// A link within the document whose words are made anew each time.
  private var silentLinks = 0
  private var isAfterSequence = false
  /// What fields show that ask for a text.
  private var fillIns: [Range<Int>] = []

  static func read(_ paragraph: XMLElement, _ context: inout WordContext) -> WordText {
    var reader = WordTextReader(paragraph, context)
    for child in paragraph.children { reader.read(child) }
    for range in reader.fillIns.reversed() { reader.result.text.removeCopies(of: range) }
    context = reader.context
    return reader.result
  }

  private init(_ paragraph: XMLElement, _ context: WordContext) {
    self.context = context
    span = context.span(of: paragraph)
    paragraphStyle = paragraph.word("pPr")?.value("pStyle")
  }

  private var isSilent: Bool { silentLinks > 0 || fields.contains { $0.isSilent || !$0.isResult } }

  private mutating func read(_ element: XMLElement) {
    if element.isFallback { return }
    switch element.word {
    case "r": readRun(element)
    case "hyperlink": readLink(element)
    case "bookmarkStart": if let name = element.wordAttribute("name") { result.bookmarks.append(name) }
    case "sdt": readControl(element)
    case "fldSimple":
      fields.append(Field(instruction: element.wordAttribute("instr") ?? ""))
      startResult()
      for child in element.children { read(child) }
      endField()
    case "del", "moveFrom":
      context.losses.add(
        .importChanges, "a tracked deletion is taken as accepted: its text is left out",
        hint: "Reject it in Word first if the text is to stay.", at: span)
    case "ins", "moveTo":
      context.losses.add(
        .importChanges, "a tracked insertion is taken as accepted: its text is in the brief",
        hint: "Reject it in Word first if the text is to go.", at: span)
      for child in element.children { read(child) }
    case "pPr", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd": break
    case nil where element.name.local == "oMath" || element.name.local == "oMathPara":
      context.losses.add(
        .importLost, "an equation is brought in as plain text", hint: "Look at it in the brief, and write it anew.",
        at: span)
      append(element.text.utf8)
    default: for child in element.children { read(child) }
    }
  }

  // MARK: Runs

  private mutating func readRun(_ run: XMLElement) {
    let properties = run.word("rPr")
    if properties?.toggle("vanish") == true {
      context.losses.add(
        .importLost, "hidden text is left out: `\(Excerpt.of(run.text))`",
        hint: "Show it in Word first if it is to stay.",
        at: span)
      return
    }
    let traits = traits(of: properties)
    if context.isOurs, let properties, !run.text.isEmpty { tellLetters(of: properties) }
    for child in run.children {
      if child.isFallback { continue }
      switch child.word {
      case "rPr", "lastRenderedPageBreak", "footnoteRef", "endnoteRef", "annotationRef", "separator": break
      case "t": append(child.text.utf8, traits)
      case "tab", "ptab": append("\t".utf8, traits)
      case "cr": append("\u{2028}".utf8, traits)
      case "br":
        if child.wordAttribute("type") == "page" { result.breaksPage = true } else { append("\u{2028}".utf8, traits) }
      case "noBreakHyphen": append("\u{2011}".utf8, traits)
      case "softHyphen": append("\u{AD}".utf8, traits)
      case "fldChar": readFieldMark(child)
      case "instrText":
        if let last = fields.indices.last, !fields[last].isResult { fields[last].instruction += child.text }
      case "footnoteReference", "endnoteReference": readNoteMark(child)
      case "commentReference":
        context.losses.add(
          .importComments, "a comment is left out", hint: "Read the comments in Word, and act on them there.", at: span)
      case "drawing", "pict", "object": readDrawing(child)
      case "sym":
        context.losses.add(
          .importLost, "a sign of a symbol font is left out", hint: "Type the sign as a character.", at: span)
      default:
        for inner in child.children where inner.word == "drawing" || inner.word == "pict" { readDrawing(inner) }
        if child.name.local == "AlternateContent" {
          for choice in child.children where choice.name.local == "Choice" {
            for inner in choice.children { readDrawing(inner) }
          }
        }
      }
    }
  }

  private mutating func append(_ utf8: some Collection<UInt8>, _ traits: RichText.Traits = []) {
    guard !isSilent else { return }
    var bytes = Array(utf8)
    if isAfterSequence {
      // What stands between a caption's number and its words is the template's.
      while let first = bytes.first, [0x20, 0x2E, 0x3A, 0x29, 0x09].contains(first) {
        bytes.removeFirst()
        if first == 0x20 { break }
      }
      if bytes.isEmpty { return }
      isAfterSequence = false
    }
    result.text.append(bytes, traits: traits, link: link)
  }

  private mutating func traits(of properties: XMLElement?) -> RichText.Traits {
    guard let properties else { return [] }
    var traits: RichText.Traits = []
    let style = properties.value("rStyle").map { context.styles.name(of: $0) } ?? ""
    if properties.toggle("b") ?? properties.toggle("bCs") ?? (style == "strong") { traits.insert(.strong) }
    if properties.toggle("i") ?? properties.toggle("iCs") ?? (style == "emphasis") { traits.insert(.emphasis) }
    if properties.toggle("strike") ?? properties.toggle("dstrike") ?? false { traits.insert(.strikethrough) }
    if style == "html code" { traits.insert(.code) }
    func lost(_ what: String) { tellLook(what) }
    if style != "hyperlink", style != "internet link" {
      if let line = properties.value("u"), line != "none" { lost("the underline") }
      if let color = properties.value("color"), color != "auto", color != "000000" { lost("the colour") }
    }
    if properties.word("highlight") != nil { lost("the highlighting") }
    if style != "footnote reference", let height = properties.value("vertAlign"), height != "baseline" {
      lost("the height")
    }
    return traits
  }

  private mutating func tellLook(_ what: String) {
    context.losses.add(
      .importLook, "\(what) of a part of a paragraph is left out",
      hint: "A brief says what is strong (`**`) and what is "
        + "emphasized (`*`); how things look is the template's.", at: span)
  }

  /// Tells of another face or size than that of the paragraph. Programs that save a file write those of tables and notes into the runs.
  private mutating func tellLetters(of properties: XMLElement) {
    guard !context.isInTable, !context.isInNote, properties.word("rStyle") == nil else { return }
    if let size = properties.value("szCs") ?? properties.value("sz"), size != inherited("szCs") { tellLook("the size") }
    let font = properties.word("rFonts")
    if font?.wordAttribute("ascii") ?? font?.wordAttribute("cs") != nil { tellLook("the font") }
  }

  /// What the style of the paragraph says of its letters.
  private func inherited(_ property: String) -> String? {
    context.styles.inherited(paragraphStyle) { $0.word("rPr")?.value(property) }
      ?? context.styles.defaults?.word("rPrDefault", "rPr")?.value(property)
  }

  // MARK: Controls and links

  private mutating func readControl(_ control: XMLElement) {
    let properties = control.word("sdtPr")
    // LibreOffice drops tags and keeps bindings.
    guard let tag = properties?.value("tag") ?? properties?.word("dataBinding").flatMap({ WordBinding($0).field }),
      properties?.toggle("showingPlcHdr") != true
    else {
      if properties?.toggle("showingPlcHdr") == true { return }
      for child in control.word("sdtContent")?.children ?? [] { read(child) }
      return
    }
    let start = result.text.utf8.count
    for child in control.word("sdtContent")?.children ?? [] { read(child) }
    let range = start..<result.text.utf8.count
    result.controls.append((tag, result.text.slice(range), range))
  }

  private mutating func readLink(_ element: XMLElement) {
    let outer = link
    defer { link = outer }
    if case .external(let address)? = context.target(element.relationship("id")) {
      let anchor = element.wordAttribute("anchor").map { "#\($0)" } ?? ""
      link = result.text.addLink(RichText.Link(destination: address + anchor, title: element.wordAttribute("tooltip")))
      for child in element.children { read(child) }
      return
    }
    guard let label = element.wordAttribute("anchor").flatMap({ context.labels[$0] }) else {
      for child in element.children { read(child) }
      return
    }
    link = result.text.addLink(RichText.Link(destination: "#\(label)", title: element.wordAttribute("tooltip")))
    // Words before a number, and the number itself, are made anew when the brief is rendered.
    let isMade = element.descendants.contains { $0.isWord("instrText") && $0.text.contains("REF ") }
    guard isMade else {
      for child in element.children { read(child) }
      return
    }
    if !isSilent { result.text.append(RichText.placeholder, link: link) }
    silentLinks += 1
    for child in element.children { read(child) }
    silentLinks -= 1
  }

  // MARK: Fields

  private mutating func readFieldMark(_ mark: XMLElement) {
    switch mark.wordAttribute("fldCharType") {
    case "begin": fields.append(Field())
    case "separate": startResult()
    case "end": endField()
    default: break
    }
  }

  private mutating func startResult() {
    guard let last = fields.indices.last else { return }
    fields[last].isResult = true
    fields[last].start = result.text.utf8.count
    let words = fields[last].instruction.split { $0 == " " || $0 == "\u{A0}" }.map(String.init)
    let outer = fields.dropLast().contains { $0.isSilent || !$0.isResult } || silentLinks > 0
    switch words.first?.uppercased() {
    case "SEQ" where !outer:
      // What stands before the number is the template's label.
      result.text = RichText()
      result.hasSequence = true
      isAfterSequence = true
      fields[last].isSilent = true
    case "REF" where !outer && words.count > 1:
      guard let label = context.labels[words[1]] else { return }
      let link = result.text.addLink(RichText.Link(destination: "#\(label)"))
      result.text.append(RichText.placeholder, link: link)
      fields[last].isSilent = true
    case "NOTEREF" where !outer && words.count > 1:
      if let id = context.noteMarks[words[1]], let note = context.notes[id] {
        result.text.append(RichText.placeholder, footnote: note)
        fields[last].isSilent = true
      }
    case "HYPERLINK" where !outer && words.count > 1:
      let address = words.first { $0.hasPrefix("\"") }.map { String($0.drop { $0 == "\"" }.prefix { $0 != "\"" }) }
      fields[last].link = link
      if let address, !address.isEmpty { link = result.text.addLink(RichText.Link(destination: address)) }
    default: break
    }
  }

  private mutating func endField() {
    guard let field = fields.popLast() else { return }
    switch field.instruction.split(separator: " ").first?.uppercased() {
    case "HYPERLINK": link = field.link
    case "FILLIN" where field.start < result.text.utf8.count:
      fillIns.append(field.start..<result.text.utf8.count)
    default: break
    }
  }

  // MARK: Notes and drawings

  private mutating func readNoteMark(_ mark: XMLElement) {
    let kind = mark.word ?? ""
    guard let id = mark.wordAttribute("id"), !isSilent else { return }
    guard !context.isInNote, let note = context.notes["\(kind) \(id)"] else { return }
    result.text.append(RichText.placeholder, footnote: note)
  }

  private mutating func readDrawing(_ element: XMLElement) {
    let box = element.descendants.first { $0.isWord("txbxContent") }
    if let box {
      context.losses.add(
        .importLost, "a text box is left out, with its text: `\(Excerpt.of(box.text))`",
        hint: "Move its text into a paragraph.", at: span)
      return
    }
    if element.descendants.contains(where: { $0.relationship("embed") != nil && $0.name.local == "blip" }) {
      result.drawings.append(element)
      return
    }
    context.losses.add(
      .importLost, "a drawing, a chart or an embedded object is left out",
      hint: "Save it as a picture, and put that into the brief.", at: span)
  }
}

extension RichText {
  /// Leaves one of the copies of some words that stand side by side: LibreOffice writes the text of an OpenDocument field three times as a
  /// field of Word, and once more beside it.
  fileprivate mutating func removeCopies(of range: Range<Int>) {
    // What stands in such a field is short, and plain.
    guard utf8.count < 65536, links.isEmpty else { return }
    while range.upperBound + range.count <= utf8.count,
      utf8[range].elementsEqual(utf8[range.upperBound..<range.upperBound + range.count])
    {
      var shorter = slice(0..<range.upperBound)
      shorter.append(slice(range.upperBound + range.count..<utf8.count))
      self = shorter
    }
  }
}
