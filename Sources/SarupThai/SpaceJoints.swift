/// How well a line ends at a space.
///
/// A space always offers a break, but some spaces stand inside what is read as one: มาตรา ๔๔, ๑๔ มีนาคม, ๑๒ กม., นาย ปกรณ์. A lower
/// score makes the line breaker look for another place first; it never forbids the break.
enum SpaceJoints {
  static let unit: Float = 0.5
  private static let name: Float = 1
  private static let connective: Float = 2.2
  /// Any other space beside a number.
  private static let number: Float = 4

  /// - Parameters:
  ///   - left: the item before the space.
  ///   - right: the item behind it.
  ///   - lastWord: byte offset of the last word of the left item, where that is Thai.
  static func score(
    _ left: LineBreakItem, _ right: LineBreakItem, in text: Swift.Span<UInt8>, lastWord: Int
  ) -> Float {
    let end = Int(left.end)
    if left.lineBreak == .NU {
      guard right.kind == .thai else { return BreakOpportunity.certain }
      return starts(with: units, at: Int(right.start), in: text) ? unit : number
    }
    let isAbbreviated = text[end - 1] == UInt8(ascii: ".")
    if right.lineBreak == .NU {
      // พ.ศ. 2568 belongs together, 9.00 น. 11.00 น. falls apart behind its first unit.
      if isAbbreviated { return ends(with: shortUnits, at: end, in: text) ? number : unit }
      guard left.kind == .thai else { return BreakOpportunity.certain }
      return isWord(of: labels, lastWord..<end, in: text) ? unit : number
    }
    guard right.kind == .thai else { return BreakOpportunity.certain }
    if isAbbreviated { return ends(with: shortTitles, at: end, in: text) ? name : BreakOpportunity.certain }
    guard left.kind == .thai else { return BreakOpportunity.certain }
    let word = lastWord..<end
    if isWord(of: titles, word, in: text) { return name }
    // ณ leads into a place and is nothing by itself.
    if isWord(of: ["ณ"], word, in: text) { return unit }
    return isWord(of: connectives, word, in: text) ? connective : BreakOpportunity.certain
  }

  /// Whether a word leaves the reader waiting for the next one: it looks ill at the end of a line.
  static func isConnective(_ word: Range<Int>, in text: Swift.Span<UInt8>) -> Bool {
    isWord(of: connectives, word, in: text)
  }

  /// Whether a word scales the number in front of it and what it counts comes next: 64.2 ล้าน | บาท.
  static func isScale(_ word: Range<Int>, before next: Int, in text: Swift.Span<UInt8>) -> Bool {
    guard isWord(of: scales, word, in: text) else { return false }
    var number = word.lowerBound
    while number > 0, text[number - 1] == 0x20 { number -= 1 }
    guard number > 0, isDigit(endingAt: number, in: text) else { return false }
    return starts(with: units, at: next, in: text)
  }

  private static func isDigit(endingAt end: Int, in text: Swift.Span<UInt8>) -> Bool {
    if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[end - 1]) { return true }
    guard end >= 3 else { return false }
    return (0x0E50...0x0E59).contains(text.scalar(at: end - 3).value)
  }

  /// Whether a word opens the name of an office.
  static func isOffice(_ word: Range<Int>, in text: Swift.Span<UInt8>) -> Bool {
    isWord(of: offices, word, in: text)
  }

  private static func matches(_ word: StaticString, at offset: Int, in text: Swift.Span<UInt8>) -> Bool {
    let count = word.utf8CodeUnitCount
    guard offset >= 0, offset + count <= text.count else { return false }
    // The last byte tells most words apart.
    guard text[offset + count - 1] == word.utf8Start[count - 1] else { return false }
    return (0..<count).allSatisfy { text[offset + $0] == word.utf8Start[$0] }
  }

  private static func isWord(of list: [StaticString], _ range: Range<Int>, in text: Swift.Span<UInt8>) -> Bool {
    list.contains { $0.utf8CodeUnitCount == range.count && matches($0, at: range.lowerBound, in: text) }
  }

  private static func starts(with list: [StaticString], at offset: Int, in text: Swift.Span<UInt8>) -> Bool {
    list.contains { matches($0, at: offset, in: text) }
  }

  /// A word of the list ends here and no letter stands before it.
  private static func ends(with list: [StaticString], at end: Int, in text: Swift.Span<UInt8>) -> Bool {
    list.contains { word in
      let start = end - word.utf8CodeUnitCount
      guard matches(word, at: start, in: text) else { return false }
      return start < 3 || !ThaiLetters.isLetter(text.scalar(at: start - 3).value) || text[start - 1] < 0x80
    }
  }

  /// Words that a number follows.
  private static let labels: [StaticString] = [
    "มาตรา", "ข้อ", "หน้า", "ตาราง", "ตารางที่", "ภาพที่", "แผนภูมิที่", "ครั้งที่", "ฉบับที่", "ที่", "ปี", "เลขที่", "ร้อยละ", "ระดับ", "ชั้น",
    "บทที่",
    "ตอนที่", "วันที่", "เวลา", "หมวด", "ส่วนที่", "วรรค", "อนุมาตรา", "หมู่", "ห้อง", "โทรศัพท์", "โทร", "ลำดับที่", "ไตรมาส", "ไตรมาสที่",
    "รุ่นที่", "ระยะที่",
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน",
    "ธันวาคม",
  ]

  /// What a number counts or measures, and months.
  private static let units: [StaticString] = [
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน",
    "ธันวาคม",
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
    "กม.", "ม.", "ซม.", "มม.", "ตร.", "ลบ.", "กก.", "ก.", "มก.", "ตัน", "ลิตร", "มล.", "ไร่", "งาน", "ตารางวา", "กิโล",
    "เมตร", "เซนติ", "มิลลิ",
    "น.", "นาฬิกา", "ชั่วโมง", "ชม.", "นาที", "วินาที", "วัน", "สัปดาห์", "เดือน", "ปี", "ไตรมาส", "ครั้ง", "รอบ",
    "บาท", "สตางค์", "ล้าน", "พัน", "หมื่น", "แสน", "ดอลลาร์", "ยูโร", "เยน",
    "คน", "ราย", "ท่าน", "รูป", "ครัวเรือน", "แห่ง", "ประเทศ", "จังหวัด", "อำเภอ", "ตำบล", "หมู่บ้าน", "หน่วย", "หน่วยงาน", "กระทรวง",
    "กรม", "เรื่อง", "ข้อ",
    "ฉบับ", "หน้า", "มาตรา", "โครงการ", "ด้าน", "ประการ", "ประเด็น", "ระดับ", "ชุด", "ชิ้น", "คัน", "หลัง", "เล่ม", "แผ่น", "เครื่อง",
    "ตัว", "จุด", "ขั้น", "องศา",
    "เปอร์เซ็นต์", "เท่า",
  ]

  /// What a number before them is measured in; the next number is another matter.
  private static let shortUnits: [StaticString] = [
    "น.", "กม.", "ม.", "ซม.", "มม.", "กก.", "ก.", "มก.", "มล.", "ชม.", "ตร.ม.", "ลบ.ม.",
  ]

  private static let scales: [StaticString] = ["ล้าน", "แสน", "หมื่น", "พัน", "ร้อย"]

  private static let offices: [StaticString] = ["กระทรวง", "กรม", "สำนักงาน"]

  private static let titles: [StaticString] = [
    "นาย", "นาง", "นางสาว", "คุณ", "ศาสตราจารย์", "รองศาสตราจารย์", "ผู้ช่วยศาสตราจารย์", "ดอกเตอร์", "นายแพทย์", "แพทย์หญิง",
    "พลเอก", "พลโท", "พลตรี",
    "พันเอก", "พันโท", "พันตรี", "ร้อยเอก", "ร้อยโท", "ร้อยตรี", "หม่อมราชวงศ์", "หม่อมหลวง", "หม่อมเจ้า", "พระครู",
  ]

  private static let shortTitles: [StaticString] = [
    "ดร.", "ศ.", "รศ.", "ผศ.", "น.ส.", "นพ.", "พญ.", "ทพ.", "พล.อ.", "พล.ท.", "พล.ต.", "พ.อ.", "พ.ท.", "พ.ต.", "ร.อ.",
    "ร.ท.", "ร.ต.", "พล.ต.อ.",
    "พล.ต.ท.", "พล.ต.ต.", "พ.ต.อ.", "พ.ต.ท.", "พ.ต.ต.", "ร.ต.อ.", "ร.ต.ท.", "ร.ต.ต.", "ม.ร.ว.", "ม.ล.", "ม.จ.",
  ]

  private static let connectives: [StaticString] = [
    "และ", "หรือ", "ที่", "ซึ่ง", "อัน", "ของ", "ใน", "โดย", "เพื่อ", "กับ", "แก่", "แต่", "จาก", "ต่อ", "ตาม", "ด้วย", "เป็น", "คือ",
    "ว่า", "ให้", "การ", "ความ", "ผู้", "จึง", "จะ", "ไม่", "เมื่อ",
    "ณ",
  ]
}
