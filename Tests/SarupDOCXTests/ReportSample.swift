import SarupDOCX
import SarupDocument
import SarupSyntax
import SarupThai

extension Samples {
  /// What leads from one place to another: a table of contents, footnotes, numbered captions, and references to all of them. A part of
  /// it stands on a landscape page.
  static var report: Document {
    var builder = BriefBuilder()
    builder.properties.title = "รายงานผลการสำรวจ"
    builder.properties.details = [.init("template", "report"), .init("number", "๑๒/๒๕๖๙"), .init("date", "2026-02")]
    builder.page.pageNumbers = .thaiDigits
    builder.add("entry", 16) { _ in }
    builder.add("note", 14) { _ in }
    builder.paragraph(.title, "title", "รายงานผลการสำรวจ", field: .title)
    builder.container(.group(.contents)) {
      $0.paragraph(.contentsTitle, "heading", "สารบัญ")
      $0.container(.contents(ContentsProperties(levels: 2, hasLeaders: true))) {
        $0.reference(.contentsEntry(1), "entry", "<methods>วิธีการสำรวจ</>")
        $0.reference(.contentsEntry(2), "entry", "<answers>ผู้ตอบ **Answers**</>")
        $0.reference(.contentsEntry(1), "entry", "<wide>ตารางกว้าง</>")
      }
    }
    builder.paragraph(.heading(1), "heading", "วิธีการสำรวจ", named: "methods")
    builder.reference(.body, "body", "สำรวจหน่วยงาน<note-1>๑</>ตาม<table>ตารางที่ ๑</> และ<item>ข้อ ๒</>")
    builder.note(1, "หน่วยงาน หมายความว่า ส่วนราชการระดับกรม")
    builder.list {
      $0.item([1]) { $0.reference(.body, "finding", "ส่งแบบสอบถาม ดู<answers>ผู้ตอบ **Answers**</>") }
      $0.name("item")
      $0.item([2]) { $0.reference(.body, "finding", "นับคำตอบ<note-2>๒</> ของหน่วยงานเดิม<note-1>๑</>") }
    }
    builder.note(2, "ดู <https://example.org/a>เว็บไซต์</>")
    builder.paragraph(.heading(2), "heading", "ผู้ตอบ **Answers**", named: "answers")
    builder.container(.table(TableProperties(columns: 2, columnShares: [1, 1]))) {
      $0.caption(.table, 1, "ตารางที่ ๑ ผู้ตอบแบบสอบถาม", labelled: "ตารางที่ ๑", named: "table")
      $0.container(.row(isHeader: true)) {
        $0.container(.cell(CellProperties())) { $0.paragraph(.body, "cell", "หน่วยงาน") }
        $0.container(.cell(CellProperties())) { $0.paragraph(.body, "cell", "ร้อยละ") }
      }
    }
    builder.container(.group(.landscape)) {
      $0.paragraph(.heading(1), "heading", "ตารางกว้าง", named: "wide")
      // Entries reach to the margin of the sheet that they stand on.
      $0.container(.group(.contents)) {
        $0.container(.contents(ContentsProperties(levels: 1, hasLeaders: true))) {
          $0.reference(.contentsEntry(1), "entry", "<wide>ตารางกว้าง</>")
        }
      }
      $0.reference(.body, "body", "กลับไปที่<methods>วิธีการสำรวจ</>")
    }
    return builder.documentWithReferences
  }

  /// What a sample is written with.
  static func options(for name: String) -> DOCXOptions {
    var options = DOCXOptions()
    if name == "report" {
      let document = report
      for (place, index) in document.elements.indices.filter({ document.headingLevel(of: $0) != nil })
        .enumerated()
      {
        options.pages[index] = place
      }
    }
    return options
  }
}

extension BriefBuilder {
  fileprivate mutating func name(_ name: String) { anchors.append(Anchor(element: elements.count, name: name)) }

  fileprivate mutating func paragraph(_ role: ParagraphRole, _ style: String, _ text: String, named name: String) {
    self.name(name)
    paragraph(role, style, text)
  }

  fileprivate mutating func note(_ number: Int, _ text: String) {
    name("note-\(number)")
    container(.note(NoteProperties(number: number))) { $0.paragraph(.footnote, "note", text) }
  }

  fileprivate mutating func caption(
    _ kind: Caption.Kind, _ ordinal: Int, _ text: String, labelled label: String, named name: String
  ) {
    let length = label.utf8.count
    captions.append(
      Caption(
        element: elements.count, kind: kind, ordinal: ordinal, format: .thaiDigits, label: 0..<length,
        number: length - 3..<length))
    self.name(name)
    paragraph(.caption, "byline", text)
  }

  /// A paragraph whose links `<name>words</>` lead to what has the name, which may be further down.
  fileprivate mutating func reference(_ role: ParagraphRole, _ style: String, _ markup: String) {
    var text = Self.text(markup)
    for index in text.runs.indices {
      guard let link = text.runs[index].link, text.links[link].destination.hasPrefix("note-") else { continue }
      text.runs[index].traits.insert(.raised)
    }
    paragraph(role, style, text)
  }

  /// The document with every link to a name as a reference.
  fileprivate var documentWithReferences: Document {
    var document = self.document
    for index in document.elements.indices {
      guard case .paragraph(var paragraph) = document.elements[index].kind else { continue }
      for (link, target) in paragraph.text.links.enumerated() {
        guard let anchor = anchors.first(where: { $0.name == target.destination }) else { continue }
        paragraph.text.references.append(
          .init(link: link, element: anchor.element, shows: document.shows(anchor.element)))
      }
      document.elements[index].kind = .paragraph(paragraph)
    }
    // Only what has a label of the author's is an anchor.
    document.anchors.removeAll { $0.name.hasPrefix("note-") }
    return document
  }
}

extension Document {
  fileprivate func shows(_ element: Int) -> StyledText.Reference.Shows {
    switch elements[element].kind {
    case .note: .note
    case .item: .number(from: "ข้อ ".utf8.count)
    case .paragraph(let paragraph) where paragraph.role == .caption: .label
    default: .heading
    }
  }
}
