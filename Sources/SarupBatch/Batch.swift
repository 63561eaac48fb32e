package import Sarup
internal import SarupBrief
package import SarupSyntax
internal import Synchronization

/// How far a batch has come.
package struct BatchProgress: Sendable {
  /// Records that were rendered and written.
  package var made = 0
  /// Records that an earlier run had done.
  package var kept = 0
  package var failed = 0
  /// Of those that were rendered, how many with a warning.
  package var warned = 0
  /// Records of other parts of the input.
  package var elsewhere = 0
  /// Of the input, from 0 to 1; `nil` where its length is not known.
  package var fraction: Double?

  /// Records that this run has looked at and that are its own.
  package var done: Int { made + kept + failed }
}

/// What a batch says while it runs, on the thread that runs it.
package enum BatchEvent {
  /// What there is to say about a record, in the order of the records.
  case messages(Diagnostics, [SourceText], hasFailed: Bool)
  /// Comes several times a second.
  case progress(BatchProgress)
}

/// Renders many records on a few threads, and writes them down as they are done.
///
/// One thread cuts the input into records, as many as there are cores render them, and the calling thread writes what comes out, in
/// the order of the records: so messages, the journal and what a strict run leaves do not depend on who was faster.
package struct Batch {
  private let plan: BatchPlan
  private let environment: Environment

  /// Records on their way at one time, for each thread that renders, and bytes of records and of files that wait.
  private static let windowPerJob = 64
  private static let mostBytes = 32 << 20
  /// What is written and synced at one time.
  private static let groupCount = 64
  private static let groupBytes = 8 << 20
  /// How long the calling thread waits, in milliseconds, before it takes fewer and looks around.
  private static let patience = 50

  package init(_ plan: BatchPlan, environment: Environment) {
    self.plan = plan
    self.environment = environment
  }

  /// Carries a reader to the thread that reads; nobody else uses it from then on.
  private struct Handover: @unchecked Sendable {
    let source: RecordSource
  }

  /// Runs to the end of the records, the first failure of a strict run, or until it is to stop.
  ///
  /// - Parameters:
  ///   - isStopped: whether to finish what is being worked on and stop; asked often, from several threads.
  ///   - time: the time of day, for the journal.
  /// - Throws: ``BatchFailure`` when it cannot begin, or cannot go on; what was done until then is in the journal.
  package func run(
    _ source: RecordSource, isStopped: @escaping @Sendable () -> Bool, time: () -> String, _ say: (BatchEvent) -> Void
  ) throws(BatchFailure) -> BatchSummary {
    try check(source)
    let (journal, staging) = try open()
    let conveyor = Conveyor<RawRecord, FinishedRecord>(
      mostItems: Self.windowPerJob * plan.jobs, mostWeight: Self.mostBytes, groupItems: Self.groupCount / 2)
    let readFailure = SharedFailure()
    let handover = Handover(source: source)
    let reader = Worker {
      do throws(FileError) {
        // What is held of a record while it is worked on is a few times its size.
        while let raw = try handover.source.next(), conveyor.put(raw, weight: raw.bytes.count * 4) {}
      } catch {
        readFailure.set(error)
      }
      conveyor.close()
    }
    let worker = RecordWorker(
      plan: plan, format: source.format, renderer: Renderer(environment, keepsTemplateFiles: true), journal: journal)
    var threads: [Worker] = []
    for _ in 0..<plan.jobs {
      let thread = Worker {
        while let (number, raw) = conveyor.take() {
          let finished = worker.work(raw)
          var weight = raw.bytes.count * 4
          if case .made(let files) = finished.outcome { weight += files.reduce(0) { $0 + $1.count } }
          conveyor.deliver(finished, number: number, weight: weight)
        }
      }
      if let thread { threads.append(thread) }
    }
    defer {
      conveyor.stop()
      reader?.join()
      for thread in threads { thread.join() }
    }
    guard reader != nil, !threads.isEmpty else {
      throw BatchFailure(.cannotWrite, "the system has no room for another thread", hint: "Give --jobs 1.")
    }
    var writer = BatchWriter(plan: plan, journal: journal, staging: staging, size: source.size)
    try write(from: conveyor, with: &writer, isStopped, time, say)
    if let error = readFailure.get() {
      throw BatchFailure(
        .noInput, "cannot read on in \(source.format.name): \(Self.words(error))", hint: "Go on with --resume.")
    }
    return writer.summary
  }

  private func open() throws(BatchFailure) -> (Journal, Staging) {
    let root = plan.pattern.root
    do throws(SystemError) {
      // The journal stands in it as a rule.
      try Staging.makeFolders(root)
    } catch {
      throw BatchFailure(.cannotWrite, "cannot make the folder \(root): \(error.message.lowercased())")
    }
    let journal: Journal
    do throws(Journal.Failure) {
      journal = try Journal(plan.journalPath, header: plan.header(environment), resumes: plan.resumes)
    } catch {
      throw BatchFailure(error, path: plan.journalPath)
    }
    do throws(SystemError) {
      // Who holds the journal holds this folder.
      return (journal, try Staging(root: root, name: plan.stagingName))
    } catch {
      throw BatchFailure(.cannotWrite, "cannot write into \(root): \(error.message.lowercased())")
    }
  }

  private func write(
    from conveyor: Conveyor<RawRecord, FinishedRecord>, with writer: inout BatchWriter,
    _ isStopped: () -> Bool, _ time: () -> String, _ say: (BatchEvent) -> Void
  ) throws(BatchFailure) {
    while true {
      if isStopped(), !writer.summary.wasStopped {
        writer.summary.wasStopped = true
        conveyor.stop()
      }
      switch conveyor.collect(upTo: Self.groupCount, mostWeight: Self.groupBytes, milliseconds: Self.patience) {
      case .end: return
      case .none: break
      case .results(let finished):
        try writer.write(finished, time(), say)
        if plan.isStrict, writer.summary.progress.failed > 0 {
          conveyor.stop()
          return
        }
      }
      say(.progress(writer.summary.progress))
    }
  }

  /// What can be told before anything is made.
  private func check(_ source: RecordSource) throws(BatchFailure) {
    guard let known = source.format.knownFields else { return }
    for field in plan.pattern.fields {
      let isKnown = known.contains(field) || known.contains(ColumnName.field(field))
      if isKnown { continue }
      let near = DidYouMean.nearest(to: field, among: known).map { "Did you mean {\($0)}? " } ?? ""
      throw BatchFailure(
        .badInput, "there is no column `\(field)` to name files by",
        hint: "\(near)Columns are \(known.joined(separator: ", ")).")
    }
  }

  private static func words(_ error: FileError) -> String {
    if case .other(let words) = error.reason { return words.lowercased() }
    return "it is not to be read any more"
  }
}

/// Carries an error from one thread to another.
private final class SharedFailure: Sendable {
  private let error = Mutex<FileError?>(nil)

  func set(_ failure: FileError) { error.withLock { $0 = failure } }
  func get() -> FileError? { error.withLock { $0 } }
}
