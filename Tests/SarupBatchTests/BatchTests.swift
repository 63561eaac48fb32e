import Foundation
import Sarup
import SarupBatch
import TestSupport
import Testing

struct BatchTests {
  @Test func oneJobAndTwoGiveTheSameBytes() throws {
    let fixture = try BatchFixture()
    try fixture.write("r.jsonl", BatchFixture.lines(1...40))
    let one = try fixture.run("r.jsonl", out: "one/{id}.{ext}", kinds: [.pdf, .docx]) { $0.jobs = 1 }
    let two = try fixture.run("r.jsonl", out: "two/{id}.{ext}", kinds: [.pdf, .docx]) { $0.jobs = 2 }
    #expect(one.summary?.progress.made == 40 && two.summary?.progress.made == 40)
    #expect(fixture.files("one").count == 80)
    #expect(fixture.files("one") == fixture.files("two"))
    fixture.keepSample(of: "two")
  }

  /// One logo in every record, and another picture in some: as if each were rendered alone, a change of a file included.
  @Test func sharedPicturesAreThoseOfTheirFiles() throws {
    let fixture = try BatchFixture()
    try fixture.write("logo.png", Fixtures.picture("rgba8.png"))
    try fixture.write("map.png", Fixtures.picture("rgb8.png"))
    func record(_ number: Int) -> String {
      let map = number % 3 == 0 ? #", {"figure": {"path": "map.png", "alternative": "แผนที่"}}"# : ""
      let logo = #"{"figure": {"path": "logo.png", "alternative": "ตรา"}}"#
      return #"{"id": "\#(number)", "title": "ตรา", "lead": ["ก", \#(logo)\#(map)]}"#
    }
    try fixture.write("r.jsonl", (1...12).map(record).joined(separator: "\n"))
    let run = try fixture.run("r.jsonl") { $0.jobs = 2 }
    #expect(run.summary?.progress.made == 12, Comment(rawValue: run.messages.joined(separator: "\n")))
    fixture.keepSample(of: "out")
    for number in [1, 3] {
      let files = try Brief(path: "\(fixture.folder)/r.jsonl").files
      #expect(try Self.alone(record(number), files: files) == fixture.files()["\(number).pdf"])
    }
    try fixture.write("logo.png", Fixtures.picture("gray8.png"))
    let again = try fixture.run("r.jsonl", out: "again/{id}.{ext}")
    #expect(again.summary?.progress.made == 12)
    #expect(fixture.files("again")["1.pdf"] != fixture.files()["1.pdf"])
  }

  private static func alone(_ record: String, files: any FileAccess) throws -> Data? {
    var environment = Environment()
    environment.allowsSystemFonts = false
    return Renderer(environment).render(
      Brief(name: "x.json", bytes: Array(record.utf8), files: files), RenderRequest(formats: [.pdf])
    ).outputs.map { Data($0[0].bytes) }
  }

  @Test func theyAreTheFilesOfSingleBriefs() throws {
    let fixture = try BatchFixture()
    try fixture.write("r.jsonl", BatchFixture.lines(1...3))
    _ = try fixture.run("r.jsonl")
    let line = BatchFixture.lines(2...2)
    var environment = Environment()
    environment.allowsSystemFonts = false
    let rendering = Renderer(environment).render(
      Brief(name: "x.json", bytes: Array(line.utf8)), RenderRequest(formats: [.pdf]))
    #expect(rendering.outputs.map { Data($0[0].bytes) } == fixture.files()["A-2.pdf"])
  }

  @Test func badRecordsAreToldWithTheirLineAndOthersAreMade() throws {
    let fixture = try BatchFixture()
    try fixture.write(
      "r.jsonl",
      """
      {"id": "1", "title": "ดี", "lead": "ก"}

      {"id": "2", "title": 7 8}
      {"id": "3", "lead": "ก"}
      {"id": "1", "title": "ซ้ำ", "lead": "ก"}
      {"title": "ไม่มีชื่อ", "lead": "ก"}
      {"id": "6", "title": "ดี", "lead": "ก", "date": "2026-13-01"}
      {"id": "7", "title": "ดี", "lead": "ก"}
      """)
    let run = try fixture.run("r.jsonl")
    // The place and the code of each message.
    let told: [String] = run.messages.map { message in
      let place = message.prefix { $0 != " " }
      return "\(place) \(message.split(separator: "[").last ?? "")"
    }
    let expected: [String] = [
      "r.jsonl:3:24: json-syntax]", "r.jsonl:4:1: missing-key]", "r.jsonl:5:1: record-shares-file]",
      "r.jsonl:6:1: record-unnamed]", "r.jsonl:7:55: date-not-in-calendar]",
    ]
    #expect(told == expected)
    #expect(run.summary?.progress.made == 2)
    #expect(run.summary?.progress.failed == 5)
    #expect(fixture.files().keys.sorted() == ["1.pdf", "7.pdf"])
  }

  @Test func aStrictRunStopsAtTheFirstMistake() throws {
    let fixture = try BatchFixture()
    try fixture.write("r.jsonl", BatchFixture.lines(1...3) + "{\"id\": \"bad\"}\n" + BatchFixture.lines(5...60))
    let run = try fixture.run("r.jsonl") {
      $0.isStrict = true
      $0.jobs = 3
    }
    #expect(run.summary?.progress.failed == 1)
    #expect(fixture.files().keys.sorted() == ["A-1.pdf", "A-2.pdf", "A-3.pdf"])
  }

  @Test func aColumnThatIsNotThereIsToldAtOnce() throws {
    let fixture = try BatchFixture()
    try fixture.write("r.csv", "id,title\n1,ก\n")
    let run = try fixture.run("r.csv", out: "out/{ids}.pdf")
    #expect(run.failure?.message == "there is no column `ids` to name files by")
    #expect(run.failure?.hint == "Did you mean {id}? Columns are id, title, record, line.")
    #expect(fixture.files().isEmpty)
  }

  @Test func everyPartTogetherIsTheWhole() throws {
    let fixture = try BatchFixture()
    try fixture.write("r.jsonl", BatchFixture.lines(1...10) + BatchFixture.lines(3...3))
    let whole = try fixture.run("r.jsonl", out: "whole/{id}.{ext}")
    #expect(whole.summary?.progress.failed == 1)
    var failed = 0
    for index in 1...3 {
      let part = try fixture.run("r.jsonl", out: "parts/{id}.{ext}") { $0.shard = Shard("\(index)/3") }
      failed += part.summary?.progress.failed ?? 0
    }
    #expect(failed == 1)
    #expect(fixture.files("whole") == fixture.files("parts"))
    let journals = (1...3).map { fixture.folder + "/parts/sarup-journal-\($0)-of-3.jsonl" }
    let merged = try JournalMerge.merge(journals, into: fixture.folder + "/parts/all.jsonl")
    #expect(merged.done == 10 && merged.failed == 1 && merged.missingParts.isEmpty && merged.missingRecords == 0)
    let partly = try JournalMerge.merge(Array(journals.dropLast()), into: fixture.folder + "/parts/two.jsonl")
    #expect(partly.missingParts == ["3/3"])
    // The merged journal is that of the whole input.
    let resumed = try fixture.run("r.jsonl", out: "parts/{id}.{ext}") {
      $0.resumes = true
      $0.journal = fixture.folder + "/parts/all.jsonl"
    }
    #expect(resumed.summary?.progress.kept == 10)
  }

  @Test func recordsChooseTemplateAndDictionary() throws {
    let fixture = try BatchFixture()
    try fixture.write("office.yaml", "extends: brief\nstyles:\n  title: {size: 30pt}\n")
    try fixture.write("words.txt", "คณะ|กรรมการ\n")
    try fixture.write(
      "r.yaml",
      "---\nid: a\ntitle: ก\nlead: ข\n---\nid: b\ntitle: ก\nlead: ข\ntemplate: office.yaml\ndictionary: words.txt\n---\n"
        + "id: c\ntitle: ก\nlead: ข\ntemplate: none.yaml\n---\nid: d\ntitle: ก\nlead: ข\ndigits: arabic\n")
    let run = try fixture.run("r.yaml", out: "out/{id}.{ext}", kinds: [.dump])
    #expect(run.messages.count == 1 && run.messages[0].hasPrefix("r.yaml:15:11: error: "))
    #expect(run.summary?.progress.made == 3)
    let files = fixture.files()
    #expect(files["a.dump"] != files["b.dump"] && files["a.dump"] == files["d.dump"])
  }

  @Test func aFolderOfBriefs() throws {
    let fixture = try BatchFixture()
    try fixture.write("briefs/a.md", "---\ntitle: ก\nagency: ข\n---\nเนื้อความ\n")
    try fixture.write("briefs/b.json", "{\"title\": \"ก\", \"agency\": \"ค\", \"lead\": \"ก\"}")
    try fixture.write("briefs/c.md", "---\ntitle\n---\n")
    try fixture.write("briefs/note.txt", "no brief")
    let run = try fixture.run("briefs", out: "out/{agency}/{file}.{ext}")
    #expect(run.summary?.progress.made == 2 && run.summary?.progress.failed == 1)
    #expect(run.messages.first?.hasPrefix("briefs/c.md:2:1: error:") ?? false)
    #expect(fixture.files().keys.sorted() == ["ข", "ข/a.pdf", "ค", "ค/b.pdf"])
  }
}
