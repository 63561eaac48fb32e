import SarupSyntax

/// Reads credits as articles end with them: `ชื่อ (หน่วยงาน) /หน้าที่`; the unit may be missing.
enum ArticleCredits {
  struct Found {
    var credits: [Credit] = []
    /// How many lines at the end they take.
    var lines = 0
    /// A line that looks like a credit but is not taken for one.
    var doubtful: Range<Int>?
  }

  static func read(_ text: ArticleText, _ lines: ArraySlice<ArticleLine>) -> Found {
    var found = Found()
    var candidates: [(credit: Credit, isSure: Bool)] = []
    for line in lines.reversed() {
      guard let candidate = credit(text, line.range) else { break }
      candidates.insert(candidate, at: 0)
    }
    // One odd line with a slash may be a sentence; what is sure vouches for its neighbours.
    guard candidates.contains(where: \.isSure) || candidates.count > 1 else {
      if !candidates.isEmpty { found.doubtful = lines.last?.range }
      return found
    }
    found.credits = candidates.map(\.credit)
    found.lines = candidates.count
    return found
  }

  private static func credit(_ text: ArticleText, _ line: Range<Int>) -> (credit: Credit, isSure: Bool)? {
    guard text.cells(line) <= 160, ArticleMarker(text, line) == nil, let slash = slash(text, line) else { return nil }
    let left = text.trim(line.lowerBound..<slash)
    let role = text.trim(slash + 1..<line.upperBound)
    let string = text.string(line)
    guard !left.isEmpty, !role.isEmpty, !string.contains("://"), !string.contains("www."),
      text.cells(left) <= 100, text.cells(role) <= 40, startsWithLetter(text, role), startsWithLetter(text, left),
      text.string(role).split(separator: " ").count <= 4
    else { return nil }
    var credit = Credit(name: text.richText([left]), role: text.richText([role]))
    var hasUnit = false
    if let open = openingBracket(text, left) {
      let name = text.trim(left.lowerBound..<open)
      let unit = text.trim(open + 1..<left.upperBound - 1)
      if !name.isEmpty, !unit.isEmpty {
        credit.name = text.richText([name])
        credit.unit = text.richText([unit])
        hasUnit = true
      }
    }
    return (credit, hasUnit || roles.contains { text.string(role).contains($0) })
  }

  private static let roles = [
    "ข่าว", "ภาพ", "รายงาน", "จัดทำ", "เรียบเรียง", "เขียน", "ผู้สื่อ", "บรรณาธิการ", "ตรวจ", "พิสูจน์", "พิมพ์", "แปล", "สรุป", "ถ่าย",
    "กราฟิก",
    "เผยแพร่", "ออกแบบ", "ประสาน", "อนุมัติ", "จด", "ข้อมูล", "เนื้อหา", "วิดีโอ", "news", "photo", "text", "editor", "writer",
    "report",
  ]

  /// The slash between name and role: the first outside brackets that has a blank or a bracket before it, else the first.
  private static func slash(_ text: ArticleText, _ line: Range<Int>) -> Int? {
    var depth = 0
    var first: Int?
    for at in line {
      switch text.bytes[at] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      case UInt8(ascii: "/") where depth == 0 && at > line.lowerBound:
        let before = text.bytes[at - 1]
        if before == UInt8(ascii: ")") || before == 0x20 || before == 0x09 || before == 0xA0 { return at }
        first = first ?? at
      default: break
      }
    }
    return first
  }

  /// The bracket that the last byte of a range closes.
  static func openingBracket(_ text: ArticleText, _ range: Range<Int>) -> Int? {
    guard range.count > 2, text.bytes[range.upperBound - 1] == UInt8(ascii: ")") else { return nil }
    var depth = 0
    for at in range.reversed() {
      switch text.bytes[at] {
      case UInt8(ascii: ")"): depth += 1
      case UInt8(ascii: "("):
        depth -= 1
        if depth == 0 { return at }
      default: break
      }
    }
    return nil
  }

  private static func startsWithLetter(_ text: ArticleText, _ range: Range<Int>) -> Bool {
    switch text.bytes[range.lowerBound] {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case 0xE0: MarkdownThai.startsWithLetter(text.bytes[range])
    default: false
    }
  }
}
