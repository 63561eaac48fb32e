import Foundation
import Sarup
import SarupBatch
import Testing

/// Tables as spreadsheets save them, taken through a batch.
struct TableTests {
  private static let table = #"""
    id,ชื่อเรื่อง,หน่วยงาน,วันที่,ความนำ,ข้อ ๑,ข้อ ๒,ผู้จัดทำ
    1,สรุปการประชุม,กรมที่ดิน,14/3/2562,"บรรทัดแรก
    บรรทัดที่สอง","ข้อที่มี, จุลภาค","คำว่า ""สำคัญ""",โชติมา (กองนวัตกรรม) / ข่าว
    2,ฉบับที่สอง,,,,ข้อเดียว,,

    """#

  private static let data = """
    {"id": "1", "title": "สรุปการประชุม", "agency": "กรมที่ดิน", "date": "2019-03-14", "lead": ["บรรทัดแรก", "บรรทัดที่สอง"], \
    "findings": ["ข้อที่มี, จุลภาค", "คำว่า \\"สำคัญ\\""], "credits": [{"name": "โชติมา", "unit": "กองนวัตกรรม", "role": "ข่าว"}]}
    {"id": "2", "title": "ฉบับที่สอง", "findings": ["ข้อเดียว"]}

    """

  private func dumps(_ bytes: [UInt8], _ name: String = "r.csv", encoding: TextEncoding = .utf8) throws -> [String:
    Data]
  {
    let fixture = try BatchFixture()
    try fixture.write(name, bytes)
    let run = try fixture.run(name, kinds: [.dump], encoding: encoding)
    #expect(run.failure == nil && run.messages == [])
    return fixture.files()
  }

  @Test func everyWayOfSavingGivesTheSame() throws {
    let expected = try dumps(Array(Self.data.utf8), "r.jsonl")
    #expect(expected.count == 2)
    let table = Self.table
    #expect(try dumps(Array(table.utf8)) == expected)
    #expect(try dumps([0xEF, 0xBB, 0xBF] + Array(table.utf8)) == expected, "with a byte order mark")
    #expect(try dumps(Array(table.replacing("\n", with: "\r\n").utf8)) == expected, "with line ends of Windows")
    #expect(try dumps(Array(table.replacing("\n", with: "\r").utf8)) == expected, "with line ends of the old Mac")
    #expect(try dumps(Array(table.dropLast().utf8)) == expected, "without a last line end")
    let other = table.replacing("ข้อที่มี, จุลภาค", with: "COMMA").replacing(",", with: ";").replacing(
      "COMMA", with: "ข้อที่มี, จุลภาค")
    #expect(try dumps(Array(other.utf8)) == expected, "with semicolons")
    #expect(try dumps(Array(("sep=;\n" + other).utf8)) == expected, "with a line that names the separator")
    #expect(try dumps(Array(other.replacing(";", with: "\t").utf8), "r.tsv") == expected, "with tabs")
    #expect(try dumps(Self.windows874(table), encoding: .windows874) == expected, "in Windows-874")
  }

  private static func windows874(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { $0.value < 0x80 ? UInt8($0.value) : UInt8($0.value - 0x0E00 + 0xA0) }
  }

  private func messages(_ text: String) throws -> [String] {
    let fixture = try BatchFixture()
    try fixture.write("r.csv", text)
    return try fixture.run("r.csv", kinds: [.dump]).messages
  }

  @Test func mistakesAreToldAtTheirCell() throws {
    let told = try messages(
      #"""
      id,title,date,lead
      1,ก,"2026-13-01",ข
      2,"เปิด,2026-01-01,ข
      3,ก,2026-01-01,ข
      4,ก "ข" ค,2026-01-01,ข
      5,ก,2026-01-01,ข,เกิน
      6,,2026-01-01,ข
      7,ก,3/4/2019,ข

      """#)
    #expect(
      told == [
        "r.csv:2:11: error: there is no month 13 [date-not-in-calendar]",
        "r.csv:3:3: error: the quotation mark that opens this cell is never closed [csv-syntax]",
        "r.csv:5:5: error: this quotation mark is neither at the edge of a cell nor doubled [csv-syntax]",
        "r.csv:6:18: error: this cell stands under no name [table-cell]",
        "r.csv:7:1: error: `title` is missing in a brief [missing-key]",
        "r.csv:8:5: error: `3/4/2019` is not a date [date-form]",
      ])
  }

  @Test func linesOfACellAreFindings() throws {
    let plain = try dumps(Array("id,title,findings\n1,ก,\"ข้อหนึ่ง\nข้อสอง\"\n".utf8))
    let typed = try dumps(Array("id,title,findings\n1,ก,\"๑. ข้อหนึ่ง\n๒. ข้อสอง\"\n".utf8))
    let columns = try dumps(Array("id,title,finding 2,finding 1\n1,ก,ข้อสอง,ข้อหนึ่ง\n".utf8))
    #expect(plain == typed && plain == columns)
    let more = try dumps(Array("id,title,findings\n1,ก,\"1) ข้อหนึ่ง\nต่อ\n2) ข้อสอง\"\n".utf8))
    let data = #"{"id":"1","title":"ก","findings":[{"text":"ข้อหนึ่ง","more":["ต่อ"]},"ข้อสอง"]}"#
    #expect(try more == dumps(Array(data.utf8), "r.jsonl"))
    // A number that does not count is text.
    let number = try dumps(Array("id,title,findings\n1,ก,\"3.5 ล้านบาท\n2 ปี\"\n".utf8))
    #expect(try number == dumps(Array(#"{"id":"1","title":"ก","findings":["3.5 ล้านบาท","2 ปี"]}"#.utf8), "r.jsonl"))
  }

  @Test func creditsMayHaveColumnsOfTheirOwn() throws {
    let columns = try dumps(
      Array("id,title,lead,credit 1 unit,credit 1,credit 1 role,credit 2\n1,ก,ข,กอง,ชื่อ,ภาพ,ธนา\n".utf8))
    let data = #"{"id":"1","title":"ก","lead":"ข","credits":[{"name":"ชื่อ","unit":"กอง","role":"ภาพ"},"ธนา"]}"#
    #expect(try columns == dumps(Array(data.utf8), "r.jsonl"))
  }

  @Test func columnsThatAreTheSameAreRefused() throws {
    let told = try messages("id,title,ชื่อเรื่อง\n1,ก,ข\n")
    #expect(told == ["r.csv:1:10: error: the column `ชื่อเรื่อง` is there twice [table-column]"])
  }
}
