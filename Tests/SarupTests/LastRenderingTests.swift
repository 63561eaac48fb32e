import Sarup
import TestSupport
import Testing

/// A renderer that keeps what it made last, as `sarup watch` has it, gives the bytes and the messages that a new one gives.
@Suite struct LastRenderingTests {
  private static let environment: Environment = {
    var environment = Environment()
    environment.allowsSystemFonts = false
    return environment
  }()

  private static let sentences = [
    "ที่ประชุมรับทราบรายงานผลการดำเนินงานของหน่วยงานในรอบปีงบประมาณ และมอบหมายให้ฝ่ายเลขานุการติดตามความคืบหน้าต่อไป",
    "ประชาชนตากลมที่บ้านแม่วงศ์สว่างซึ่งอยู่ห่างจากอำเภอเมือง ๒๕ กิโลเมตร เสนอให้เปิดเผยข้อมูลการจัดซื้อจัดจ้างทั้งหมด",
    "The committee asked every agency to publish its data as *open data* by the end of the fiscal year, and to answer questions",
    "ข้อเสนอ **เร่งด่วน** คือการพัฒนาระบบข้อมูลเปิด (Open Data) ที่ประชาชนเข้าถึงได้ [ตามระเบียบ](https://example.org/a) โดยไม่มีค่าใช้จ่าย",
    "มีเครื่องหมาย \u{1F600} ที่ไม่มีแบบตัวพิมพ์ใดมี",
    "https://example.org/\(String(repeating: "unbreakable", count: 14))",
    "คำที่มียัติภังค์ซ่อนอยู่ extra\u{AD}ordinary\u{AD}ly long Wirtschafts\u{AD}wissenschaften และข้อความภาษาไทยที่ยาวพอจะขึ้นบรรทัดใหม่ได้อีกหนึ่งบรรทัด",
    "עברית ในบรรทัดเดียวกับภาษาไทย",
  ]

  /// A brief that is written on: each edit changes one thing.
  private struct Draft {
    var random: SeededGenerator
    var paragraphs: [String] = []
    var name = "นายประยุทธ์ บ้านแม่วงศ์"
    var title = "รายงาน"
    var template = "own.yaml"
    var digits = "thai"
    var size = 16
    var words = "ตากลม\n"

    init(seed: Int) {
      random = SeededGenerator(seed: UInt64(seed))
      for _ in 0..<6 { paragraphs.append(sentence()) }
    }

    private mutating func sentence() -> String {
      let first = LastRenderingTests.sentences.randomElement(using: &random) ?? ""
      return Int.random(in: 0..<3, using: &random) == 0
        ? first : "\(first) \(LastRenderingTests.sentences[Int.random(in: 0..<3, using: &random)])"
    }

    mutating func edit() {
      let place = Int.random(in: 0..<paragraphs.count, using: &random)
      if template == "missing.yaml" { template = "own.yaml" }
      switch Int.random(in: 0..<13, using: &random) {
      case 0, 1: paragraphs.insert(sentence(), at: place)
      case 2: if paragraphs.count > 3 { paragraphs.remove(at: place) }
      case 3: paragraphs[place] += " แก้ไข \(Int.random(in: 0..<100, using: &random))"
      case 4: paragraphs.swapAt(0, place)
      case 5: paragraphs.append(paragraphs[place])
      case 6: name = ["นายประยุทธ์ บ้านแม่วงศ์", "นางสาวตากลม สว่าง", "John Smith"].randomElement(using: &random) ?? ""
      case 7: words = ["ตากลม\n", "แม่วงศ์สว่าง\nงบประมาณ\n", "ตาก|ลม\n"].randomElement(using: &random) ?? ""
      case 8: digits = digits == "thai" ? "arabic" : "thai"
      case 9: size = Int.random(in: 14...18, using: &random)
      case 10: template = ["own.yaml", "memo", "brief", "two.yaml"].randomElement(using: &random) ?? "brief"
      case 11: title += "ฉบับแก้ไข"
      // With an error nothing is made, and what was kept stays good.
      default: template = "missing.yaml"
      }
    }

    func brief() -> Brief {
      var text = "---\ntitle: \(title)\ntemplate: \(template)\ndigits: \(digits)\ndictionary: words.txt\n"
      text += "agency: กองกลาง\nto: อธิบดี\n"
      text += "credits:\n  - {name: \(name), role: ผู้เขียน}\n---\n\n\(paragraphs[0])\n\n"
      for (number, paragraph) in paragraphs.enumerated().dropFirst() { text += "\(number). \(paragraph)\n\n" }
      text += "| รายการ | ผล |\n| --- | --- |\n| \(paragraphs[1].prefix(40)) | ผ่าน |\n"
      var own = "extends: brief\nname: own\nfonts: {body: {families: [NoSuchFamily, Sarabun]}}\n"
      own += "styles: {body: {size: \(size)pt}}\n"
      let files = MemoryFiles(files: [
        "own.yaml": own, "words.txt": words,
        "two.yaml": "\(own)outputs:\n  docx: {styles: {body: {size: 15pt}}}\n",
      ])
      return Brief(name: "brief.md", bytes: Array(text.utf8), files: files)
    }
  }

  @Test(arguments: 1...4) func isAsFresh(seed: Int) {
    let kept = Renderer(Self.environment, keepsTemplateFiles: false, keepsLast: true)
    let request = RenderRequest(formats: [.pdf, .docx, .dump])
    var draft = Draft(seed: seed)
    var made = 0
    for step in 0..<24 {
      let brief = draft.brief()
      let expected = Renderer(Self.environment).render(brief, request)
      let rendering = kept.renderKept(brief, request)
      #expect(rendering.outputs?.map(\.bytes) == expected.outputs?.map(\.bytes), "step \(step)")
      #expect(said(rendering) == said(expected), "step \(step)")
      if rendering.outputs != nil { made += 1 }
      draft.edit()
    }
    #expect(made > 16)
  }

  private func said(_ rendering: Rendering) -> [String] {
    rendering.diagnostics.all.map { message in
      let place = message.span.map { "\($0.lower)-\($0.upper)" } ?? ""
      return "\(message.severity) \(message.code.name) \(place) \(message.message) \(message.hints)"
    }
  }
}
