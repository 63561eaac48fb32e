import Foundation
import TestSupport
import Testing

/// What is left after a run has ended in the middle, as seen from outside: the command is started, and stopped.
@Suite(.serialized) struct KilledTests {
  private static let arguments = ["batch", "r.jsonl", "--to", "pdf,docx", "--no-system-fonts", "--progress", "none"]

  private func arguments(_ out: String, _ more: String...) -> [String] {
    Self.arguments + ["--out", "\(out)/{id}.{ext}"] + more
  }

  /// Every file that is there is whole: it is that of an undisturbed run.
  private func checkWhole(_ fixture: BatchFixture, _ whole: [String: Data]) {
    for (name, bytes) in fixture.files() where !name.hasPrefix(".sarup-staging") {
      #expect(bytes == whole[name], "\(name) is not what it should be")
    }
  }

  @Test func killedTwentyTimesAndResumedItIsAnUndisturbedRun() throws {
    let fixture = try BatchFixture()
    try fixture.write("r.jsonl", BatchFixture.lines(1...80))
    #expect(try fixture.command(arguments("whole")).status == 0)
    let whole = fixture.files("whole")
    #expect(whole.count == 160)
    var generator = SeededGenerator(seed: 20)
    var cut = 0
    for _ in 0..<20 {
      let process = try fixture.start(arguments("out", "--resume"))
      usleep(UInt32.random(in: 5_000...250_000, using: &generator))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { cut += 1 }
      checkWhole(fixture, whole)
    }
    #expect(cut > 0)
    #expect(try fixture.command(arguments("out", "--resume")).status == 0)
    #expect(fixture.files() == whole)
  }

  @Test(arguments: [SIGTERM, SIGINT]) func signalsFinishWhatIsBegun(signal: Int32) throws {
    let fixture = try BatchFixture()
    try fixture.write("r.jsonl", BatchFixture.lines(1...400))
    let process = try fixture.start(arguments("out"))
    let journal = fixture.folder + "/out/sarup-journal.jsonl"
    // Not before something has been written.
    for _ in 0..<1000 where (FileManager.default.contents(atPath: journal)?.count ?? 0) < 2000 { usleep(10_000) }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
    // Nothing is left beside the files, and the journal tells of each of them.
    let files = fixture.files()
    let lines = try #require(fixture.read("out/sarup-journal.jsonl")).split(separator: "\n").count - 1
    #expect(lines > 0 && lines < 400)
    #expect(files.count == lines * 2)
    #expect(!files.keys.contains { $0.hasPrefix(".") })
  }

  /// Whether this machine lets us make a small disk.
  static let canMount: Bool = {
    let folder = NSTemporaryDirectory() + "sarup-mount-\(UUID().uuidString)"
    guard mkdir(folder, 0o700) == 0 else { return false }
    defer { rmdir(folder) }
    guard Self.mount(folder, "64k") else { return false }
    return umount2(folder, 0) == 0
  }()

  private static func mount(_ folder: String, _ size: String) -> Bool {
    Glibc.mount("tmpfs", folder, "tmpfs", 0, "size=\(size)") == 0
  }

  @Test(.enabled(if: canMount, "a small disk can be mounted by root alone")) func aFullDisk() throws {
    let fixture = try BatchFixture()
    try fixture.write("r.jsonl", BatchFixture.lines(1...60))
    #expect(try fixture.command(arguments("whole")).status == 0)
    let whole = fixture.files("whole")
    let out = fixture.folder + "/out"
    #expect(mkdir(out, 0o700) == 0)
    try #require(Self.mount(out, "400k"))
    // MNT_DETACH: gone with the last file that is open.
    defer { umount2(out, 2) }
    let full = try fixture.command(arguments("out"))
    #expect(full.status == 73)
    #expect(full.text.contains("no space left on device"), Comment(rawValue: full.text))
    #expect(full.text.contains("--resume"))
    let left = fixture.files()
    #expect(!left.isEmpty && left.count < whole.count)
    checkWhole(fixture, whole)
    // MS_REMOUNT
    #expect(Glibc.mount("tmpfs", out, "tmpfs", 32, "size=16m") == 0)
    #expect(try fixture.command(arguments("out", "--resume")).status == 0)
    #expect(fixture.files() == whole)
  }

  @Test func memoryDoesNotGrowWithTheRecords() throws {
    let fixture = try BatchFixture()
    try fixture.write("short.jsonl", BatchFixture.lines(1...500))
    try fixture.write("long.jsonl", BatchFixture.lines(1...1500))
    let short = try peak(fixture, "short")
    let long = try peak(fixture, "long")
    #expect(short > 0 && long < short + 4096, "\(short) KiB for 500 records, \(long) KiB for 1500")
  }

  /// The most memory that a run has held, in KiB.
  private func peak(_ fixture: BatchFixture, _ name: String) throws -> Int {
    let process = try fixture.start([
      "batch", "\(name).jsonl", "--out", "\(name)/{id}.docx", "--to", "docx", "--no-system-fonts", "--progress", "none",
    ])
    var peak = 0
    while process.isRunning {
      let status = FileManager.default.contents(atPath: "/proc/\(process.processIdentifier)/status") ?? Data()
      for line in String(decoding: status, as: UTF8.self).split(separator: "\n") where line.hasPrefix("VmHWM:") {
        peak = max(peak, Int(line.filter(\.isNumber)) ?? 0)
      }
      usleep(5000)
    }
    #expect(process.terminationStatus == 0)
    return peak
  }

  private static let parallel = "/usr/bin/parallel"

  /// The recipe of Documentation/Scaling.md, as it stands there.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: parallel), "GNU parallel is not installed"))
  func partsByGNUParallel() throws {
    let fixture = try BatchFixture()
    try fixture.write("records.jsonl", BatchFixture.lines(1...30))
    let page = try #require(GoldenFile.read(Fixtures.folder(beside: #filePath) + "/../../Documentation/Scaling.md"))
    let recipe = try #require(page.split(separator: "```sh\n").first { $0.hasPrefix("parallel ") })
    let script = recipe.prefix(while: { $0 != "`" })
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-ec", String(script)]
    shell.currentDirectoryURL = URL(fileURLWithPath: fixture.folder)
    let bin = (BatchFixture.command as NSString).deletingLastPathComponent
    // What Scripts/check-sanitizers tells a sanitizer is told to the command's own as well.
    let told = ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("SAN_OPTIONS") || $0.key == "LD_PRELOAD" }
    shell.environment = told.merging(
      ["PATH": bin + ":/usr/bin:/bin", "HOME": fixture.folder], uniquingKeysWith: { $1 })
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    let whole = try fixture.command([
      "batch", "records.jsonl", "--out", "whole/{id}.{ext}", "--to", "pdf", "--progress", "none",
    ])
    #expect(whole.status == 0)
    #expect(fixture.files() == fixture.files("whole"))
    #expect(fixture.read("out/sarup-journal.jsonl")?.split(separator: "\n").count == 31)
  }
}
