import SarupDocument
import SarupSyntax
import SarupThai

/// Makes documents by hand, in reading order; `end` of each element is set when it is closed.
struct BriefBuilder {
  var styles: [ParagraphStyle] = []
  var anchors: [Anchor] = []
  var captions: [Caption] = []
  var numberings: [NumberingScheme] = []
  var elements: [Element] = []
  var properties = DocumentProperties(title: "สรุปการประชุม", language: .thai)
  var page = PageSetup(
    width: 595.276, height: 841.89, top: 70.87, end: 56.69, bottom: 56.69, start: 85.04, headDistance: 35.43,
    footDistance: 35.43)
  private var open: [Int] = []

  static let font = FontChoice(
    families: ["Sarabun"], wordFamilies: ["TH Sarabun New", "TH SarabunPSK"], sizeAs: "TH Sarabun New")

  /// The styles of a plain brief.
  init() {
    add("title", 20) {
      $0.isBold = true
      $0.alignment = .center
      $0.keepWithNext = true
      $0.balance = true
    }
    add("byline", 16) {
      $0.alignment = .center
      $0.spaceAfter = 12
    }
    add("body", 16) {
      $0.alignment = .justify
      $0.firstLine = 70.87
      $0.spaceBefore = 6
    }
    add("finding", 16) {
      $0.alignment = .justify
      $0.firstLine = 70.87
      $0.labelWidth = 21.26
      $0.spaceBefore = 6
    }
    add("credit", 14) { $0.alignment = .end }
    add("heading", 18) {
      $0.isBold = true
      $0.keepWithNext = true
      $0.spaceBefore = 12
    }
    add("running", 16) { $0.alignment = .center }
    add("cell", 14) { _ in }
    numberings = [
      NumberingScheme(levels: [
        .init(pieces: [.ordinal(level: 0, format: .thaiDigits), .text(".")]),
        .init(pieces: [
          .ordinal(level: 0, format: .thaiDigits), .text("."), .ordinal(level: 1, format: .thaiDigits),
        ]),
        .init(pieces: [.text("("), .ordinal(level: 2, format: .thaiLetters), .text(")")]),
      ])
    ]
  }

  mutating func add(_ name: String, _ size: Points, change: (inout ParagraphStyle) -> Void) {
    var style = ParagraphStyle(name: name, font: Self.font, size: size)
    change(&style)
    styles.append(style)
  }

  func style(_ name: String) -> Int { styles.firstIndex { $0.name == name } ?? 0 }

  mutating func paragraph(_ role: ParagraphRole, _ style: String, _ text: StyledText) {
    add(.paragraph(Paragraph(role: role, style: self.style(style), text: text)))
  }

  /// - Parameter field: What the paragraph is as a whole.
  mutating func paragraph(_ role: ParagraphRole, _ style: String, _ text: String, field: BriefField? = nil) {
    var styled = Self.text(text)
    if let field { styled.fields = [.init(field, 0..<styled.utf8.count)] }
    paragraph(role, style, styled)
  }

  mutating func add(_ kind: Element.Kind) {
    elements.append(Element(kind: kind, parent: open.last ?? -1, end: elements.count + 1))
  }

  mutating func container(_ kind: Element.Kind, _ content: (inout BriefBuilder) -> Void) {
    let index = elements.count
    add(kind)
    open.append(index)
    content(&self)
    open.removeLast()
    elements[index].end = elements.count
  }

  mutating func item(_ ordinals: [Int], restarts: Bool = false, _ content: (inout BriefBuilder) -> Void) {
    container(.item(ItemProperties(ordinals: ordinals, restarts: restarts)), content)
  }

  mutating func list(_ numbering: Int? = 0, level: Int = 0, _ content: (inout BriefBuilder) -> Void) {
    container(.list(ListProperties(numbering: numbering, level: level)), content)
  }

  var document: Document {
    var document = Document(
      properties: properties, page: page, styles: styles, numberings: numberings, elements: elements)
    Self.leadToHeadings(&document)
    document.anchors = anchors
    document.captions = captions
    document.noteNumbers = page.pageNumbers
    return document
  }

  /// What filling a template does: links such as `#words-of-a-heading` lead to the heading.
  private static func leadToHeadings(_ document: inout Document) {
    let fragments = Document.headingFragments(in: document.elements)
    for index in document.elements.indices {
      guard case .paragraph(var paragraph) = document.elements[index].kind else { continue }
      for (link, target) in paragraph.text.links.enumerated() {
        guard let heading = fragments.first(where: { "#" + $0.fragment == target.destination }) else { continue }
        paragraph.text.references.append(.init(link: link, element: heading.element, shows: .words))
      }
      document.elements[index].kind = .paragraph(paragraph)
    }
  }

  // MARK: Text

  /// Cuts runs as simply as can be: Thai letters, Latin letters, and everything else with what stands before it.
  /// `**` turns strong on and off, `//` emphasis, `` ` `` code; `<address>text</>` is a link.
  static func text(_ markup: String) -> StyledText {
    var result = StyledText()
    var traits: RichText.Traits = []
    var link: Int?
    var script = Script.thai
    var rest = Substring(markup)
    func take(_ mark: String) -> Bool {
      guard rest.hasPrefix(mark) else { return false }
      rest = rest.dropFirst(mark.count)
      return true
    }
    while let character = rest.first {
      if take("**") {
        traits.formSymmetricDifference(.strong)
      } else if take("//") {
        traits.formSymmetricDifference(.emphasis)
      } else if take("`") {
        traits.formSymmetricDifference(.code)
      } else if take("</>") {
        link = nil
      } else if character == "<", let end = rest.firstIndex(of: ">") {
        result.links.append(.init(destination: String(rest[rest.index(after: rest.startIndex)..<end])))
        link = result.links.count - 1
        rest = rest[rest.index(after: end)...]
      } else {
        if let first = character.unicodeScalars.first {
          if (0x0E00...0x0E7F).contains(first.value) { script = .thai }
          if first.properties.isAlphabetic, first.value < 0x250 { script = .latin }
        }
        append(character, script, traits, link, to: &result)
        rest = rest.dropFirst()
      }
    }
    return StyledText(utf8: result.utf8, runs: result.runs, links: result.links)
  }

  private static func append(
    _ character: Character, _ script: Script, _ traits: RichText.Traits, _ link: Int?, to text: inout StyledText
  ) {
    let start = text.utf8.count
    text.utf8 += String(character).utf8
    if let last = text.runs.last, last.script == script, last.traits == traits, last.link == link {
      text.runs[text.runs.count - 1].range = last.range.lowerBound..<text.utf8.count
    } else {
      text.runs.append(
        .init(
          range: start..<text.utf8.count, script: script, language: script == .thai ? .thai : .english, traits: traits,
          link: link))
    }
  }
}
