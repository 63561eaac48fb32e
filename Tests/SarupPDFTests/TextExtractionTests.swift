internal import SarupDocument
internal import SarupFonts
internal import SarupPDF
internal import TestSupport
internal import Testing

#if canImport(Glibc)
  internal import Glibc
#endif

/// What goes in comes out, by the codes of the fonts alone.
struct TextExtractionTests {
  private func extracted(_ sample: Sample, fonts: FontBook = FontBook()) throws -> (text: String, faults: [String]) {
    let file = try PDFFile(sample.pdf(fonts: fonts))
    var reader = PDFText(file)
    var text = ""
    for page in file.pages { text += try reader.text(of: page) }
    return (text, reader.faults)
  }

  private func sample(_ lines: [String]) -> Sample {
    var sample = Sample()
    sample.numbersPages = false
    sample.styles[Sample.Style.body.rawValue].firstLine = 0
    for line in lines { sample.paragraph(line) }
    return sample
  }

  @Test(arguments: [
    "ที่ประชุมเห็นชอบ น้ำดื่ม ทำนำ ป้ำ ต่ำ", "กตัญญู ฤๅษี กฎหมาย ฎุ ฐู ญุ", "ฟื้นฟู ป๊าป๋า ทั้งนี้ ปั๊ม สิทธิ์",
    "๏ ฯ ๆ ฿ ๚ ๛ ๑,๒๓๔.๕๐", "พุทฺธ ธมฺโม สงฺฆํ ก๎", "official figure efficient AVATAR To Wa", "naïve café Ångström",
    "Nguyễn Thị Hương", "ระบบ e-Office ของกรม PM2.5 (ร่าง) “พ.ร.บ.” ฉบับที่ ๒",
  ])
  func linesComeBackWhole(line: String) throws {
    let (text, faults) = try extracted(sample([line]))
    #expect(text == line)
    #expect(faults.isEmpty)
  }

  /// Clusters that no word has: a doubled sign, a tone behind SARA AM, a mark on a Latin letter or a digit.
  @Test(arguments: ["ฟำ่", "ก่ี", "กิิ", "ร์ุ", "A่", "๑่", "ปูู่", "กัันก์้", "น้ํา", "x̄́q̇", "ก้ี"])
  func oddClustersComeBackWhole(cluster: String) throws {
    let (text, faults) = try extracted(sample([cluster, "ก\(cluster)ก"]))
    #expect(text.unicodeScalars.elementsEqual("\(cluster)ก\(cluster)ก".unicodeScalars))
    #expect(faults.isEmpty)
  }

  /// Every cluster that Thai can be written in, once.
  @Test func theWholeInventoryComesBack() throws {
    var lines: [String] = []
    let vowels: [UInt32] = [0, 0xE31, 0xE34, 0xE35, 0xE36, 0xE37, 0xE38, 0xE39, 0xE3A, 0xE47, 0xE4D, 0xE33]
    for consonant in 0x0E01...0x0E2E as ClosedRange<UInt32> {
      var line = String.UnicodeScalarView()
      for vowel in vowels {
        for tone in [0, 0xE48, 0xE49, 0xE4A, 0xE4B, 0xE4C] as [UInt32] where !(vowel == 0xE33 && tone == 0xE4C) {
          let marks = vowel == 0xE33 ? [tone, vowel] : [vowel, tone]
          for value in [consonant] + marks where value != 0 { line.append(Unicode.Scalar(value)!) }
        }
      }
      lines.append(String(line))
    }
    let (text, faults) = try extracted(sample(lines))
    #expect(text.unicodeScalars.elementsEqual(lines.joined().unicodeScalars))
    #expect(faults.isEmpty)
  }

  @Test(arguments: 0..<12 as Range<UInt64>) func anyOrderOfLettersComesBack(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let alphabet =
      Array((0x0E01...0x0E3A as ClosedRange<UInt32>)) + Array(0x0E40...0x0E4E as ClosedRange<UInt32>) + [0x61, 0x41]
    var line = "ก"
    for _ in 0..<120 {
      line.unicodeScalars.append(Unicode.Scalar(alphabet[Int(random.next() % UInt64(alphabet.count))])!)
    }
    let (text, faults) = try extracted(sample([line]))
    #expect(text.unicodeScalars.elementsEqual(line.unicodeScalars))
    #expect(faults.isEmpty)
  }

  /// Fonts that place marks by substitution, with outlines of both kinds.
  @Test(
    .enabled(if: getenv("SARUP_TEST_FONTS") != nil),
    arguments: [
      ("THSarabunNew.ttf", "TH Sarabun New"), ("THSarabun.ttf", "TH SarabunPSK"), ("Laksaman.ttf", "Laksaman"),
      ("Laksaman.otf", "Laksaman"),
    ])
  func otherFontsGiveTheTextBackToo(name: String, family: String) throws {
    let folder = String(cString: getenv("SARUP_TEST_FONTS"))
    let bytes = try #require(GoldenFile.readBytes("\(folder)/\(name)"))
    var sample = sample(["ที่ประชุม น้ำ ปี่ ฝั่ง ญุ ฎุ ฐู ฤๅษี ทั้งนี้ ก่ำ ฟำ่ กิิ official"])
    for index in sample.styles.indices { sample.styles[index].font = FontChoice(families: [family]) }
    let fonts = FontBook(faces: [FontSource(name: name, bytes: bytes)])
    let (text, faults) = try extracted(sample, fonts: fonts)
    #expect(text == "ที่ประชุม น้ำ ปี่ ฝั่ง ญุ ฎุ ฐู ฤๅษี ทั้งนี้ ก่ำ ฟำ่ กิิ official")
    #expect(faults.isEmpty)
  }
}

/// SplitMix64: the same numbers on every machine.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
