internal import Sarup
internal import SarupBrief
package import SarupSyntax

/// Where the records of a batch come from: a file of many, or a folder of briefs.
package final class RecordSource {
  /// The records cannot be had at all.
  package enum Failure: Error {
    case file(FileError)
    /// What is wrong with the names of a table.
    case mistakes(Diagnostics, [SourceText])
  }

  /// How the records are read, once they have been cut out.
  let format: RecordFormat
  /// How many bytes there are, of a folder how many briefs; `nil` where nobody knows, as of a pipe.
  package let size: Int?
  private var supply: Supply

  private enum Supply {
    case file(RecordReader)
    /// Briefs in files of their own.
    case folder(String, names: [String], next: Int)
  }

  /// The most bytes of one record.
  package static let recordLimit = 16 << 20

  /// Opens a file of records, or a folder of briefs; `-` is standard input.
  ///
  /// - Parameters:
  ///   - notation: `nil` to tell it by the name's ending, else by how the file begins.
  ///   - isStopped: asked while a pipe is waited for.
  package init(
    _ path: String, notation: RecordReader.Notation?, encoding: TextEncoding,
    isStopped: @escaping @Sendable () -> Bool
  ) throws(Failure) {
    let reader: RecordReader
    let kind: RecordFormat.Kind
    do throws(FileError) {
      if path != "-", SystemFiles.isFolder(path) {
        let names = try SystemFiles.names(in: path).filter { name in
          Self.isBrief(name) && !SystemFiles.isFolder(path + "/" + name)
        }
        if names.isEmpty { throw FileError(path: path, reason: .other("There are no briefs in this folder")) }
        size = names.count
        supply = .folder(path, names: names, next: 0)
        format = RecordFormat(name: path, folder: path, encoding: encoding, kind: .briefs(names))
        return
      }
      let input = try InputStream(path, isStopped: isStopped)
      size = input.size
      var lines = ByteLines(limit: Self.recordLimit) { () throws(FileError) -> [UInt8] in try input.read() }
      let beginning = Array(try lines.beginning())
      if let what = Self.otherKind(path, beginning) { throw FileError(path: path, reason: .other(what)) }
      let notation = notation ?? Self.notation(of: path, beginning)
      reader = try RecordReader(notation, limit: Self.recordLimit, lines: lines)
      kind = notation == .yaml ? .yaml : .jsonLines
    } catch {
      throw .file(error)
    }
    supply = .file(reader)
    let folder = path == "-" ? "." : SystemFiles.folder(of: path)
    guard let header = reader.header else {
      format = RecordFormat(name: path, folder: folder, encoding: encoding, kind: kind)
      return
    }
    var diagnostics = Diagnostics()
    let decoded = SourceText.decode(
      name: path, bytes: header.bytes, encoding: encoding, origin: header.origin, reporting: &diagnostics)
    if let fault = header.fault {
      diagnostics.error(fault.code, at: decoded.source.span(0, 1), fault.message, hint: fault.hint)
    }
    guard decoded.isValid, !diagnostics.hasErrors,
      let table = RecordFormat.Table(decoded.source, reader.separator, reporting: &diagnostics)
    else { throw .mistakes(diagnostics, [decoded.source]) }
    format = RecordFormat(name: path, folder: folder, encoding: encoding, kind: .table(table))
  }

  /// The next record; `nil` behind the last one.
  func next() throws(FileError) -> RawRecord? {
    switch supply {
    case .file(var reader):
      // The reader must not be in two places, or each record would copy what is read ahead.
      supply = .folder("", names: [], next: 0)
      defer { supply = .file(reader) }
      return try reader.next()
    case .folder(let path, let names, let next):
      guard next < names.count else { return nil }
      supply = .folder(path, names: names, next: next + 1)
      return try brief(path + "/" + names[next], number: next)
    }
  }

  /// A brief that cannot be read is a record with a fault: the others are rendered all the same.
  private func brief(_ path: String, number: Int) throws(FileError) -> RawRecord {
    do throws(FileError) {
      let bytes = try SystemFiles.read(path, limit: Self.recordLimit)
      return RawRecord(number: number, bytes: bytes, origin: SourceOrigin())
    } catch {
      var message = "the brief cannot be read"
      if case .tooLarge(let limit) = error.reason { message = "the brief has more than \(limit >> 20) MiB" }
      let fault = RawRecord.Fault(
        code: "input-unreadable", message: message, hint: "See whether you may read the file.")
      return RawRecord(number: number, bytes: [], origin: SourceOrigin(), fault: fault)
    }
  }

  private static func isBrief(_ name: String) -> Bool {
    if name.hasPrefix(".") { return false }
    return ["md", "markdown", "yaml", "yml", "json"].contains { name.lowercased().hasSuffix("." + $0) }
  }

  private static func notation(of path: String, _ beginning: [UInt8]) -> RecordReader.Notation {
    let ending = path.lastIndex(of: ".").map { path[path.index(after: $0)...].lowercased() } ?? ""
    switch ending {
    case "jsonl", "ndjson", "json": return .jsonLines
    case "csv", "tsv": return .csv
    case "yaml", "yml": return .yaml
    default:
      let first = beginning.first { $0 > 0x20 }
      if first == UInt8(ascii: "{") { return .jsonLines }
      return beginning.starts(with: Array("---".utf8)) ? .yaml : .csv
    }
  }

  /// A file that is no text, or not one with records in it.
  private static func otherKind(_ path: String, _ beginning: [UInt8]) -> String? {
    if beginning.starts(with: [0xFF, 0xFE]) || beginning.starts(with: [0xFE, 0xFF]) {
      return "It is UTF-16; save it as `CSV UTF-8`"
    }
    if beginning.starts(with: [0x50, 0x4B, 0x03, 0x04]) || beginning.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      return "It is a workbook or an archive; save the sheet as `CSV UTF-8`"
    }
    if beginning.first(where: { $0 > 0x20 }) == UInt8(ascii: "["), path.hasSuffix("json") {
      return "It is one JSON list; write one object a line: jq -c '.[]' \(path) > records.jsonl"
    }
    return nil
  }
}
