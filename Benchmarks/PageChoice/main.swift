// How well pages end that are chosen over the whole document, beside pages that are filled one after the other: counts over
// generated briefs, as a table of Markdown.
//
//   PageChoice [BRIEFS]     300 without a number; the same briefs every time

internal import SarupBrief
internal import SarupDocument
internal import SarupFonts
internal import SarupLayout
internal import SarupResources
internal import SarupSyntax
internal import SarupTemplate
internal import SarupThai

#if canImport(Glibc)
  internal import Glibc
#endif

/// Briefs of one to a dozen pages: headings, findings of up to three paragraphs and two levels, tables, notes, credits.
struct BriefMaker {
  private static let sentences = [
    "ที่ประชุมรับทราบผลการดำเนินงานตามแผนพัฒนาระบบราชการในไตรมาสที่สอง",
    "ส่วนราชการรายงานความก้าวหน้าผ่านระบบอิเล็กทรอนิกส์และประชาชนติดตามได้ทุกขั้นตอน",
    "การจัดซื้อจัดจ้างที่เปิดเผยข้อมูลทุกขั้นตอนทำให้ผู้เสนอราคาเพิ่มขึ้น",
    "ควรกำหนดตัวชี้วัดที่วัดผลได้จริงและเผยแพร่ผลต่อสาธารณะ",
    "Open Data ช่วยให้ภาคเอกชนนำข้อมูลไปใช้ต่อยอดได้",
    "คณะกรรมการเห็นชอบให้ขยายผลไปยังหน่วยงานในภูมิภาคภายในปีงบประมาณถัดไป",
    "ผู้เข้าร่วมแลกเปลี่ยนประสบการณ์เรื่องการป้องกันการทุจริตในภาครัฐ", "มอบฝ่ายเลขานุการติดตามและรายงานต่อที่ประชุม",
  ]

  private var state: UInt64
  private var text = ""

  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  private mutating func paragraph(_ most: Int) -> String {
    (0...below(most)).map { _ in Self.sentences[below(Self.sentences.count)] }.joined(separator: " ")
  }

  mutating func brief() -> String {
    text = "---\ntitle: \(paragraph(1))\ndate: 2019-03-14\ncredits:\n"
    for _ in 0...below(4) { text += "  - {name: โชติมา, unit: กองนวัตกรรม, role: รายงาน}\n" }
    text += "---\n\n"
    for _ in 0..<below(4) { text += paragraph(6) + "\n\n" }
    for _ in 0...below(4) {
      if below(2) == 0 { text += "# \(Self.sentences[below(Self.sentences.count)])\n\n" }
      for number in 0...below(10) { add(finding: number + 1) }
      if below(3) == 0 { addTable() }
    }
    for _ in 0..<below(3) { text += paragraph(5) + "\n\n" }
    return text
  }

  private mutating func add(finding number: Int) {
    text += "\(number). \(paragraph(5))\n\n"
    for _ in 0..<below(3) { text += "   \(paragraph(4))\n\n" }
    if below(4) == 0 {
      for inner in 0...below(3) { text += "   \(inner + 1). \(paragraph(3))\n\n" }
    }
  }

  private mutating func addTable() {
    text += "| รายการ | จำนวน |\n| --- | --: |\n"
    for row in 0...below(9) { text += "| \(Self.sentences[below(Self.sentences.count)]) | \(row * 125) |\n" }
    text += "\n"
  }
}

var diagnostics = Diagnostics()
let shipped = BundledTemplates.all.map { name, data in
  TemplateLibrary.Shipped(
    name: name, source: SourceText(name: name, text: String(decoding: data.bytes, as: UTF8.self)))
}
guard let template = TemplateLibrary(shipped: shipped).template(named: "brief", reporting: &diagnostics).template else {
  print("the template `brief` cannot be read")
  exit(70)
}
let fonts = FontBook()
let breaks = ThaiBreakFinder()
let choices: [(name: String, choice: PageChoice)] = [
  ("whole document", .whole), ("first fit", .firstFit), ("first fit with keeps", .firstFitKeeping),
]
var totals = [PageQuality](repeating: PageQuality(), count: choices.count)
var longer = [0, 0, 0]
var shorter = [0, 0, 0]
let count = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 300
for seed in 1...max(1, count) {
  var maker = BriefMaker(seed: seed)
  let source = SourceText(name: "brief.md", text: maker.brief())
  guard let brief = MarkdownReader.read(source, into: &diagnostics) else { continue }
  let document = template.fill(brief, environment: FillEnvironment(), reporting: &diagnostics)
  var pages: [Int] = []
  for (place, choice) in choices.enumerated() {
    var options = Layout.Options()
    options.pages = choice.choice
    let quality = Layout(document, fonts: fonts, breaks: breaks, options: options, reporting: &diagnostics).pageQuality
    totals[place] += quality
    pages.append(quality.pages)
  }
  for place in 1..<3 {
    if pages[0] > pages[place] { longer[place] += 1 }
    if pages[0] < pages[place] { shorter[place] += 1 }
  }
}
print("| \(count) briefs | \(choices.map(\.name).joined(separator: " | ")) |")
print("| --- | --: | --: | --: |")
let rows: [(String, KeyPath<PageQuality, Int>)] = [
  ("pages", \.pages), ("lines alone at a foot", \.orphans), ("lines alone at a head", \.widows),
  ("headings last on a page", \.headingsLast), ("numbers of findings alone", \.numbersAlone),
  ("other keeps broken", \.keepsBroken), ("groups parted", \.groupsSplit), ("last pages nearly empty", \.endsSparse),
  ("pages under 85 % full, but the last", \.loose), ("pages with less space above paragraphs", \.squeezed),
]
for (name, path) in rows { print("| \(name) | \(totals.map { "\($0[keyPath: path])" }.joined(separator: " | ")) |") }
print(
  "| briefs that are longer, shorter than by the whole | | \(shorter[1]), \(longer[1]) | \(shorter[2]), \(longer[2]) |")
