import SarupDocument
import SarupThai

extension Document {
  static func of(
    paragraphs: [StyledText] = [], elements: [Element]? = nil, numberings: [NumberingScheme] = []
  ) -> Document {
    var builder = DocumentBuilder()
    for text in paragraphs { builder.add(.paragraph(Paragraph(role: .body, style: 0, text: text))) }
    return Document(
      properties: DocumentProperties(title: "", language: .thai),
      page: PageSetup(
        width: 595, height: 842, top: 70, end: 57, bottom: 57, start: 85, headDistance: 35, footDistance: 28),
      styles: [ParagraphStyle(name: "body", font: FontChoice(families: ["Sarabun"]), size: 16)],
      numberings: numberings, elements: elements ?? builder.elements)
  }
}
