internal import Sarup
internal import SarupBrief
internal import SarupSyntax

/// A record that has been read so far that its files can be named, and no further.
struct ReadRecord: Sendable {
  var number: Int
  /// The text of the record; its mistakes are told in it.
  var source: SourceText
  /// Its fields as data; `nil` when there are none that can be read.
  var node: Node?
  /// What renders it; `nil` after an error.
  var input: Sarup.Brief?
  /// The name of its file without folder and ending, when it has one of its own.
  var fileName: String?

  /// What the record says in a field, as the names of files have it.
  func value(_ name: String) -> String? {
    if let node = node?[name] ?? node?[ColumnName.field(name)], let text = node.scalar?.text, !node.isNull,
      !text.isEmpty
    {
      return text
    }
    switch name {
    case "record": return String(number + 1)
    case "line": return String(source.origin.lines + 1)
    case "file": return fileName
    default: return nil
    }
  }

  /// By what people know it: what it calls itself, else the name of its file; `nil` when it has neither.
  var id: String? { value("id") ?? fileName }

  var line: Int { source.origin.lines + 1 }
}

/// Turns cut out records into data: what all records of a batch have in common.
struct RecordFormat: Sendable {
  enum Kind: Sendable {
    case jsonLines
    case yaml
    case table(Table)
    /// Files by their number.
    case briefs([String])
  }

  /// The names of a table and the row that they stand in.
  struct Table: Sendable {
    var columns: TableColumns
    var header: SourceText
    var separator: UInt8

    /// Reads the row of names. The source is there either way, for messages.
    init?(_ source: SourceText, _ separator: UInt8, reporting diagnostics: inout Diagnostics) {
      guard let names = CSV.cells(of: source, separator: separator, reporting: &diagnostics),
        let columns = TableColumns(names, reporting: &diagnostics)
      else { return nil }
      self.columns = columns
      header = source
      self.separator = separator
    }
  }

  /// How messages call the input.
  var name: String
  /// Files that records name are read below this.
  var folder: String
  var encoding: TextEncoding
  var kind: Kind

  /// What every record says: the names of columns, and the names that are always known. `nil` when each record has its own.
  var knownFields: [String]? {
    guard case .table(let table) = kind else { return nil }
    return table.columns.fields + OutputPattern.builtIn
  }

  func read(_ raw: RawRecord, reporting diagnostics: inout Diagnostics) -> ReadRecord {
    var path = name
    var fileName: String?
    if case .briefs(let names) = kind {
      path = "\(folder)/\(names[raw.number])"
      let file = names[raw.number]
      fileName = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    }
    var limits = InputLimits()
    limits.bytes = RecordSource.recordLimit
    let decoded = SourceText.decode(
      name: path, bytes: raw.bytes, encoding: encoding, limits: limits, origin: raw.origin, reporting: &diagnostics)
    var record = ReadRecord(number: raw.number, source: decoded.source, fileName: fileName)
    if let fault = raw.fault {
      let offset = fault.offset
      diagnostics.error(
        fault.code, at: decoded.source.span(offset, min(offset + 1, decoded.source.bytes.count)), fault.message,
        hint: fault.hint)
      return record
    }
    guard decoded.isValid else { return record }
    if case .briefs = kind {
      readBrief(raw, path, into: &record)
    } else {
      readFields(into: &record, limits, reporting: &diagnostics)
    }
    return record
  }

  private func readFields(
    into record: inout ReadRecord, _ limits: InputLimits, reporting diagnostics: inout Diagnostics
  ) {
    let source = record.source
    var sources = [source]
    switch kind {
    case .jsonLines: record.node = JSON.read(source, limits: limits, reporting: &diagnostics)
    case .yaml: record.node = YAML.read(source, limits: limits, reporting: &diagnostics)
    case .table(let table):
      sources.append(table.header)
      guard let cells = CSV.cells(of: source, separator: table.separator, reporting: &diagnostics) else { return }
      record.node = table.columns.record(cells, at: source.span(0, source.bytes.count), reporting: &diagnostics)
    case .briefs: break
    }
    guard let node = record.node else { return }
    var input = Sarup.Brief(name: source.name, bytes: [], format: .json, files: FolderFiles(root: folder))
    input.record = Sarup.Brief.Record(node: node, sources: sources)
    record.input = input
  }

  private func readBrief(_ raw: RawRecord, _ path: String, into record: inout ReadRecord) {
    var input = Sarup.Brief(name: path, bytes: raw.bytes, files: FolderFiles(root: folder))
    input.encoding = encoding
    record.input = input
    // Mistakes are told by whoever renders it.
    var ignored = Diagnostics()
    record.node =
      switch input.format {
      case .markdown: BriefFields.frontMatter(of: record.source)
      case .yaml: YAML.read(record.source, reporting: &ignored)
      case .json: JSON.read(record.source, reporting: &ignored)
      }
  }
}
