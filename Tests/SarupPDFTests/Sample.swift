internal import SarupDocument
internal import SarupFonts
internal import SarupImage
internal import SarupLayout
internal import SarupPDF
internal import SarupSyntax
internal import SarupThai
internal import TestSupport
internal import Testing

/// Lets lines end at spaces and before any Thai consonant that no leading vowel stands before: enough to fill pages.
struct LooseBreaks: BreakFinder {
  func findBreaks(in text: Swift.Span<UInt8>, into result: inout [BreakOpportunity]) {
    var bytes: [UInt8] = []
    for index in text.indices { bytes.append(text[index]) }
    var offset = 0
    var previous: UInt32 = 0x0E40
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if previous == 0x20 && scalar != " " {
        result.append(BreakOpportunity(offset: offset, score: BreakOpportunity.certain, kind: .space))
      } else if (0x0E01...0x0E2E).contains(scalar.value) && !(0x0E40...0x0E44).contains(previous) && offset > 0 {
        result.append(BreakOpportunity(offset: offset, score: 0, kind: .word))
      }
      previous = scalar.value
      offset += String(scalar).utf8.count
    }
  }
}

/// Every PDF that a test makes goes through this, for the checkers to look at.
func kept(_ bytes: [UInt8]) -> [UInt8] {
  KeptFiles.keep(bytes, of: Test.current?.name)
  return bytes
}

/// A document put together by hand.
struct Sample {
  private(set) var elements: [Element] = []
  var pictures: [Picture] = []
  private var open: [Int] = []
  var styles: [ParagraphStyle] = []
  var properties = DocumentProperties(title: "สรุปการประชุม (Working Party)", language: .thai)
  var numberings = [
    NumberingScheme(levels: [
      .init(pieces: [.ordinal(level: 0, format: .thaiDigits), .text(".")]),
      .init(pieces: [.ordinal(level: 0, format: .thaiDigits), .text("."), .ordinal(level: 1, format: .thaiDigits)]),
    ])
  ]

  var numbersPages = true
  var anchors: [Anchor] = []
  var background: PageBackground?

  enum Style: Int { case title, body, finding, small }

  init() {
    let font = FontChoice(families: ["Sarabun"], sizeAs: "TH Sarabun New")
    var title = ParagraphStyle(name: "title", font: font, size: 20)
    title.isBold = true
    title.alignment = .center
    var body = ParagraphStyle(name: "body", font: font, size: 16)
    body.alignment = .justify
    body.firstLine = 40
    var finding = body
    finding.name = "finding"
    finding.labelWidth = 24
    var small = ParagraphStyle(name: "small", font: font, size: 12)
    small.color = Color(red: 90, green: 90, blue: 90)
    styles = [title, body, finding, small]
  }

  mutating func add(_ kind: Element.Kind, children: (inout Sample) -> Void = { _ in }) {
    let index = elements.count
    elements.append(Element(kind: kind, parent: open.last ?? -1, end: index + 1))
    open.append(index)
    children(&self)
    open.removeLast()
    elements[index].end = elements.count
  }

  /// `[words](destination)` is a link; Latin letters are a run of English.
  mutating func paragraph(_ text: String, _ role: ParagraphRole = .body, style: Style = .body) {
    add(.paragraph(Paragraph(role: role, style: style.rawValue, text: Sample.styled(text))))
  }

  mutating func item(_ ordinals: [Int], _ children: (inout Sample) -> Void) {
    add(.item(ItemProperties(ordinals: ordinals, restarts: false)), children: children)
  }

  static func styled(_ source: String) -> StyledText {
    var result = StyledText()
    var link: Int?
    var rest = source[...]
    func isLatin(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII && scalar.properties.isAlphabetic }
    while let character = rest.first {
      if character == "[", let close = rest.firstIndex(of: "]"), rest[close...].hasPrefix("]("),
        let end = rest[close...].firstIndex(of: ")")
      {
        let destination = String(rest[rest.index(close, offsetBy: 2)..<end])
        result.links.append(RichText.Link(destination: destination))
        link = result.links.count - 1
        let words = rest[rest.index(after: rest.startIndex)..<close]
        rest = "\(words)\u{1}\(rest[rest.index(after: end)...])"[...]
        continue
      }
      rest = rest.dropFirst()
      if character == "\u{1}" {
        link = nil
        continue
      }
      let utf8 = Array(String(character).utf8)
      let script: Script =
        character.unicodeScalars.allSatisfy(isLatin) || (utf8.count == 1 && result.runs.last?.script == .latin)
        ? .latin : .thai
      let start = result.utf8.count
      result.utf8 += utf8
      if let last = result.runs.last, last.script == script, last.link == link {
        result.runs[result.runs.count - 1].range = last.range.lowerBound..<result.utf8.count
      } else {
        result.runs.append(
          StyledText.Run(
            range: start..<result.utf8.count, script: script, language: script == .latin ? .english : .thai, link: link)
        )
      }
    }
    return result
  }

  var document: Document {
    let number = RunningLine(style: Style.small.rawValue, center: [.text(Sample.styled("- ")), .pageNumber])
    var document = Document(
      properties: properties,
      page: PageSetup(
        width: 595.276, height: 841.89, top: 71, end: 57, bottom: 57, start: 85, headDistance: 36, footDistance: 28,
        rest: RunningHeads(top: numbersPages ? number : nil), pageNumbers: .thaiDigits),
      styles: styles, numberings: numberings, elements: elements)
    document.pictures = pictures
    document.anchors = anchors
    document.page.background = background
    document.noteNumbers = .thaiDigits
    return document
  }

  /// The document as a PDF.
  func pdf(fonts: FontBook = FontBook(), options: PDFOptions = PDFOptions()) throws -> [UInt8] {
    var diagnostics = Diagnostics()
    let document = document
    let layout = Layout(document, fonts: fonts, breaks: LooseBreaks(), reporting: &diagnostics)
    var writer = PDFWriter(document: document, fonts: fonts, options: options)
    layout.forEachPage { (page: borrowing Page) in writer.add(page) }
    return kept(try writer.finish())
  }

  /// A brief with one of everything that layout can set.
  static func brief(findings: Int = 6) -> Sample {
    var sample = Sample()
    sample.properties.authors = ["โชติมา (กองนวัตกรรม)"]
    sample.properties.subject = "ความซื่อตรงในภาครัฐ <OECD> & \"SPIO\""
    sample.properties.keywords = ["ธรรมาภิบาล", "integrity"]
    sample.properties.publisher = "สำนักงาน ก.พ.ร."
    sample.properties.date = CalendarDay(year: 2019, month: 3, day: 14)
    sample.add(.group(.header)) { sample in
      sample.paragraph("สรุปการประชุม (Working Party)", .title, style: .title)
      sample.paragraph("วันที่ ๑๔ มีนาคม ๒๕๖๒", .byline, style: .small)
    }
    sample.paragraph(
      "นายปกรณ์ นิลประพันธ์ เลขาธิการ ก.พ.ร. ร่วมงานประชุมนานาชาติ 2019 International Reform Policy Symposium and "
        + "Regional Workshop ภายใต้หัวข้อ การยกระดับการบริหารจัดการภาครัฐ ณ บาหลี ประเทศอินโดนีเซีย อ่านต่อที่ "
        + "[เว็บไซต์ของสำนักงาน ก.พ.ร. ซึ่งมีรายละเอียดทั้งหมด](https://www.opdc.go.th/ข่าว) น้ำ ปี่ ญุ ฐู ฟื้นฟู")
    sample.paragraph("ประเด็นสำคัญ", .heading(1), style: .title)
    sample.add(.list(ListProperties(numbering: 0, level: 0))) { sample in
      for number in 1...max(1, findings) {
        sample.item([number]) { sample in
          sample.paragraph(
            "การปฏิรูปการบริหารงานภาครัฐ ควรคำนึงถึงองค์ประกอบหลักที่สำคัญ \(number) ประการ ได้แก่ การปฏิรูปโครงสร้าง "
              + "การปฏิรูปรัฐ (State) โดยยึดหลักการธรรมาภิบาลเป็นพื้นฐานในการขับเคลื่อนการทำงานของรัฐ และการปฏิรูปกฎ ระเบียบ "
              + "ให้เอื้อต่อการเสริมสร้างนวัตกรรมในภาครัฐ ทั้งนี้ ทั้งนั้น ชื่อ ชั้น ปั๊ม", style: .finding)
          sample.paragraph("ข้อสังเกต ผู้เข้าร่วมประชุมเห็นพ้องกัน official figure", .note(labelLength: 27))
          if number == 2 {
            sample.add(.list(ListProperties(numbering: 0, level: 1))) { sample in
              sample.item([2, 1]) { $0.paragraph("ข้อย่อยที่หนึ่ง กำหนดเวลา", style: .finding) }
              sample.item([2, 2]) { $0.paragraph("ข้อย่อยที่สอง น้ำดื่ม", style: .finding) }
            }
          }
        }
      }
    }
    sample.paragraph("หัวข้อย่อยที่ข้ามระดับ", .heading(3), style: .title)
    sample.add(.rule())
    sample.add(.group(.credits)) { sample in
      sample.paragraph("โชติมา (กองนวัตกรรม) / ข่าว&ภาพ", .credit, style: .small)
      sample.paragraph("หมายเหตุ ข้อมูล ณ วันที่ ๑๔ มีนาคม", .footnote, style: .small)
    }
    return sample
  }
}
