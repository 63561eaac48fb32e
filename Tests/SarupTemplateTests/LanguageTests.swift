import SarupBrief
import SarupDocument
import SarupSyntax
import SarupThai
import TestSupport
import Testing

@testable import SarupTemplate

/// Conditions, repeats, values, and what goes over sections and outputs.
@Suite struct LanguageTests {
  private static let brief = """
    title: หัวเรื่อง
    date: 2019-03-14
    kind: urgent
    secret: false
    cost: 1250000.5
    members: [กมลพร, ชาติชาย]
    single: คนเดียว
    venue: {city: บาหลี, rooms: [ห้องหนึ่ง, ห้องสอง]}
    speakers:
      - {name: โชติมา, topics: [ดิจิทัล, ข้อมูล]}
      - {name: ภัทรพร}
    lead: [ความนำ]
    credits: [{name: กมลพร, role: ข่าว}, {name: ชาติชาย}]
    attachments: [รายชื่อ, แผน]
    """

  private func read(_ text: String, _ files: [String: String] = [:]) -> (template: Template?, diagnostics: Diagnostics)
  {
    var diagnostics = Diagnostics()
    let source = SourceText(name: "test.yaml", text: text)
    let reading = TemplateLibrary.shipped(with: files).template(from: source, reporting: &diagnostics)
    return (reading.template, diagnostics)
  }

  private func template(_ text: String, _ files: [String: String] = [:]) throws -> Template {
    let (template, diagnostics) = read(text, files)
    #expect(diagnostics.all.map(\.message) == [])
    return try #require(template)
  }

  private func brief(_ text: String = brief) throws -> Brief {
    var diagnostics = Diagnostics()
    return try #require(DataReader.readYAML(SourceText(name: "brief.yaml", text: text), reporting: &diagnostics))
  }

  private func texts(_ brief: Brief, in template: Template, _ diagnostics: inout Diagnostics) -> [String] {
    template.fill(brief, reporting: &diagnostics).elements.compactMap { element in
      if case .paragraph(let paragraph) = element.kind { paragraph.text.string } else { nil }
    }
  }

  /// The lines that a list of items gives.
  private func lines(_ items: String) throws -> [String] {
    var diagnostics = Diagnostics()
    let template = try template("extends: base\nbody:\n  - lines:\n" + items)
    let texts = texts(try brief(), in: template, &diagnostics)
    #expect(!diagnostics.hasErrors)
    return texts
  }

  // MARK: - Conditions

  @Test(arguments: [
    ("date", true), ("place", false), ("not date", false), ("not place", true), ("kind", true),
    ("kind is urgent", true),
    ("kind is 'urgent'", true), ("kind is slow", false), ("kind is not slow", true), ("kind is not urgent", false),
    ("secret", false), ("not secret", true), ("members", true), ("members is กมลพร", true), ("members is โชติมา", false),
    ("venue", true), ("venue.city", true), ("venue.city is บาหลี", true), ("venue.country", false), ("kind.of", false),
    ("lead", true), ("findings", false), ("not closing", true), ("credits", true), ("footnotes", false),
    ("logo", false),
    ("language is th", true), ("language is en", false), ("title is หัวเรื่อง", true), ("attachments", true),
    ("keywords", false), ("speakers", true), ("[date, not place]", true), ("[date, place]", false),
  ]) func conditions(condition: String, holds: Bool) throws {
    let lines = try lines("      - {text: ก, when: \(condition)}\n      - {when: \(condition), lines: [ข, ค]}\n")
    #expect(lines == (holds ? ["ก", "ข", "ค"] : []))
  }

  // MARK: - Repeats

  @Test(arguments: [
    ("{each: members, lines: ['{{n}} {{item}}']}", ["๑ กมลพร", "๒ ชาติชาย"]),
    ("{each: members, as: who, lines: ['{{who}}', {text: และ, when: not last}]}", ["กมลพร", "และ", "ชาติชาย"]),
    ("{each: members, when: not first, lines: ['{{item}}']}", ["ชาติชาย"]),
    ("{each: members, when: item is กมลพร, lines: ['{{n}}. {{item}}']}", ["๑. กมลพร"]),
    ("{each: single, lines: ['{{item}}']}", ["คนเดียว"]), ("{each: nothing, lines: ['{{item}}']}", []),
    ("{each: venue.rooms, lines: ['{{item}} {{venue.city}}']}", ["ห้องหนึ่ง บาหลี", "ห้องสอง บาหลี"]),
    ("{each: attachments, lines: ['{{item}}']}", ["รายชื่อ", "แผน"]),
    ("{each: credits, lines: ['{{item.name}}[ / {{item.role}}]']}", ["กมลพร / ข่าว", "ชาติชาย"]),
    (
      "{each: speakers, as: who, lines: ['{{who.name}}', {each: who.topics, lines: ['{{n}} {{item}} {{who.name}}']}]}",
      ["โชติมา", "๑ ดิจิทัล โชติมา", "๒ ข้อมูล โชติมา", "ภัทรพร"]
    ),
    ("'{{cost | number}} บาท ({{cost | amount}})'", ["1,250,000.5 บาท (หนึ่งล้านสองแสนห้าหมื่นบาทห้าสิบสตางค์)"]),
    ("'{{cost | number | digits: thai}}'", ["๑,๒๕๐,๐๐๐.๕"]),
  ]) func repeats(item: String, expected: [String]) throws {
    #expect(try lines("      - \(item)\n") == expected)
  }

  /// What a brief has in a list in which a template looks for something else is said at its place.
  @Test func entriesOfAnotherKindAreReported() throws {
    let template = try template("extends: base\nbody: [lead, lines: [{each: speakers, lines: ['{{item}}']}]]\n")
    var diagnostics = Diagnostics()
    _ = texts(try brief(), in: template, &diagnostics)
    #expect(
      diagnostics.all.filter { $0.severity == .error }.map(\.message) == [
        "the template prints `item` as a text, but it has fields of its own",
        "the template prints `item` as a text, but it has fields of its own",
      ])
    #expect(diagnostics.all.allSatisfy { $0.span != nil })
  }

  /// Repeats in repeats multiply what a brief has.
  @Test func repeatsEnd() throws {
    var text = "extends: base\nbody:\n  - lines:\n"
    var indent = "      "
    for depth in 0..<4 {
      text += "\(indent)- each: items\n\(indent)  as: a\(depth)\n\(indent)  lines:\n"
      indent += "    "
    }
    let template = try template(text + "\(indent)- '{{a3}}'\n")
    let items = (0..<200).map { "\($0)" }.joined(separator: ", ")
    var diagnostics = Diagnostics()
    _ = texts(try brief("title: ก\nitems: [\(items)]"), in: template, &diagnostics)
    #expect(diagnostics.all.filter { $0.severity == .error }.map(\.code.name) == ["template-unsupported"])
  }

  // MARK: - Values

  /// An officer's task: the agency's name, its address and its logo stand in one place, whatever kind of brief is written.
  @Test(arguments: ["brief", "brief-en", "base"]) func anOfficeSaysItsNameOnce(name: String) throws {
    let office = "values: {agency: กรมตัวอย่าง, telephone: 0 2123 4567, logo: rgb8.png}\n"
    let header = name == "base" ? "body: [header: [{picture: logo}, '{{agency}}', '{{title}}'], lead]\n" : ""
    let template = try template("extends: [\(name), office.yaml]\n\(header)", ["office.yaml": office])
    var environment = FillEnvironment()
    environment.templateFiles = PictureFiles()
    var diagnostics = Diagnostics()
    let document = template.fill(
      try brief("title: ก\nlead: [ข]\n"), environment: environment, reporting: &diagnostics)
    #expect(diagnostics.all.map(\.message) == [])
    let texts = document.elements.compactMap { element in
      if case .paragraph(let paragraph) = element.kind { paragraph.text.string } else { nil }
    }
    #expect(texts.first == "กรมตัวอย่าง")
    #expect(document.pictures.count == 1)
    #expect(document.properties.publisher == "กรมตัวอย่าง")
    // A brief that says otherwise is right.
    let own = template.fill(
      try brief("title: ก\nagency: กองกลาง\nlead: [ข]\n"), environment: environment, reporting: &diagnostics)
    #expect(own.properties.publisher == "กองกลาง")
  }

  @Test func valuesAreMergedAndNamed() throws {
    let template = try template(
      "extends: base\nfields: [kind]\nvalues: {telephone: 0 2123 4567, venue: {city: ตรัง}}\n"
        + "body: [lines: ['โทร. {{telephone}}', '{{venue.city}}', '{{place}}', '{{title}}'], lead]\n")
    var diagnostics = Diagnostics()
    #expect(
      texts(try brief("title: ก\nlead: [ข]\n"), in: template, &diagnostics) == ["โทร. 0 2123 4567", "ตรัง", "ก", "ข"])
    #expect(
      texts(try brief("title: ก\nlead: [ข]\ntelephone: 1\nvenue: {city: น่าน}\n"), in: template, &diagnostics) == [
        "โทร. 1", "น่าน", "ก", "ข",
      ])
    #expect(diagnostics.all.map(\.message) == [])
  }

  // MARK: - Bases

  @Test func severalBasesGoOverEachOther() throws {
    let template = try template(
      "extends: [brief, a.yaml, b.yaml]\n",
      [
        // What both stand on does not undo what `brief` says.
        "a.yaml": "extends: base\ndigits: arabic\nstyles: {title: {size: 30pt}}\n", "b.yaml": "digits: keep\n",
      ])
    #expect(template.digits == .keep)
    #expect(template.styles.first { $0.name == "title" }?.size == 30)
    #expect(template.sections.count == 6)
    #expect(template.sources.map(\.name) == ["test.yaml", "brief", "base", "a.yaml", "b.yaml"])
  }

  // MARK: - Sections and outputs

  /// An officer's task: a fourth level of numbers, without writing the body anew.
  @Test func aFourthLevelOfNumbers() throws {
    let template = try template(
      """
      extends: brief
      styles:
        finding-4: {based-on: body, first-line: 48mm, label-width: 8mm}
      sections:
        findings:
          numbers: ["{n}.", "{n.n}", "({letter})", "{roman})"]
          levels:
            - {style: finding, more: finding-more, note: note}
            - {style: finding-2, more: finding-more-2}
            - {style: finding-3, more: finding-more-3}
            - {style: finding-4}
      """)
    #expect(template.findings.levels.count == 4)
    #expect(template.findings.labels.count == 2)
    #expect(template.styles[template.findings.levels[3].first].name == "finding-4")
  }

  @Test func aSectionCanBeTakenAway() throws {
    let template = try template("extends: brief\nsections: {credits: ~, closing: {style: quote}}\n")
    #expect(template.sections.count == 5)
  }

  @Test func outputsHaveKeysOfTheirOwn() throws {
    let template = try template(
      """
      extends: brief
      outputs:
        docx:
          styles: {title: {size: 24pt}}
          sections: {credits: ~}
        html: {digits: arabic}
      """)
    func size(_ template: Template?) -> Double? { template?.styles.first { $0.name == "title" }?.size }
    #expect(size(template) == 20)
    #expect(size(template.variant(for: .docx)) == 24)
    #expect(template.variant(for: .docx)?.sections.count == 5)
    #expect(template.variant(for: .html)?.digits == .arabic)
    #expect(template.variant(for: .pdf) == nil)
  }

  /// A mistake that all outputs share is told once.
  @Test func mistakesOfOutputsAreToldOnce() {
    let (template, diagnostics) = read(
      "extends: brief\nstyles: {a: {size: 16}}\noutputs: {docx: {styles: {b: {font: none}}}, odt: {digits: arabic}}\n")
    #expect(template == nil)
    #expect(diagnostics.all.map(\.code.name) == ["bad-length", "template-unknown-font"])
  }

  // MARK: - Contrast

  @Test(arguments: [
    ("{color: \"#767676\"}", nil), ("{color: \"#777777\"}", "4.4:1"), ("{color: \"#949494\", size: 28pt}", nil),
    ("{color: \"#949494\", size: 21pt, weight: bold}", nil), ("{color: \"#949494\"}", "3:1"),
    ("{color: white}", "1:1"), ("{color: \"#1a3c6e\"}", nil), ("{color: black}", nil),
  ]) func contrast(style: String, found: String?) {
    let (template, diagnostics) = read("extends: brief\nstyles: {own: \(style)}\n")
    #expect(template != nil)
    #expect(diagnostics.all.map(\.code.name) == (found == nil ? [] : ["template-low-contrast"]))
    if let found { #expect(diagnostics.all.first?.message.contains("contrast of \(found) on white") == true) }
  }

  /// Cells have their colours from their styles, and take them on from others.
  @Test(arguments: [
    ("head-cell: {background: \"#1a3c6e\"}", "head-cell"),
    ("head-cell: {background: \"#1a3c6e\", color: white}", nil),
    ("cell: {background: \"#1a3c6e\", color: white}", nil),
    ("row-head: {color: \"#8899aa\", background: \"#eef3fa\"}", "row-head"),
    ("big: {size: 30pt, color: \"#949494\"}, cell: {based-on: big, size: 16pt}", "cell"),
    ("big: {size: 30pt, color: \"#949494\"}, head-cell: {based-on: big, weight: regular, size: 28pt}", nil),
    ("big: {size: 30pt, color: \"#949494\"}, note: {based-on: big}", nil),
    ("big: {size: 30pt, color: \"#949494\"}, note: {based-on: big, size: 20pt}", "note"),
    ("pale: {color: \"#999999\"}, cell: {based-on: pale, size: 12pt}", "pale"),
  ]) func contrastInTables(styles: String, found: String?) {
    let (template, diagnostics) = read("extends: brief\nstyles: {\(styles)}\n")
    #expect(template != nil)
    #expect(diagnostics.all.map(\.code.name) == (found == nil ? [] : ["template-low-contrast"]))
    if let found { #expect(diagnostics.all.first?.message.contains("of `\(found)` has") == true) }
  }

  @Test func emIsTheSizeOfTheStyleThatHasIt() throws {
    let (template, diagnostics) = read(
      """
      extends: brief
      styles:
        big: {size: 20pt, first-line: 2em, start-indent: 10pt, line-height: 1.5em, padding: {left: 0.5em}, space-before: 1em}
        small: {based-on: big, size: 8pt, space-before: 3pt}
        plain: {based-on: small, line-height: 1.2, padding: 0}
      """)
    #expect(diagnostics.all.isEmpty)
    let styles = try #require(template).styles
    let looks = try ["big", "small", "plain"].map { name in try #require(styles.first { $0.name == name }) }
    #expect(looks.map(\.firstLine) == [40, 16, 16])
    #expect(looks.map(\.startIndent) == [10, 10, 10])
    #expect(looks.map(\.exactLine) == [30, 12, nil])
    #expect(looks.map(\.box.padding.start) == [10, 4, 0])
    #expect(looks.map(\.spaceBefore) == [20, 3, 3])
  }

  @Test func contrastIsThatOfTheStandard() {
    let white = Color.white
    // Worked out by the formula of WCAG 2.1 elsewhere.
    for (color, ratio) in [
      (Color.black, 21.0), (white, 1), (Color(red: 255, green: 0, blue: 0), 3.998),
      (Color(red: 0, green: 0, blue: 255), 8.592), (Color(red: 118, green: 118, blue: 118), 4.542),
    ] {
      #expect(abs(Contrast.ratio(color, white) - ratio) < 0.001)
    }
  }
}
