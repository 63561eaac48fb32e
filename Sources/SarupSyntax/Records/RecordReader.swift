/// One record of many, as it was written: not decoded, not read.
package struct RawRecord: Sendable {
  /// Counted from 0 over the whole input.
  package var number: Int
  package var bytes: [UInt8]
  /// Where it begins in its file.
  package var origin: SourceOrigin
  /// What is wrong with it already: it is no record that can be read.
  package var fault: Fault?

  package struct Fault: Sendable {
    package var code: DiagnosticCode
    package var message: String
    package var hint: String
    /// The byte of the record that it is about.
    package var offset = 0

    package init(code: DiagnosticCode, message: String, hint: String, offset: Int = 0) {
      self.code = code
      self.message = message
      self.hint = hint
      self.offset = offset
    }
  }

  package init(number: Int, bytes: [UInt8], origin: SourceOrigin, fault: Fault? = nil) {
    self.number = number
    self.bytes = bytes
    self.origin = origin
    self.fault = fault
  }
}

extension DiagnosticCode {
  package static let recordTooLarge: DiagnosticCode = "record-too-large"
}

extension RawRecord.Fault {
  static func tooLarge(_ limit: Int) -> RawRecord.Fault {
    RawRecord.Fault(
      code: .recordTooLarge, message: "the record has more than \(limit >> 20) MiB",
      hint: "Split it, or render it by itself.")
  }
}

/// Cuts a file into records, one at a time, so that the memory it takes does not grow with the file.
package struct RecordReader {
  package enum Notation: String, Sendable, CaseIterable {
    /// One JSON object a line (JSON Lines).
    case jsonLines = "jsonl"
    /// A table with a row of names at the top (RFC 4180), or with another separator.
    case csv
    /// Documents with `---` between them.
    case yaml
  }

  private var lines: ByteLines
  private let notation: Notation
  private let limit: Int
  private var count = 0
  /// The separator of a table; the row of names tells it.
  package private(set) var separator = UInt8(ascii: ",")
  /// The row of names of a table.
  package private(set) var header: RawRecord?

  /// Begins to read. Of a table the row of names is read at once.
  ///
  /// - Parameter limit: The most bytes of one record.
  package init(_ notation: Notation, limit: Int, read: @escaping ByteLines.Source) throws(FileError) {
    try self.init(notation, limit: limit, lines: ByteLines(limit: limit, read: read))
  }

  package init(_ notation: Notation, limit: Int, lines: ByteLines) throws(FileError) {
    self.lines = lines
    self.notation = notation
    self.limit = limit
    if notation == .csv { try readHeader() }
  }

  /// The next record; `nil` behind the last one. A record that cannot be cut out comes with its fault.
  package mutating func next() throws(FileError) -> RawRecord? {
    let record =
      switch notation {
      case .jsonLines: try nextLine()
      case .csv: try nextRow()
      case .yaml: try nextDocument()
      }
    guard var record else { return nil }
    record.number = count
    count += 1
    return record
  }

  private mutating func nextLine() throws(FileError) -> RawRecord? {
    while let line = try lines.line() {
      if !line.isBlank { return RawRecord(line, limit: limit) }
    }
    return nil
  }

  // MARK: - Tables

  private mutating func readHeader() throws(FileError) {
    while let line = try lines.line() {
      if line.isBlank { continue }
      // Excel writes, and reads, the separator on a line of its own.
      if let separator = CSV.declaredSeparator(line.bytes) {
        self.separator = separator
        header = try nextRow()
      } else {
        separator = CSV.likelySeparator(line.bytes)
        lines.putBack([line])
        header = try nextRow()
      }
      return
    }
  }

  private mutating func nextRow() throws(FileError) -> RawRecord? {
    var row: RawRecord?
    var taken: [ByteLines.Line] = []
    let scanner = CSVScanner(separator: separator)
    var fault: RawRecord.Fault?
    /// The quotation mark that is open at the end of the first line.
    var openQuote = 0
    while fault == nil, let line = try lines.line() {
      if taken.isEmpty {
        if line.isBlank { continue }
        row = RawRecord(line, limit: limit)
      } else {
        row?.bytes += line.bytes
      }
      taken.append(line)
      if line.isCut || (row?.bytes.count ?? 0) > limit {
        fault = .tooLarge(limit)
      } else if case .done = scanner.scan(line.bytes) {
        if !scanner.hasFailed { return row }
        fault = scanner.failure < taken[0].bytes.count ? CSV.fault(at: scanner.failure) : CSV.openQuote(at: openQuote)
      }
      if taken.count == 1 { openQuote = scanner.lastQuote }
    }
    // The end of the file ends a row as well, but not within quotes.
    if row == nil || (fault == nil && scanner.isWhole) { return row }
    // A quotation mark too many must not swallow the rows behind it: only the first line is given up.
    row?.bytes = taken[0].isCut ? [] : taken[0].bytes
    row?.fault = fault ?? CSV.openQuote(at: openQuote)
    lines.putBack(taken.dropFirst())
    return row
  }

  // MARK: - YAML

  private mutating func nextDocument() throws(FileError) -> RawRecord? {
    var document: RawRecord?
    var hasContent = false
    var hasMark = false
    var isTooLarge = false
    while let line = try lines.line() {
      let begins = Self.isMark(line.bytes, "---")
      if hasContent, begins {
        lines.putBack([line])
        break
      }
      // A document of nothing but comments is no record. Directives in front of the first mark belong to it.
      if begins {
        if hasMark { document = nil }
        hasMark = true
      }
      if document == nil {
        document = RawRecord(line, limit: limit)
      } else if !isTooLarge {
        document?.bytes += line.bytes
      }
      isTooLarge = isTooLarge || line.isCut || (document?.bytes.count ?? 0) > limit
      if Self.isMark(line.bytes, "...") {
        if hasContent { break }
        document = nil
        hasMark = false
        continue
      }
      hasContent = hasContent || Self.hasContent(line.bytes, behindMark: begins)
    }
    if isTooLarge {
      document?.bytes = []
      document?.fault = .tooLarge(limit)
    }
    return hasContent || isTooLarge ? document : nil
  }

  /// At the left margin `---` and `...` are marks wherever they stand, within texts too (YAML 1.2.2, 9.1.2).
  private static func isMark(_ line: [UInt8], _ mark: StaticString) -> Bool {
    line.count >= 3 && mark.withUTF8Buffer { line[..<3].elementsEqual($0) }
      && (line.count == 3 || [0x20, 0x09, 0x0A, 0x0D].contains(line[3]))
  }

  /// More than blanks, a comment or a directive.
  private static func hasContent(_ line: [UInt8], behindMark: Bool) -> Bool {
    let text = (behindMark ? line[3...] : line[...]).drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard let first = text.first else { return false }
    return first != UInt8(ascii: "#") && !(first == UInt8(ascii: "%") && text.startIndex == 0)
  }
}

extension RawRecord {
  fileprivate init(_ line: ByteLines.Line, limit: Int) {
    self.init(
      number: 0, bytes: line.isCut ? [] : line.bytes, origin: line.origin, fault: line.isCut ? .tooLarge(limit) : nil)
  }
}
