/// Lines that belong to the page an article stood on and not to the article.
///
/// A line is furniture only when nothing else is on it, so that a sentence about sharing or reading stays.
enum ArticleFurniture {
  /// Whether every part of a line is furniture; parts are cut at bars, dots and wide gaps.
  static func covers(_ line: String) -> Bool {
    let parts = parts(of: line)
    return !parts.isEmpty && parts.allSatisfy(isFurniture)
  }

  /// Whether a line above the title names the part of the site that the article stood in.
  static func isNavigation(_ line: String) -> Bool {
    if sections.contains(letters(of: line[...])) { return true }
    let home = ["หน้าแรก", "หน้าหลัก", "Home"].first { line.hasPrefix($0) }
    guard let home else { return false }
    return line.dropFirst(home.count).contains { ">»›/|".contains($0) }
  }

  private static let sections: Set<String> = [
    "หน้าแรก", "หน้าหลัก", "home", "ข่าว", "ข่าวสาร", "ข่าวประชาสัมพันธ์", "ข่าวกิจกรรม", "ข่าวเด่น", "ข่าวล่าสุด", "ข่าวทั่วไป", "บทความ",
    "กิจกรรม",
    "ข่าวและกิจกรรม", "ประชาสัมพันธ์", "news", "articles", "เมนู", "menu",
  ]

  /// The parts of a line that is made of several: `14 มีนาคม 2562 | เข้าชม 120 ครั้ง`.
  static func parts(of line: String) -> [Substring] {
    line.split { "|｜•·".contains($0) }.map(trim).filter { !$0.isEmpty }
  }

  static func isFurniture(_ part: Substring) -> Bool {
    let key = letters(of: part)
    if key.isEmpty { return false }
    if lines.contains(key) { return true }
    if part.contains(where: { $0.isNumber || $0 == "-" }), counters.contains(key) { return true }
    let words = part.lowercased().split { !($0.isLetter || $0.isNumber) }
    return words.count > 1 && words.allSatisfy { services.contains(String($0)) }
  }

  private static func trim(_ part: Substring) -> Substring {
    var part = part
    while let first = part.first, first.isWhitespace { part.removeFirst() }
    while let last = part.last, last.isWhitespace { part.removeLast() }
    return part
  }

  /// Letters and marks alone, in lower case.
  private static func letters(of text: Substring) -> String {
    var result = ""
    for scalar in text.lowercased().unicodeScalars {
      switch scalar.value {
      case 0x0E01...0x0E3A, 0x0E40...0x0E4E, 0x61...0x7A: result.unicodeScalars.append(scalar)
      default: break
      }
    }
    return result
  }

  private static let lines: Set<String> = [
    "แชร์", "แชร์หน้านี้", "แชร์หน้าเว็บนี้", "แชร์ข่าว", "แชร์ข่าวนี้", "แชร์บทความ", "แชร์บทความนี้", "แชร์เรื่องนี้", "แชร์ไปยัง",
    "แชร์ไปที่", "แชร์ผ่าน", "แบ่งปัน", "แบ่งปันหน้านี้", "แบ่งปันข่าวนี้", "แบ่งปันบทความนี้", "ส่งต่อ", "ส่งต่อให้เพื่อน", "ส่งอีเมล",
    "share", "sharethis", "sharethispage", "sharethisarticle", "shareonfacebook", "shareonline", "tweet", "ทวีต",
    "แชร์facebook", "แชร์ไปยังfacebook", "แชร์line", "แชร์ไปยังline", "sharefacebook", "facebook", "twitter",
    "พิมพ์", "พิมพ์หน้านี้", "พิมพ์ข่าวนี้", "สั่งพิมพ์", "print", "printthispage", "คัดลอกลิงก์", "copylink",
    "อ่านต่อ", "อ่านเพิ่มเติม", "อ่านรายละเอียด", "อ่านรายละเอียดเพิ่มเติม", "อ่านทั้งหมด", "คลิกอ่านต่อ", "ดูเพิ่มเติม", "ดูทั้งหมด",
    "รายละเอียดเพิ่มเติม", "คลิกอ่านรายละเอียด", "คลิกเพื่ออ่านต่อ", "readmore", "more", "seemore", "viewall", "continuereading",
    "ย้อนกลับ", "กลับหน้าหลัก", "กลับหน้าแรก", "กลับสู่หน้าหลัก", "กลับด้านบน", "กลับขึ้นด้านบน", "backtotop", "back", "top", "ขึ้นบน",
    "หน้าถัดไป", "หน้าก่อนหน้า", "ขนาดตัวอักษร", "ขนาดตัวอักษรกกก", "ถูกใจ", "like",
  ]

  private static let counters: Set<String> = [
    "เข้าชม", "เข้าชมครั้ง", "ผู้เข้าชม", "ผู้เข้าชมคน", "ผู้เข้าชมครั้ง", "จำนวนผู้เข้าชม", "จำนวนผู้เข้าชมคน", "จำนวนผู้เข้าชมครั้ง",
    "จำนวนการเข้าชม", "จำนวนการเข้าชมครั้ง", "จำนวนเข้าชม", "จำนวนเข้าชมครั้ง", "จำนวนครั้งที่เข้าชม", "การเข้าชม", "การเข้าชมครั้ง",
    "ยอดเข้าชม", "ยอดเข้าชมครั้ง", "ยอดวิว", "ยอดชม", "เปิดอ่าน", "เปิดอ่านครั้ง", "อ่าน", "อ่านครั้ง", "อ่านแล้ว", "อ่านแล้วครั้ง",
    "จำนวนคนอ่าน", "จำนวนคนอ่านคน", "จำนวนผู้อ่าน", "จำนวนผู้อ่านคน", "ผู้อ่าน", "ผู้อ่านคน", "คนอ่าน", "จำนวนผู้ชม", "จำนวนผู้ชมครั้ง",
    "ผู้ชม", "ผู้ชมครั้ง", "ผู้ชมคน", "ดู", "ดูครั้ง", "ครั้งที่อ่าน", "แชร์ครั้ง", "view", "views", "pageviews", "hits", "hit",
    "visits", "visitors", "reads", "shares", "likes", "ดาวน์โหลดครั้ง",
  ]

  private static let services: Set<String> = [
    "facebook", "twitter", "line", "x", "email", "instagram", "youtube", "linkedin", "messenger", "tiktok", "whatsapp",
    "share", "print", "tweet", "แชร์", "พิมพ์", "อีเมล",
  ]
}
