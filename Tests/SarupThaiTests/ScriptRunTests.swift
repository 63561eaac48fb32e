import SarupThai
import Testing

@Suite struct ScriptRunTests {
  /// Expected runs are written with a letter for their script: T Thai, L Latin, a Lao, k Khmer, m Myanmar, C CJK, o other.
  @Test(arguments: [
    "T<การบริหารงานภาครัฐ ๒๕๖๒ (กพร.) ต่าง ๆ>",
    "L<Open Government Partnership (OGP), 2011.>",
    "T<การเตรียม >L<Ecosorb>T< ให้พร้อม>",
    "T<กรอบ >L<Open Government Partnership>T< ระยะสอง>",
    "T<กองพัฒนา (>L<OPDC>T<) รับผิดชอบ>",
    "T<กรอบ >L<Open Government Partnership (OGP)>T< ระยะสอง>",
    "T<ระบบ “>L<Agile>T<” ใน>",
    "T<ปี 2562 และ ฿3,500>",
    "T<ค่า >L<PM2.5>T< เกิน 37.5>",
    "T<โรค >L<COVID-19>T< ระบาด>",
    "T<โรค >L<COVID-19>T<ระบาด>",
    "T<เครือข่าย >L<5G>T< ของไทย>",
    "T<ไทย->L<Lao>",
    "T<ดู >L<https://example.org/2024/05>T< ข้อ 3>",
    "T<ส่ง >L<unit7@example.org>T< วันนี้>",
    "T<บริษัท >L<Acme Co., Ltd.>T< จำกัด>",
    "T<ใช้ >L<Agile,>T< และ>",
    "T<ประเทศ (>L<OECD,>T< ไทย) เห็น>",
    "T<ใช้ >L<R&D>T< และ >L<naïve café>",
    "L<COVID-19:>T< ไทย>",
    "T<เมือง >C<東京>T< และ>",
    "T<ลาว >a<ປະເທດລາວ>T< กับ >k<កម្ពុជា>T< และ >m<မြန်မာ>",
    "T<คำว่า >o<שלום>T< แปลว่า>",
    "T<๑๒๓>", "T<123 – 456>", "L<e\u{301}a>", "T<ทีม 👩\u{200D}💻 ดูแล>",
    "T<(>L<A>T< ก)>",
  ]) func cut(marked: String) {
    var text = ""
    var expected: [ScriptRuns.Run] = []
    for part in marked.split(separator: ">") {
      let script = Self.letters[part.first!]!
      let piece = part.dropFirst(2)
      expected.append(.init(range: text.utf8.count..<text.utf8.count + piece.utf8.count, script: script))
      text += piece
    }
    let found = ScriptRuns.find(in: Array(text.utf8))
    #expect(found == expected, "\(Self.show(found, of: text))")
  }

  static let letters: [Character: Script] = [
    "T": .thai, "L": .latin, "a": .lao, "k": .khmer, "m": .myanmar, "C": .cjk, "o": .other,
  ]

  static func show(_ runs: [ScriptRuns.Run], of text: String) -> String {
    let bytes = Array(text.utf8)
    return runs.map { "\($0.script)<\(String(decoding: bytes[$0.range], as: UTF8.self))>" }.joined()
  }

  @Test func paragraphWithoutLetters() {
    #expect(ScriptRuns.find(in: Array("12".utf8).span, paragraph: .latin).map(\.script) == [.latin])
    #expect(ScriptRuns.find(in: []).isEmpty)
  }

  /// Any bytes at all: runs cover the text, in order, and neighbours differ.
  @Test func coversEverything() {
    var random = SmallRandom(seed: 7)
    let pieces = [
      "ก", "า", "a", "(", ")", "“", "”", " ", "1", "-", ".", "ລ", "中", "ш", "\u{301}", "[", "]", "@", "\u{200D}",
    ]
    for _ in 0..<2000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int(random.next() % 24) {
        if random.next() % 12 == 0 { bytes.append(UInt8(truncatingIfNeeded: random.next())) }
        bytes += Array(pieces[Int(random.next() % UInt64(pieces.count))].utf8)
      }
      let runs = ScriptRuns.find(in: bytes)
      var end = 0
      for (index, run) in runs.enumerated() {
        #expect(run.range.lowerBound == end && !run.range.isEmpty)
        #expect(index == 0 || runs[index - 1].script != run.script)
        end = run.range.upperBound
      }
      #expect(end == bytes.count)
    }
  }
}
