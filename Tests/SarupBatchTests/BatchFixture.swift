import Foundation
import Sarup
import SarupBatch
import SarupSyntax
import TestSupport
import Testing

/// A folder of its own for a batch, and what it leaves there.
final class BatchFixture {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "sarup-batch-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The command that was built beside these tests.
  static var command: String {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("sarup").path
  }

  func write(_ name: String, _ text: String) throws {
    try write(name, Array(text.utf8))
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let path = folder + "/" + name
    let above = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: above, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: folder + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Every file below a folder with its bytes, the journal left out.
  func files(_ below: String = "out") -> [String: Data] {
    var files: [String: Data] = [:]
    for path in FileManager.default.enumerator(atPath: folder + "/" + below) ?? NSEnumerator() {
      guard let path = path as? String, !path.contains("sarup-journal") else { continue }
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(folder)/\(below)/\(path)", isDirectory: &isFolder)
      files[path] = isFolder.boolValue ? Data() : FileManager.default.contents(atPath: "\(folder)/\(below)/\(path)")
    }
    return files
  }

  /// Keeps some PDFs for validators: those of a batch are alike but for their text.
  func keepSample(of below: String) {
    for (_, bytes) in files(below).filter({ $0.key.hasSuffix(".pdf") }).sorted(by: { $0.key < $1.key }).prefix(3) {
      KeptFiles.keep(Array(bytes), of: Test.current?.name)
    }
  }

  struct Run {
    var summary: BatchSummary?
    var failure: BatchFailure?
    /// As `--format short` prints them.
    var messages: [String] = []
  }

  /// Runs a batch over a file in the folder.
  func run(
    _ records: String, out: String = "out/{id}.{ext}", kinds: [OutputFormat] = [.pdf], encoding: TextEncoding = .utf8,
    stopAfter: Int = .max, _ change: (inout BatchPlan) -> Void = { _ in }
  ) throws -> Run {
    var environment = Environment()
    environment.allowsSystemFonts = false
    let pattern = try OutputPattern(folder + "/" + out, kinds: kinds)
    var plan = BatchPlan(pattern: pattern, request: RenderRequest(formats: kinds))
    plan.encoding = encoding
    change(&plan)
    var run = Run()
    let source: RecordSource
    do throws(RecordSource.Failure) {
      source = try RecordSource(folder + "/" + records, notation: nil, encoding: encoding) { false }
    } catch {
      guard case .mistakes(let diagnostics, let sources) = error else { throw error }
      run.messages = short(diagnostics, sources)
      return run
    }
    do throws(BatchFailure) {
      let seen = Counter()
      run.summary = try Batch(plan, environment: environment).run(
        source, isStopped: { seen.value >= stopAfter }, time: { "2026-01-01T00:00:00Z" }
      ) { event in
        switch event {
        case .messages(let diagnostics, let sources, _): run.messages += short(diagnostics, sources)
        case .progress(let progress): seen.value = progress.done
        }
      }
    } catch {
      run.failure = error
    }
    return run
  }

  private func short(_ diagnostics: Diagnostics, _ sources: [SourceText]) -> [String] {
    DiagnosticPrinter(format: .short, sources: sources).text(of: diagnostics).split(separator: "\n").map {
      String($0).replacing(folder + "/", with: "")
    }
  }

  /// Runs the command in the folder.
  ///
  /// - Returns: exit status and what it says.
  func command(_ arguments: [String], input: String? = nil) throws -> (status: Int32, text: String) {
    let process = try start(arguments, input: input)
    let data = (process.standardError as? Pipe)?.fileHandleForReading.readDataToEndOfFile() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  func start(_ arguments: [String], input: String? = nil) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.command)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardError = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = input.flatMap { FileHandle(forReadingAtPath: folder + "/" + $0) } ?? FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Records of one finding each, as lines of JSON.
  static func lines(_ numbers: ClosedRange<Int>) -> String {
    numbers.map { number in
      "{\"id\": \"A-\(number)\", \"title\": \"สรุปฉบับที่ \(number)\", \"findings\": [\"ข้อค้นพบของฉบับ \(number)\"]}\n"
    }.joined()
  }
}

private final class Counter: @unchecked Sendable {
  // A test reads it late or early; both are right.
  var value = 0
}
