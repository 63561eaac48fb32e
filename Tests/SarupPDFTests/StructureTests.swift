import SarupDocument
import Testing

@testable import SarupPDF

/// Which structure element stands in which.
@Suite struct StructureTests {
  /// `TOC in Sect`, in the order of the file's objects.
  private static func nesting(of sample: Sample) throws -> [String] {
    let file = try PDFFile(sample.pdf())
    let elements = file.objects.values.filter { $0.text.contains("/Type/StructElem/") }.sorted { $0.number < $1.number }
    func type(_ text: String) -> String? { text.firstMatch(of: /\/S\/(\w+)\//).map { String($0.1) } }
    return elements.compactMap { element in
      guard let own = type(element.text), let parent = element.text.firstMatch(of: /\/P (\d+) 0 R/),
        let number = Int(parent.1)
      else { return nil }
      let above = file.objects[number].flatMap { $0.text.contains("/StructElem/") ? type($0.text) : nil }
      return "\(own) in \(above ?? "root")"
    }
  }

  @Test func entriesOfAContentsLeadToTheirHeadings() throws {
    var sample = Sample()
    sample.add(.group(.contents)) { sample in
      sample.paragraph("สารบัญ", .contentsTitle, style: .title)
      sample.add(.contents(ContentsProperties(levels: 3, hasLeaders: true))) { sample in
        var text = Sample.styled("[หัวข้อ](#หัวข้อ)")
        text.references = [.init(link: 0, element: 4, shows: .heading)]
        sample.add(.paragraph(Paragraph(role: .contentsEntry(1), style: Sample.Style.body.rawValue, text: text)))
      }
    }
    sample.paragraph("หัวข้อ", .heading(1), style: .title)
    sample.anchors = [Anchor(element: 4, name: "หัวข้อ")]
    let found = try Self.nesting(of: sample)
    for pair in ["TOC in Sect", "TOCI in TOC", "Reference in TOCI", "Link in Reference"] {
      #expect(found.count { $0 == pair } == 1, "\(pair): \(found)")
    }
  }

  /// Items of an agenda are headings beside their numbers, and bookmarks with them.
  @Test func titlesOfItemsAreHeadings() throws {
    var sample = Sample()
    sample.paragraph("รายงานการประชุม", .title, style: .title)
    sample.add(.list(ListProperties(numbering: 0, level: 0))) { sample in
      for number in 1...2 {
        sample.add(.item(ItemProperties(ordinals: [number], restarts: number == 1))) { sample in
          sample.paragraph("เรื่องแจ้ง", .heading(1), style: .finding)
          sample.paragraph("รับทราบ")
        }
      }
    }
    let found = try Self.nesting(of: sample)
    for (pair, count) in [("H1 in Document", 1), ("Lbl in LI", 2), ("LBody in LI", 2), ("H2 in LBody", 2)] {
      #expect(found.count { $0 == pair } == count, "\(pair): \(found)")
    }
    let file = try PDFFile(sample.pdf())
    #expect(file.objects.values.count { $0.text.contains("/Dest[") } == 3)
  }

  @Test func whatBelongsTogetherStandsInOneElement() throws {
    var sample = Sample()
    sample.add(.group(.header)) { $0.paragraph("หัวเรื่อง", .title, style: .title) }
    sample.add(.quote) { $0.paragraph("คำอ้าง") }
    sample.add(.columns(ColumnsProperties(widths: [.share(1), .share(1)]))) { sample in
      sample.add(.column) { $0.paragraph("ซ้าย") }
      sample.add(.column) { $0.paragraph("ขวา") }
    }
    sample.add(.group(.landscape)) { $0.paragraph("แนวนอน") }
    let found = try Self.nesting(of: sample)
    for (pair, count) in [
      ("H1 in Sect", 1), ("P in BlockQuote", 1), ("P in Div", 2), ("Div in Div", 2), ("P in Sect", 1),
    ] {
      #expect(found.count { $0 == pair } == count, "\(pair): \(found)")
    }
  }
}
