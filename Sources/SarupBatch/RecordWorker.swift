internal import Sarup
internal import SarupImage
internal import SarupSyntax

/// What has come of one record, on its way from a worker to the one who writes.
struct FinishedRecord: Sendable {
  enum Outcome: Sendable {
    /// The files, in the order of the paths.
    case made([[UInt8]])
    /// They are there already, and as they should be.
    case kept
    case failed
    /// Another part of the input does it.
    case elsewhere
  }

  var number: Int
  var line: Int
  /// Behind its last byte, in the whole input; of a folder the number of the brief.
  var end: Int
  var id: String?
  var outcome: Outcome
  /// The names of its files; `nil` when it has none.
  var paths: [String]?
  var digests: [Digest] = []
  var inputs: String?
  /// Why it was made although an earlier run had: the record, template or a list of words is another, or a file is not as it was.
  var reason: Reason?
  var diagnostics: Diagnostics
  var sources: [SourceText]
  /// The diagnostics as JSON objects.
  var told: [String] = []
  var milliseconds = 0

  enum Reason: Sendable {
    case changed
    case damaged
  }

  /// The place of the record as a whole.
  var place: Span? { sources.first.map { $0.span(0, 0) } }

  mutating func fail(_ code: DiagnosticCode, _ message: String, hint: String) {
    diagnostics.error(code, at: place, message, hint: hint)
    outcome = .failed
    digests = []
    tell()
  }

  mutating func tell() {
    if diagnostics.all.isEmpty { return }
    let printer = DiagnosticPrinter(format: .json, sources: sources)
    told = printer.text(of: diagnostics).split(separator: "\n").map(String.init)
  }
}

/// Does the work on one record; many do so at the same time.
struct RecordWorker: Sendable {
  let plan: BatchPlan
  let format: RecordFormat
  let renderer: Renderer
  let journal: Journal

  func work(_ raw: RawRecord) -> FinishedRecord {
    let start = ContinuousClock.now
    var diagnostics = Diagnostics()
    let record = format.read(raw, reporting: &diagnostics)
    var end = raw.origin.bytes + raw.bytes.count
    if case .briefs = format.kind { end = raw.number + 1 }
    var finished = FinishedRecord(
      number: raw.number, line: record.line, end: end, id: record.id, outcome: .failed, diagnostics: diagnostics,
      sources: [record.source] + (record.input?.record?.sources.dropFirst() ?? []))
    let isOurs = plan.shard?.has(raw.number) ?? true
    if record.input != nil { finished.paths = paths(of: record, &finished.diagnostics) }
    if !isOurs {
      finished.outcome = .elsewhere
      finished.diagnostics = Diagnostics()
      return finished
    }
    if let input = record.input { render(input, into: &finished) }
    finished.tell()
    let time = (ContinuousClock.now - start).components
    finished.milliseconds = Int(time.seconds) * 1000 + Int(time.attoseconds / 1_000_000_000_000_000)
    return finished
  }

  private func paths(of record: ReadRecord, _ diagnostics: inout Diagnostics) -> [String]? {
    do throws(OutputPattern.MissingValue) {
      return try plan.pattern.paths(record.value)
    } catch {
      let known = record.node?.mapping?.map(\.key) ?? []
      let near = DidYouMean.nearest(to: error.field, among: known).map { "Did you mean {\($0)} in --out?" }
      diagnostics.error(
        "record-unnamed", at: (record.node?.span ?? record.source.span(0, 0)).beginning,
        "the record says nothing in `\(error.field)`, by which its files are named",
        hint: near ?? "Give it a value, or name files by {record}, the number of the record.")
      return nil
    }
  }

  private func render(_ input: Brief, into finished: inout FinishedRecord) {
    if let paths = finished.paths, let entry = journal.done(paths) {
      let inputs = Self.digest(of: renderer.ingredients(of: input, plan.request))
      if inputs != entry.inputs {
        finished.reason = .changed
      } else if isThere(entry) {
        finished.outcome = .kept
        return
      } else {
        finished.reason = .damaged
      }
    }
    let rendering = renderer.render(input, plan.request)
    finished.diagnostics.add(contentsOf: rendering.diagnostics)
    finished.sources = rendering.sources.isEmpty ? finished.sources : finished.sources + rendering.sources
    guard let outputs = rendering.outputs, finished.paths != nil else { return }
    finished.inputs = Self.digest(of: rendering)
    finished.digests = outputs.map { Digest(of: $0.bytes) }
    finished.outcome = .made(outputs.map(\.bytes))
  }

  /// Whether the files of a record are what they were when they were written.
  private func isThere(_ entry: JournalEntry.Kept) -> Bool {
    entry.files.allSatisfy { file in
      guard let bytes = try? SystemFiles.read(file.path, limit: file.size) else { return false }
      return bytes.count == file.size && Digest(of: bytes).hexadecimal == file.digest
    }
  }

  /// Of all that a record's files are made from: texts, each once, and pictures.
  private static func digest(of rendering: Rendering) -> String {
    var hasher = Hasher256()
    var seen: [SourceID] = []
    for source in rendering.sources where !seen.contains(source.id) {
      seen.append(source.id)
      hasher.add(framed: source.bytes)
    }
    for picture in rendering.pictures {
      hasher.add(framed: picture.bytes)
      hasher.add(framed: picture.profile ?? [])
      hasher.add(framed: Array("\(picture.orientation) \(String(describing: picture.resolution))".utf8))
    }
    return hasher.digest().hexadecimal
  }
}
