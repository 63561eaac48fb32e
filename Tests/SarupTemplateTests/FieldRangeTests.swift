import SarupBrief
import SarupDocument
import SarupSyntax
import TestSupport
import Testing

@testable import SarupTemplate

/// The brief's own fields can still be told from the text around them.
@Suite struct FieldRangeTests {
  private func fields(of brief: Brief, over text: String? = nil) throws -> [String] {
    var diagnostics = Diagnostics()
    let document = try FillTests.template(over: text)
      .fill(brief, environment: FillEnvironment(), reporting: &diagnostics)
    return document.elements.flatMap { element -> [String] in
      guard case .paragraph(let paragraph) = element.kind else { return [] }
      return paragraph.text.fields.map {
        "\($0.field): \(String(decoding: paragraph.text.utf8[$0.range], as: UTF8.self))"
      }
    }
  }

  @Test func fieldsStandAmidTheTextOfALine() throws {
    let template = """
      extends: base
      body:
        - header:
            - {text: "{{agency}}", style: agency}
            - {text: "เรื่อง {{title}}", style: title, role: title}
            - {text: "{{date | date: long}}[ ณ {{place}}]", style: byline}
      """
    #expect(
      try fields(of: FillTests.sample, over: template) == [
        "agency: สำนักงาน ก.พ.ร.", "title: การประชุมคณะทำงานของเจ้าหน้าที่อาวุโสด้านความซื่อตรงในภาครัฐ",
        "date: ๑๔–๑๕ มีนาคม ๒๕๖๒", "place: บาหลี ประเทศอินโดนีเซีย",
      ])
  }

  /// A part that vanishes takes its fields along; a credit's unit and a key of the brief's own are no fields of the brief.
  @Test func onlyWhatStandsThereIsAField() throws {
    var brief = Brief(title: RichText("ก"))
    brief.extra = [.init(key: Placed("topic"), value: .text(RichText("ข")))]
    brief.unit = RichText("กอง")
    brief.credits = [Credit(name: RichText("ค"), unit: RichText("ง"))]
    let template = """
      extends: base
      body:
        - header: [{text: "เรื่อง {{title}}[ ที่ {{unit}} {{number}}] {{topic}}", style: title}]
        - credits: {style: credit, line: "{{name}} {{unit}}"}
      """
    #expect(try fields(of: brief, over: template) == ["title: ก"])
  }
}
