internal import Sarup
internal import SarupSyntax

/// Puts finished records in place and writes them down, in their order.
struct BatchWriter {
  let plan: BatchPlan
  let journal: Journal
  let staging: Staging
  /// Of the input, in the unit of ``FinishedRecord/end``.
  let size: Int?
  var summary = BatchSummary()
  /// The line of the record that has each name, by a hash of it.
  private var owners: [UInt128: Int32] = [:]

  init(plan: BatchPlan, journal: Journal, staging: Staging, size: Int?) {
    self.plan = plan
    self.journal = journal
    self.staging = staging
    self.size = size
    summary.brokenLines = journal.brokenLines
  }

  /// Files first, then the journal, then a word about them: what the journal calls done is on disk.
  mutating func write(
    _ records: [FinishedRecord], _ time: String, _ say: (BatchEvent) -> Void
  ) throws(BatchFailure) {
    var records = records
    for index in records.indices {
      claim(&records[index])
      guard plan.isStrict, case .failed = records[index].outcome else { continue }
      records.removeSubrange((index + 1)...)
      break
    }
    do throws(SystemError) {
      let refusals = try staging.place(files(of: records))
      for refusal in refusals {
        guard let index = records.firstIndex(where: { $0.paths?.contains(refusal.path) ?? false }) else { continue }
        records[index].fail(
          "output", "cannot write \(refusal.path): \(refusal.error.message.lowercased())",
          hint: "Move away what stands there, or name the file otherwise in --out.")
      }
    } catch {
      throw failure(error, at: plan.pattern.root)
    }
    let entries = records.compactMap { entry($0, time) }
    if !entries.isEmpty {
      do throws(SystemError) { try journal.append(entries) } catch { throw failure(error, at: journal.path) }
    }
    for record in records { count(record, say) }
  }

  private func failure(_ error: SystemError, at path: String) -> BatchFailure {
    BatchFailure(
      .cannotWrite, "cannot write to \(path): \(error.message.lowercased()); \(summary.progress.done) records are done",
      hint: "Everything written so far is whole. Mend the cause and go on with --resume.")
  }

  /// The first record with a name has it; another one with the same name fails.
  private mutating func claim(_ record: inout FinishedRecord) {
    guard let paths = record.paths else { return }
    let key = Journal.key(of: paths)
    guard let owner = owners[key] else {
      owners[key] = Int32(clamping: record.line)
      return
    }
    if case .elsewhere = record.outcome { return }
    record.fail(
      "record-shares-file", "its file \(paths[0]) is that of the record on line \(owner)",
      hint: "Give one of them another value, or name files by a field that tells them apart: {record} always does.")
  }

  private func files(of records: [FinishedRecord]) -> [Staging.File] {
    records.flatMap { record -> [Staging.File] in
      guard case .made(let files) = record.outcome, let paths = record.paths else { return [] }
      return zip(paths, files).map { Staging.File(path: $0, bytes: $1) }
    }
  }

  private func entry(_ record: FinishedRecord, _ time: String) -> JournalEntry? {
    var entry = JournalEntry(
      record: record.number + 1, line: record.line, id: record.id, status: .failed, inputs: record.inputs,
      milliseconds: record.milliseconds, time: time, diagnostics: record.told)
    switch record.outcome {
    case .kept, .elsewhere: return nil
    case .failed: break
    case .made(let files):
      entry.status = .done
      for ((path, bytes), digest) in zip(zip(record.paths ?? [], files), record.digests) {
        entry.files.append(JournalEntry.File(path: path, size: bytes.count, digest: digest))
      }
    }
    return entry
  }

  private mutating func count(_ record: FinishedRecord, _ say: (BatchEvent) -> Void) {
    var hasFailed = false
    switch record.outcome {
    case .made:
      summary.progress.made += 1
      if !record.diagnostics.all.isEmpty { summary.progress.warned += 1 }
      if record.reason == .changed { summary.changed += 1 }
      if record.reason == .damaged { summary.damaged += 1 }
    case .kept: summary.progress.kept += 1
    case .elsewhere: summary.progress.elsewhere += 1
    case .failed:
      hasFailed = true
      summary.progress.failed += 1
      summary.add(
        BatchSummary.Failure(record: record.number + 1, line: record.line, id: record.id, diagnostics: record.told))
    }
    if let size { summary.progress.fraction = size > 0 ? min(1, Double(record.end) / Double(size)) : 1 }
    if !record.diagnostics.all.isEmpty {
      say(.messages(record.diagnostics, record.sources, hasFailed: hasFailed))
    }
  }
}
