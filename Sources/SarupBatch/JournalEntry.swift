internal import SarupSyntax

/// One line of a journal: what became of a record.
struct JournalEntry: Sendable {
  enum Status: String, Sendable {
    case done
    case failed
  }

  struct File: Sendable, Equatable {
    var path: String
    var size: Int
    var digest: Digest
  }

  /// Counted from 1 over the whole input.
  var record: Int
  /// On which it begins in its file.
  var line: Int
  var id: String?
  var status: Status
  /// Of everything that the files were made from: record, settings, lists of words, template. `nil` where that could not be read.
  var inputs: String?
  var files: [File] = []
  var milliseconds: Int
  /// When it was written down, as ISO 8601 in UTC.
  var time: String
  /// JSON objects, as `--format json` prints them.
  var diagnostics: [String] = []

  var text: String {
    var members = ["\"record\":\(record)", "\"line\":\(line)"]
    if let id { members.append("\"id\":" + JSONText.quoted(id)) }
    members.append("\"status\":\"\(status.rawValue)\"")
    if let inputs { members.append("\"inputs\":\"\(inputs)\"") }
    let files = files.map { file in
      "{\"path\":\(JSONText.quoted(file.path)),\"bytes\":\(file.size),\"sha256\":\"\(file.digest.hexadecimal)\"}"
    }
    members.append("\"outputs\":[" + files.joined(separator: ",") + "]")
    members.append("\"milliseconds\":\(milliseconds),\"time\":\(JSONText.quoted(time))")
    members.append("\"diagnostics\":[" + diagnostics.joined(separator: ",") + "]")
    return "{" + members.joined(separator: ",") + "}"
  }

  /// What a run needs to go on from. `nil` for a line that is no entry: it counts as not written.
  struct Kept: Sendable, Equatable {
    struct File: Sendable, Equatable {
      var path: String
      var size: Int
      var digest: String
    }

    var record: Int
    var line: Int
    var id: String?
    var status: Status
    var inputs: String?
    var files: [File]

    init?(line bytes: [UInt8]) {
      var ignored = Diagnostics()
      let decoded = SourceText.decode(name: "", bytes: bytes, reporting: &ignored)
      guard decoded.isValid, let node = JSON.read(decoded.source, reporting: &ignored),
        let record = node["record"]?.scalar?.integer, let line = node["line"]?.scalar?.integer,
        let status = node["status"]?.scalar.flatMap({ Status(rawValue: $0.text) }),
        let outputs = node["outputs"]?.sequence
      else { return nil }
      self.record = record
      self.line = line
      self.status = status
      id = node["id"]?.scalar?.text
      inputs = node["inputs"]?.scalar?.text
      files = []
      for output in outputs {
        guard let path = output["path"]?.scalar?.text, let size = output["bytes"]?.scalar?.integer,
          let digest = output["sha256"]?.scalar?.text
        else { return nil }
        files.append(File(path: path, size: size, digest: digest))
      }
    }
  }
}

/// The first line of a journal: what the run was asked for. A run that goes on must be asked for the same.
package struct JournalHeader: Sendable, Equatable {
  /// As messages call the parts, with what was given.
  package var settings: [(name: String, value: String)]
  /// `1/4`; `nil` for a run over all records.
  package var shard: String?

  package static func == (left: JournalHeader, right: JournalHeader) -> Bool {
    left.shard == right.shard && left.difference(from: right) == nil
  }

  /// What every journal begins with.
  static let mark = "{\"journal\":1,"

  var text: String {
    let members = settings.map { "\(JSONText.quoted($0.name)):\(JSONText.quoted($0.value))" }
    return Self.mark + "\"settings\":{\(members.joined(separator: ","))},\"shard\":"
      + (shard.map(JSONText.quoted) ?? "null") + "}"
  }

  init(settings: [(name: String, value: String)], shard: String?) {
    self.settings = settings
    self.shard = shard
  }

  init?(line bytes: [UInt8]) {
    var ignored = Diagnostics()
    let decoded = SourceText.decode(name: "", bytes: bytes, reporting: &ignored)
    guard decoded.isValid, let node = JSON.read(decoded.source, reporting: &ignored),
      node["journal"]?.scalar?.integer == 1, let settings = node["settings"]?.mapping
    else { return nil }
    self.settings = settings.map { ($0.key, $0.value.scalar?.text ?? "") }
    shard = node["shard"].flatMap { $0.isNull ? nil : $0.scalar?.text }
  }

  /// The name of the first setting that is another, with both values.
  func difference(from other: JournalHeader) -> (name: String, here: String, there: String)? {
    for (name, value) in settings {
      let there = other.settings.first { $0.name == name }?.value ?? ""
      if value != there { return (name, value, there) }
    }
    return nil
  }
}
