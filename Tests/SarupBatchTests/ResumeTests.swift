import Foundation
import Sarup
import SarupBatch
import TestSupport
import Testing

struct ResumeTests {
  /// A fixture with the records 1 to 12, and what an undisturbed run makes of them.
  private func prepared() throws -> (BatchFixture, [String: Data]) {
    let fixture = try BatchFixture()
    try fixture.write("r.jsonl", BatchFixture.lines(1...12))
    let run = try fixture.run("r.jsonl", out: "whole/{id}.{ext}")
    #expect(run.summary?.progress.made == 12)
    return (fixture, fixture.files("whole"))
  }

  private var journal: String { "out/sarup-journal.jsonl" }

  @Test func aRunThatIsThereIsNotBegunAgain() throws {
    let (fixture, _) = try prepared()
    _ = try fixture.run("r.jsonl")
    let before = fixture.read(journal)
    let again = try fixture.run("r.jsonl")
    #expect(again.failure?.hint == "Give --resume to go on with that run, or delete the journal to begin anew.")
    #expect(fixture.read(journal) == before)
  }

  @Test func whatIsLeftIsDone() throws {
    let (fixture, whole) = try prepared()
    let first = try fixture.run("r.jsonl", stopAfter: 1)
    #expect(first.summary?.wasStopped == true)
    let done = first.summary?.progress.made ?? 0
    #expect(done >= 1)
    let second = try fixture.run("r.jsonl") { $0.resumes = true }
    #expect(second.summary?.progress.kept == done)
    #expect(second.summary?.progress.made == 12 - done)
    #expect(fixture.files() == whole)
  }

  @Test func aTornLineOfTheJournalIsDoneAgain() throws {
    let (fixture, whole) = try prepared()
    _ = try fixture.run("r.jsonl")
    let text = try #require(fixture.read(journal))
    // At every place of the last line, and in the first.
    for length in [1, 40, 300] + [text.utf8.count - 1, text.utf8.count - 30] {
      try fixture.write(journal, Array(text.utf8.prefix(length)))
      let run = try fixture.run("r.jsonl") { $0.resumes = true }
      #expect(run.failure == nil, "cut at \(length)")
      #expect(run.summary.map { $0.progress.kept + $0.progress.made } == 12)
      #expect(fixture.files() == whole)
      let after = try #require(fixture.read(journal))
      #expect(after.hasSuffix("\n") && after.split(separator: "\n").count == 13)
    }
  }

  @Test func rubbishInTheJournalIsDoneAgain() throws {
    let (fixture, _) = try prepared()
    _ = try fixture.run("r.jsonl")
    var lines = try #require(fixture.read(journal)).split(separator: "\n").map(String.init)
    lines[3] = "\u{0}\u{0}\u{0}"
    lines[5] = "{\"record\": 5}"
    try fixture.write(journal, lines.joined(separator: "\n") + "\n")
    let run = try fixture.run("r.jsonl") { $0.resumes = true }
    #expect(run.summary?.progress.kept == 10 && run.summary?.progress.made == 2 && run.summary?.brokenLines == 2)
  }

  @Test func filesAreLookedAt() throws {
    let (fixture, whole) = try prepared()
    _ = try fixture.run("r.jsonl")
    try FileManager.default.removeItem(atPath: fixture.folder + "/out/A-3.pdf")
    var bytes = [UInt8](try #require(whole["A-5.pdf"]))
    bytes[bytes.count / 2] ^= 1
    try fixture.write("out/A-5.pdf", bytes)
    try fixture.write("out/A-7.pdf", Array(bytes.prefix(100)))
    let run = try fixture.run("r.jsonl") { $0.resumes = true }
    #expect(run.summary?.progress.made == 3 && run.summary?.damaged == 3)
    #expect(fixture.files() == whole)
  }

  @Test func recordsThatChangedAreMadeAnew() throws {
    let (fixture, _) = try prepared()
    _ = try fixture.run("r.jsonl")
    try fixture.write(
      "r.jsonl", BatchFixture.lines(0...0) + BatchFixture.lines(1...12).replacing("ของฉบับ 4", with: "ที่แก้แล้ว"))
    let run = try fixture.run("r.jsonl") { $0.resumes = true }
    #expect(run.summary?.progress.made == 2 && run.summary?.changed == 1 && run.summary?.progress.kept == 11)
  }

  @Test func recordsWhosePictureChangedAreMadeAnew() throws {
    let fixture = try BatchFixture()
    try fixture.write("seal.png", Fixtures.picture("gray8.png"))
    try fixture.write(
      "office.yaml", "extends: brief\nbody:\n  - header: [{picture: logo, width: 20mm}, \"{{title}}\"]\n  - lead\n")
    try fixture.write(
      "r.jsonl",
      "{\"id\":\"1\",\"title\":\"ก\",\"lead\":\"ข\",\"template\":\"office.yaml\",\"logo\":\"seal.png\"}\n"
        + "{\"id\":\"2\",\"title\":\"ก\",\"lead\":\"ข\"}\n")
    _ = try fixture.run("r.jsonl")
    try fixture.write("seal.png", Fixtures.picture("gray4.png"))
    let run = try fixture.run("r.jsonl") { $0.resumes = true }
    #expect(run.summary?.progress.made == 1 && run.summary?.changed == 1 && run.summary?.progress.kept == 1)
  }

  @Test func recordsWhoseTemplateChangedAreMadeAnew() throws {
    let fixture = try BatchFixture()
    try fixture.write("base.yaml", "extends: brief\n")
    try fixture.write("office.yaml", "extends: base.yaml\n")
    try fixture.write("words.txt", "คำ\n")
    try fixture.write(
      "r.jsonl",
      "{\"id\":\"1\",\"title\":\"ก\",\"lead\":\"ข\",\"template\":\"office.yaml\"}\n{\"id\":\"2\",\"title\":\"ก\",\"lead\":\"ข\"}\n"
        + "{\"id\":\"3\",\"title\":\"ก\",\"lead\":\"ข\",\"dictionary\":\"words.txt\"}\n")
    _ = try fixture.run("r.jsonl")
    try fixture.write("base.yaml", "extends: brief\nstyles:\n  title: {size: 30pt}\n")
    var run = try fixture.run("r.jsonl") { $0.resumes = true }
    #expect(run.summary?.progress.made == 1 && run.summary?.changed == 1)
    try fixture.write("words.txt", "ถ้อยคำ\n")
    run = try fixture.run("r.jsonl") { $0.resumes = true }
    #expect(run.summary?.progress.made == 1 && run.summary?.changed == 1)
    run = try fixture.run("r.jsonl") { $0.resumes = true }
    #expect(run.summary?.progress.made == 0 && run.summary?.progress.kept == 3)
  }

  @Test func mendedRecordsAreRendered() throws {
    let fixture = try BatchFixture()
    try fixture.write("r.jsonl", "{\"id\": \"1\"}\n" + BatchFixture.lines(2...4))
    let first = try fixture.run("r.jsonl")
    #expect(first.summary?.progress.failed == 1)
    try fixture.write("r.jsonl", "{\"id\": \"1\", \"title\": \"ก\", \"lead\": \"ข\"}\n" + BatchFixture.lines(2...4))
    let second = try fixture.run("r.jsonl") { $0.resumes = true }
    #expect(second.summary?.progress.failed == 0 && second.summary?.progress.made == 1)
  }

  @Test func otherSettingsAreRefused() throws {
    let (fixture, _) = try prepared()
    _ = try fixture.run("r.jsonl")
    let digits = try fixture.run("r.jsonl") {
      $0.resumes = true
      $0.request.digits = .arabic
    }
    #expect(digits.failure?.message.hasSuffix("were made with nothing for --digits, and now it is `arabic`") ?? false)
    let kinds = try fixture.run("r.jsonl", kinds: [.pdf, .docx]) { $0.resumes = true }
    #expect(kinds.failure?.message.contains("`pdf` for --to") ?? false)
    let part = try fixture.run("r.jsonl") {
      $0.resumes = true
      $0.shard = Shard("1/2")
      $0.journal = fixture.folder + "/out/sarup-journal.jsonl"
    }
    #expect(part.failure?.message.hasSuffix("is of part 1/1, and this is part 1/2") ?? false)
  }

  /// The journal keeps a digest of the letterhead: an office that has changed it gets no files of two kinds.
  @Test func anotherLetterheadIsRefused() throws {
    let fixture = try BatchFixture()
    try fixture.write("r.jsonl", BatchFixture.lines(1...2))
    let examples = Fixtures.folder(beside: #filePath) + "/../../Examples/letterhead/"
    let bytes = try #require(GoldenFile.readBytes(examples + "letterhead.docx"))
    func run(_ letterhead: [UInt8]?, resuming: Bool = true) throws -> BatchFixture.Run {
      try fixture.run("r.jsonl", kinds: [.docx]) {
        $0.resumes = resuming
        $0.request.letterhead = letterhead.map { LetterheadFile(name: "letterhead.docx", bytes: $0) }
      }
    }
    #expect(try run(bytes, resuming: false).summary?.progress.made == 2)
    let digest = Digest(of: bytes).hexadecimal
    #expect(fixture.read(journal)?.contains(digest) ?? false)
    #expect(try run(bytes).summary?.progress.kept == 2)
    for other in [nil, bytes + [0]] {
      let refused = try run(other)
      #expect(refused.failure?.message.contains("for --reference") ?? false, "\(refused)")
    }
    #expect(try run(bytes).summary?.progress.kept == 2)
  }

  @Test func aFileThatIsNoJournalIsLeftAlone() throws {
    let (fixture, _) = try prepared()
    for text in ["a\nb\n", "a", "{\"record\":1}\n"] {
      try fixture.write("note.txt", text)
      let run = try fixture.run("r.jsonl") {
        $0.resumes = true
        $0.journal = fixture.folder + "/note.txt"
      }
      #expect(run.failure?.message.hasSuffix("is not a journal") ?? false)
      #expect(fixture.read("note.txt") == text)
    }
  }

  @Test func aNameThatIsTakenFailsItsRecordAlone() throws {
    let (fixture, whole) = try prepared()
    try fixture.write("out/A-3.pdf/x", "a folder stands here")
    let run = try fixture.run("r.jsonl")
    #expect(run.summary?.progress.made == 11 && run.summary?.progress.failed == 1)
    #expect(run.messages.first?.hasPrefix("r.jsonl:3:1: error: cannot write") ?? false)
    try FileManager.default.removeItem(atPath: fixture.folder + "/out/A-3.pdf")
    _ = try fixture.run("r.jsonl") { $0.resumes = true }
    #expect(fixture.files() == whole)
  }
}
