/// How well a line ends at a space.
///
/// A space always offers a break, but some spaces stand inside what is read as one: มาตรา ๔๔, ๑๔ มีนาคม, ๑๒ กม., นาย ปกรณ์. A lower
/// score makes the line breaker look for another place first; it never forbids the break.
enum SpaceJoints {
  static let unit: Float = 0.5
  private static let name: Float = 1
  static let opener: Float = 1
  private static let joiner: Float = 1.5
  private static let leader: Float = 2.2
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
      guard right.kind == .thai else {
        if isNumbered(at: Int(right.start), in: text) { return name }
        let word = Int(right.start)
        let isUnit = isLatin(latinUnits, at: word, in: text) || isLatin(latinMonths, at: word, in: text)
        return isUnit ? unit : BreakOpportunity.certain
      }
      return isCounted(at: Int(right.start), in: text) ? unit : number
    }
    let isAbbreviated = text[end - 1] == UInt8(ascii: ".")
    if right.lineBreak == .NU {
      // พ.ศ. 2568 belongs together, 9.00 น. 11.00 น. falls apart behind its first unit.
      if isAbbreviated { return ends(with: shortUnits, at: end, in: text) ? number : unit }
      // ๒๖ - ๒๗ is one span of days, 09.00 - 16.30 one of hours.
      if left.kind == .dash { return name }
      if ends(with: latinMonths, at: end, in: text) { return unit }
      guard left.kind == .thai else { return left.flags.contains(.isLetter) ? number : BreakOpportunity.certain }
      let word = lastWord..<end
      let isLabel = isWord(of: labels, word, in: text) || isWord(of: months, word, in: text)
      return isLabel || isCode(left, in: text) ? unit : number
    }
    guard right.kind == .thai else {
      return isAbbreviated && ends(with: latinTitles, at: end, in: text) ? name : BreakOpportunity.certain
    }
    if isAbbreviated { return ends(with: shortTitles, at: end, in: text) ? name : BreakOpportunity.certain }
    guard left.kind == .thai else { return BreakOpportunity.certain }
    let word = lastWord..<end
    if isWord(of: titles, word, in: text) { return name }
    if isWord(of: ["เดือน"], word, in: text), starts(with: months, at: Int(right.start), in: text) { return unit }
    // ณ leads into a place and is nothing by itself.
    if isWord(of: ["ณ"], word, in: text) { return unit }
    return connective(word, in: text) ?? BreakOpportunity.certain
  }

  /// The most that a break scores behind a word that leaves the reader waiting for the next one: it looks ill at the end of a line.
  static func connective(_ word: Range<Int>, in text: Swift.Span<UInt8>) -> Float? {
    // No word of the lists has more letters.
    guard word.count <= 18 else { return nil }
    if isWord(of: openers, word, in: text) { return opener }
    if isWord(of: joiners, word, in: text) { return joiner }
    return isWord(of: leaders, word, in: text) ? leader : nil
  }

  /// Whether a month begins here, or what a number counts or measures.
  private static func isCounted(at offset: Int, in text: Swift.Span<UInt8>) -> Bool {
    starts(with: months, at: offset, in: text) || starts(with: units, at: offset, in: text)
  }

  /// Whether a word scales the number in front of it and what it counts comes next: 64.2 ล้าน | บาท.
  static func isScale(_ word: Range<Int>, before next: Int, in text: Swift.Span<UInt8>) -> Bool {
    guard isWord(of: scales, word, in: text) else { return false }
    var number = word.lowerBound
    while number > 0, text[number - 1] == 0x20 { number -= 1 }
    guard number > 0, isDigit(endingAt: number, in: text) else { return false }
    return isCounted(at: next, in: text)
  }

  /// และ/หรือ is said as one.
  static func isAndOr(before end: Int, after start: Int, in text: Swift.Span<UInt8>) -> Bool {
    ends(with: ["และ"], at: end, in: text) && starts(with: ["หรือ"], at: start, in: text)
  }

  /// The letters of an office in the number of a document: นร ๐๒๐๕, ว ๑๒๓.
  private static func isCode(_ item: LineBreakItem, in text: Swift.Span<UInt8>) -> Bool {
    guard item.core - item.start <= 9 else { return false }
    return stride(from: Int(item.start), to: Int(item.core), by: 3).allSatisfy {
      (0x0E01...0x0E2E).contains(text.scalar(at: $0).value)
    }
  }

  /// (๑) and (12) behind the number of an article or a clause.
  private static func isNumbered(at offset: Int, in text: Swift.Span<UInt8>) -> Bool {
    guard text[offset] == UInt8(ascii: "(") else { return false }
    var end = offset + 1
    while end < text.count {
      let (scalar, length) = text.scalar(at: end)
      guard (0x30...0x39).contains(scalar) || (0x0E50...0x0E59).contains(scalar) else { break }
      end += length
    }
    return end > offset + 1 && end < text.count && text[end] == UInt8(ascii: ")")
  }

  /// Whether a word of the list begins here, with no letter or digit behind it.
  private static func isLatin(_ list: [StaticString], at offset: Int, in text: Swift.Span<UInt8>) -> Bool {
    list.contains { word in
      let end = offset + word.utf8CodeUnitCount
      guard matches(word, at: offset, in: text) else { return false }
      return end == text.count || (text[end] | 0x20) &- UInt8(ascii: "a") >= 26 && text[end] &- 0x30 >= 10
    }
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
    "บทที่", "จำนวน", "ประมาณ", "อายุ", "อันดับ", "ลำดับ", "หมายเลข", "โทรสาร", "ซอย", "ประเภท", "พุทธศักราช", "คริสต์ศักราช",
    "ประจำปี", "ปีงบประมาณ", "ปีการศึกษา", "งบประมาณ", "วงเงิน", "มูลค่า", "รหัส", "สาย", "เล่ม", "ภาคเรียนที่",
    "ตอนที่", "วันที่", "เวลา", "หมวด", "ส่วนที่", "วรรค", "อนุมาตรา", "หมู่", "ห้อง", "โทรศัพท์", "โทร", "ลำดับที่", "ไตรมาส", "ไตรมาสที่",
    "รุ่นที่", "ระยะที่",
  ]

  private static let months: [StaticString] = [
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน",
    "ธันวาคม",
  ]

  private static let latinMonths: [StaticString] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// What a number counts or measures.
  private static let units: [StaticString] = [
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
    "กม.", "ม.", "ซม.", "มม.", "ตร.", "ลบ.", "กก.", "ก.", "มก.", "ตัน", "ลิตร", "มล.", "ไร่", "งาน", "ตารางวา", "กิโล",
    "เมตร", "เซนติ", "มิลลิ",
    "น.", "นาฬิกา", "ชั่วโมง", "ชม.", "นาที", "วินาที", "วัน", "สัปดาห์", "เดือน", "ปี", "ไตรมาส", "ครั้ง", "รอบ",
    "บาท", "สตางค์", "ล้าน", "พัน", "หมื่น", "แสน", "ดอลลาร์", "ยูโร", "เยน",
    "คน", "ราย", "ท่าน", "รูป", "ครัวเรือน", "แห่ง", "ประเทศ", "จังหวัด", "อำเภอ", "ตำบล", "หมู่บ้าน", "หน่วย", "หน่วยงาน", "กระทรวง",
    "กรม", "เรื่อง", "ข้อ",
    "ฉบับ", "หน้า", "มาตรา", "โครงการ", "ด้าน", "ประการ", "ประเด็น", "ระดับ", "ชุด", "ชิ้น", "คัน", "หลัง", "เล่ม", "แผ่น", "เครื่อง",
    "ตัว", "จุด", "ขั้น", "องศา",
    "เปอร์เซ็นต์", "เท่า", "ทวิ", "ตรี", "จัตวา", "เบญจ", "วรรค", "คะแนน", "เมกะ", "เฮกตาร์", "ครอบครัว", "ศพ", "องค์", "คู่",
    "หลา",
    "นิ้ว", "ฟุต", "ไมล์", "ปอนด์", "หยวน", "ริงกิต", "รูเปียห์", "กีบ", "ด่ง", "วอน", "สิทธิ", "หลักสูตร", "รุ่น", "ชั้น", "ห้อง", "เตียง",
    "สาขา",
    "กลุ่ม", "กองทุน", "สถาบัน", "โรง", "อปท.", "ชนิด", "ประเภท", "วิธี", "ตำแหน่ง", "ช่อง", "กิจกรรม", "ตัวชี้วัด", "มาตรการ",
    "เส้นทาง",
    "สถานี", "ภาษา", "แปลง", "ดวง", "ผืน", "ถุง", "กล่อง", "ขวด", "โดส", "เข็ม", "สำนวน",
  ]

  private static let latinUnits: [StaticString] = [
    "kg", "g", "mg", "µg", "t", "km", "m", "cm", "mm", "µm", "nm", "ha", "L", "l", "mL", "ml", "W", "kW", "MW", "GW",
    "kWh",
    "MWh", "V", "kV", "A", "Hz", "kHz", "MHz", "GHz", "B", "kB", "KB", "MB", "GB", "TB", "Mbps", "Gbps", "s", "ms",
    "min", "h",
    "km/h", "°C", "°F", "°", "ppm", "psi", "dB", "USD", "THB", "EUR", "JPY", "CNY", "a.m.", "p.m.", "AM", "PM",
  ]

  private static let latinTitles: [StaticString] = [
    "Dr.", "Mr.", "Mrs.", "Ms.", "Prof.", "St.", "No.", "Vol.", "Fig.",
  ]

  /// What a number before them is measured in; the next number is another matter.
  private static let shortUnits: [StaticString] = [
    "น.", "กม.", "ม.", "ซม.", "มม.", "กก.", "ก.", "มก.", "มล.", "ชม.", "ตร.ม.", "ลบ.ม.",
  ]

  private static let scales: [StaticString] = ["ล้าน", "แสน", "หมื่น", "พัน", "ร้อย"]

  private static let offices: [StaticString] = [
    "กระทรวง", "กรม", "สำนักงาน", "ศูนย์", "สถาบัน", "มหาวิทยาลัย", "มูลนิธิ", "ธนาคาร", "องค์การ", "คณะกรรมการ", "คณะอนุกรรมการ",
    "โรงพยาบาล", "โรงเรียน", "เทศบาล", "สมาคม", "บริษัท", "กองทุน", "ศาล",
  ]

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

  /// Prefixes that make a noun of what follows, and words that hardly ever end a phrase.
  private static let openers: [StaticString] = ["การ", "ความ", "ผู้", "ณ"]

  private static let joiners: [StaticString] = [
    "และ", "หรือ", "ที่", "ซึ่ง", "ของ", "แห่ง", "ใน", "โดย", "เพื่อ", "กับ", "แก่", "ว่า",
  ]

  private static let leaders: [StaticString] =
    [
      "อัน", "แต่", "จาก", "ต่อ", "ตาม", "ด้วย", "เป็น", "คือ", "ให้", "จึง", "จะ", "ไม่", "เมื่อ",
    ]
}
