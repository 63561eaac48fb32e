package import Sarup
internal import SarupBrief

/// What a batch is to make of its records, and how.
package struct BatchPlan: Sendable {
  package var pattern: OutputPattern
  /// Template, settings and digits of every record; its formats are the kinds of files, in the order of the pattern's paths.
  package var request: RenderRequest
  package var encoding = TextEncoding.utf8
  /// How many records are worked on at the same time.
  package var jobs = 1
  package var shard: Shard?
  /// Whether the first record with a mistake ends the run.
  package var isStrict = false
  /// Whether a journal that is there is gone on with.
  package var resumes = false
  /// Where the journal is; `nil` for its usual place in the folder of the outputs.
  package var journal: String?

  package init(pattern: OutputPattern, request: RenderRequest) {
    self.pattern = pattern
    self.request = request
    self.request.fieldsUsedElsewhere = pattern.fields + pattern.fields.map(ColumnName.field) + ["id"]
  }

  package var journalPath: String {
    if let journal { return journal }
    let part = shard.map { "-\($0.index)-of-\($0.count)" } ?? ""
    return (pattern.root == "." ? "" : pattern.root == "/" ? "/" : pattern.root + "/") + "sarup-journal\(part).jsonl"
  }

  /// The folder in which files wait; of each part of an input its own.
  var stagingName: String { ".sarup-staging" + (shard.map { "-\($0.index)-of-\($0.count)" } ?? "") }

  /// What makes the bytes of the files, beside what stands in the records and in the files that they name.
  func header(_ environment: Environment) -> JournalHeader {
    var fonts = Hasher256()
    for font in environment.fonts {
      fonts.add(framed: font.name)
      fonts.add(framed: font.bytes)
    }
    let day = environment.day.map { "\($0.year)-\($0.month)-\($0.day)" }
    return JournalHeader(
      settings: [
        ("sarup", Version.text.split(separator: "\n").joined(separator: ", ")), ("--out", pattern.text),
        ("--to", request.formats.map(\.rawValue).joined(separator: ",")), ("--template", request.template?.name ?? ""),
        ("--set", request.settings.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")),
        ("--digits", request.digits?.rawValue ?? ""), ("--date", day ?? ""), ("--encoding", encoding.rawValue),
        ("--fonts", environment.fonts.isEmpty ? "" : fonts.digest().hexadecimal),
        ("--reference", request.letterhead.map { Digest(of: $0.bytes).hexadecimal } ?? ""),
        ("--embed-fonts", request.embedsFonts ? "yes" : ""),
        ("--no-system-fonts", environment.allowsSystemFonts ? "" : "yes"),
      ], shard: shard?.text)
  }
}

/// Why a batch has ended before its end, or has not begun: a sentence for people.
package struct BatchFailure: Error, Sendable {
  package enum Kind: Sendable {
    /// What was asked for does not fit what is there.
    case badInput
    case cannotWrite
    /// The records cannot be read on.
    case noInput
  }

  package var kind: Kind
  package var message: String
  package var hint: String?

  init(_ kind: Kind, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
  }

  init(_ failure: Journal.Failure, path: String) {
    switch failure {
    case .system(let error):
      self.init(.cannotWrite, "cannot write the journal \(path): \(error.message.lowercased())")
    case .exists:
      self.init(
        .badInput, "there is a journal of an earlier run: \(path)",
        hint: "Give --resume to go on with that run, or delete the journal to begin anew.")
    case .busy:
      self.init(.badInput, "another run holds the journal \(path)", hint: "Wait until it is done, or stop it.")
    case .foreign:
      self.init(.badInput, "\(path) is not a journal", hint: "Give another place with --journal.")
    case .otherSettings("sarup", _, let there):
      self.init(
        .badInput, "the files of \(path) were made by other versions: \(there)",
        hint: "Go on with those, or delete the journal and make all files anew.")
    case .otherSettings(let name, let here, let there):
      func shown(_ value: String) -> String { value.isEmpty ? "nothing" : "`\(value)`" }
      let what =
        name == "--fonts" ? "with other fonts" : "with \(shown(there)) for \(name), and now it is \(shown(here))"
      self.init(
        .badInput, "the files of \(path) were made \(what)",
        hint: "Give the same again, or delete the journal and make all files anew.")
    case .otherShard(let here, let there):
      self.init(
        .badInput, "the journal \(path) is of part \(there ?? "1/1"), and this is part \(here ?? "1/1")",
        hint: "Give each part a journal of its own.")
    }
  }
}
