import SarupBrief
import SarupDocument
import SarupSyntax
import SarupThai
import TestSupport
import Testing

@testable import SarupTemplate

/// Labels, lines to write on, rules, columns and required fields.
@Suite struct FormTests {
  private static let form = """
    extends: base
    fields: [urgency]
    requires: [agency, urgency]
    styles:
      label: {size: 20pt, weight: bold}
      form: {leader: dots, start-indent: 15mm, first-line: -15mm, label-width: 15mm}
    body:
      - header:
          - columns:
              - {width: 30mm, lines: [{picture: logo, height: 15mm}]}
              - [{text: "{{agency}}", style: title}]
              - {width: 0.5, lines: []}
          - columns:
              - [{label: ที่, label-style: label, text: "{{number}}", style: form}]
              - [{label: วันที่, label-style: label, text: "{{date}}", style: form}]
          - columns: [["{{place}}"], ["{{subtitle}}"]]
          - {rule: 1pt, width: 50mm, align: center}
          - {label: จาก, text: "{{from}}"}
          - {label: เรื่อง, label-style: label, text: "{{title}}", style: form, role: title}
      - lead
    """

  private static var brief: Brief {
    var brief = Brief(title: RichText("ขออนุมัติ 2 โครงการ"))
    brief.agency = RichText("กองกลาง")
    brief.date = Placed(.day(CalendarDay(year: 2026, month: 3, day: 14)))
    brief.lead = [.paragraph(RichText("ด้วยกองกลาง"))]
    brief.extra = [.init(key: Placed("urgency"), value: .text(RichText("ด่วนที่สุด")))]
    return brief
  }

  private func filled(_ brief: Brief, expecting messages: [String]) throws -> Document {
    var diagnostics = Diagnostics()
    let document = try FillTests.template(over: Self.form).fill(brief, reporting: &diagnostics)
    #expect(diagnostics.all.map(\.message) == messages)
    #expect(document.brokenInvariants() == [])
    return document
  }

  @Test func formAsADump() throws {
    let document = try filled(Self.brief, expecting: [])
    let path = "\(Fixtures.folder(beside: #filePath))/Filled/form.txt"
    #expect(GoldenFile.difference(of: DocumentDump.text(of: document), from: path) == nil)
  }

  /// Repeats in columns, with a number where there are several, and a row of columns for each entry of a list.
  @Test func repeatsInColumns() throws {
    let template = try FillTests.template(
      over: """
        extends: base
        body:
          - header:
              - columns:
                  - {width: 28mm, lines: [สิ่งที่ส่งมาด้วย]}
                  - - {each: attachments, when: only, lines: ["{{item}}"]}
                    - {each: attachments, when: not only, lines: [{label: "{{n}}.", text: "{{item}}"}]}
                when: attachments
              - each: people
                lines:
                  - {label: "{{n}}.", text: "{{item}}", when: not item.name}
                  - {columns: [["{{item.name}}"], ["{{item.position}}"]], when: item.name}
          - lead
        """)
    func texts(_ brief: Brief) -> [String] {
      var diagnostics = Diagnostics()
      let document = template.fill(brief, reporting: &diagnostics)
      #expect(diagnostics.all.map(\.message) == [])
      #expect(document.brokenInvariants() == [])
      return document.elements.indices.compactMap { index in
        switch document.elements[index].kind {
        case .paragraph(let paragraph): paragraph.text.string
        case .columns: document.continuesColumns(at: index) ? "+" : "|"
        default: nil
        }
      }
    }
    func person(_ name: String, _ position: String) -> ExtraValue {
      .record([
        .init(key: Placed("name"), value: .text(RichText(name))),
        .init(key: Placed("position"), value: .text(RichText(position))),
      ])
    }
    var brief = Brief(title: RichText("ก"))
    brief.lead = [.paragraph(RichText("ข"))]
    #expect(texts(brief) == ["ข"])
    brief.attachments = [RichText("แผน")]
    #expect(texts(brief) == ["|", "สิ่งที่ส่งมาด้วย", "แผน", "ข"])
    brief.attachments.append(RichText("ผัง"))
    brief.extra = [
      .init(
        key: Placed("people"),
        value: .list([person("ค", "ง"), person("จ", "ฉ"), .text(RichText("ช")), person("ซ", "ญ")]))
    ]
    #expect(
      texts(brief) == [
        "|", "สิ่งที่ส่งมาด้วย", "๑. แผน", "๒. ผัง", "|", "ค", "ง", "+", "จ", "ฉ", "๓. ช", "|", "ซ", "ญ", "ข",
      ])
  }

  @Test func widthsFillTheRoom() {
    let properties = ColumnsProperties(widths: [.length(100), .share(1), .share(3)], gap: 10)
    let edges = properties.edges(measure: 520)
    #expect(edges.map(\.left) == [0, 110, 220])
    #expect(edges.map(\.right) == [100, 210, 520])
    let narrow = ColumnsProperties(widths: [.length(300), .length(300)]).edges(measure: 400)
    #expect(narrow.map(\.right) == [200, 400])
    let crowded = ColumnsProperties(widths: [.length(900), .share(1)]).edges(measure: 100)
    #expect(crowded.map(\.right) == [90, 100])
  }

  @Test func whatAFormNeedsIsAskedFor() throws {
    var brief = Self.brief
    brief.agency = nil
    brief.extra = [.init(key: Placed("urgency"), value: .list([]))]
    _ = try filled(
      brief,
      expecting: [
        "the template `test.yaml` needs `agency`, which this brief does not have",
        "the template `test.yaml` needs `urgency`, which this brief does not have",
      ])
  }

  /// A label keeps its place when the digits of the text become longer.
  @Test func labelsOfOtherDigits() throws {
    let template = try FillTests.template(
      over: Self.form.replacing("label: เรื่อง", with: "label: เรื่องที่ 1") + "\ndigits-in-text: true\n")
    var diagnostics = Diagnostics()
    let document = template.fill(Self.brief, reporting: &diagnostics)
    #expect(document.brokenInvariants() == [])
    let texts = document.elements.compactMap { element in
      if case .paragraph(let paragraph) = element.kind { paragraph.text } else { nil }
    }
    let title = try #require(texts.first { $0.string.hasPrefix("เรื่องที่") })
    #expect(String(decoding: title.utf8[..<title.labelLength], as: UTF8.self) == "เรื่องที่ ๑")
  }
}

extension String {
  fileprivate func replacing(_ part: String, with other: String) -> String {
    guard let range = self.firstRange(of: part) else { return self }
    return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
