// The one file that speaks to libcsv.

internal import CCSV

extension DiagnosticCode {
  package static let csvSyntax: DiagnosticCode = "csv-syntax"
}

/// Tables as spreadsheets write them: RFC 4180, with `,`, `;` or a tab between cells, and line ends within quotes.
package enum CSV {
  /// The cells of one row. Each is a text, a node that knows its place.
  ///
  /// - Returns: `nil` after an error.
  package static func cells(
    of source: SourceText, separator: UInt8, reporting diagnostics: inout Diagnostics
  ) -> [Node]? {
    let scanner = CSVScanner(separator: separator, cellsOf: source)
    _ = scanner.scan(source.bytes)
    if scanner.hasFailed || !scanner.isWhole {
      let fault = scanner.hasFailed ? fault(at: scanner.failure) : openQuote(at: scanner.lastQuote)
      diagnostics.error(fault.code, at: source.span(fault.offset, fault.offset + 1), fault.message, hint: fault.hint)
      return nil
    }
    return scanner.cells
  }

  /// The sign that stands most often between the names of the first row, outside quotes; a comma where none does.
  static func likelySeparator(_ line: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    var best = separators[0]
    for separator in separators where counts[separator, default: 0] > counts[best, default: 0] { best = separator }
    return best
  }

  private static let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]

  /// Of a line `sep=;`.
  static func declaredSeparator(_ line: [UInt8]) -> UInt8? {
    let text = line.filter { $0 != 0x0A && $0 != 0x0D && $0 != UInt8(ascii: "\"") }
    guard text.count == 5, text.starts(with: Array("sep=".utf8)), separators.contains(text[4]) else { return nil }
    return text[4]
  }

  static func fault(at offset: Int) -> RawRecord.Fault {
    RawRecord.Fault(
      code: .csvSyntax, message: "this quotation mark is neither at the edge of a cell nor doubled",
      hint: "Put the whole cell in quotation marks, and write each one inside it twice.", offset: offset)
  }

  static func openQuote(at offset: Int) -> RawRecord.Fault {
    RawRecord.Fault(
      code: .csvSyntax, message: "the quotation mark that opens this cell is never closed",
      hint: "Write one at the end of the cell; inside a cell write each one twice.", offset: offset)
  }
}

/// Feeds libcsv with a row and notes where its cells stand.
final class CSVScanner {
  private var parser = csv_parser()
  private let source: SourceText?
  /// Bytes fed so far.
  private var position = 0
  private var cellStart = 0
  private(set) var cells: [Node] = []
  private var rows = 0
  private(set) var hasFailed = false
  private(set) var failure = 0
  private(set) var lastQuote = 0

  enum State {
    /// More lines belong to the row.
    case open
    case done
  }

  /// - Parameter source: What is scanned, when its cells are wanted.
  init(separator: UInt8, cellsOf source: SourceText? = nil) {
    self.source = source
    csv_init(&parser, UInt8(CSV_STRICT | CSV_STRICT_FINI))
    csv_set_delim(&parser, separator)
  }

  deinit { csv_free(&parser) }

  /// Scans a line, or several. libcsv tells of a cell when it sees what ends it, but not where it is: it is fed up to the next byte
  /// that may end one, so that the place is known when it tells.
  func scan(_ bytes: [UInt8]) -> State {
    let separator = csv_get_delim(&parser)
    let context = Unmanaged.passUnretained(self).toOpaque()
    bytes.withUnsafeBufferPointer { bytes in
      var at = 0
      while at < bytes.count, rows == 0 {
        var end = at
        while end < bytes.count, !Self.mayEnd(bytes[end], separator) { end += 1 }
        end = min(end + 1, bytes.count)
        if bytes[end - 1] == UInt8(ascii: "\"") { lastQuote = position + end - 1 - at }
        let count = end - at
        position += count
        guard csv_parse(&parser, bytes.baseAddress! + at, count, Self.takeCell, Self.takeRow, context) == count else {
          hasFailed = true
          // The mark itself is the one before what made libcsv give up.
          failure = lastQuote
          return
        }
        at = end
      }
    }
    return rows > 0 || hasFailed ? .done : .open
  }

  /// Whether the row is complete, be it that the file ends without a line end.
  var isWhole: Bool {
    if rows > 0 { return true }
    position += 1
    return csv_fini(&parser, Self.takeCell, Self.takeRow, Unmanaged.passUnretained(self).toOpaque()) == 0
  }

  private static func mayEnd(_ byte: UInt8, _ separator: UInt8) -> Bool {
    byte == separator || byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "\"")
  }

  // The context is what `scan` has handed to libcsv: never null.
  private static let takeCell: @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
    text, count, context in
    let scanner = Unmanaged<CSVScanner>.fromOpaque(context!).takeUnretainedValue()
    scanner.take(UnsafeRawBufferPointer(start: text, count: text == nil ? 0 : count))
  }

  private static let takeRow: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, context in
    Unmanaged<CSVScanner>.fromOpaque(context!).takeUnretainedValue().rows += 1
  }

  private func take(_ text: UnsafeRawBufferPointer) {
    let end = position - 1
    defer { cellStart = position }
    guard let source else { return }
    var lower = min(cellStart, source.bytes.count)
    var upper = max(lower, min(end, source.bytes.count))
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    while lower < upper, isBlank(source.bytes[lower]) { lower += 1 }
    while upper > lower, isBlank(source.bytes[upper - 1]) { upper -= 1 }
    let span = source.span(lower, upper)
    let isQuoted = lower < upper && source.bytes[lower] == UInt8(ascii: "\"")
    let inner = isQuoted ? lower + 1..<max(lower + 1, upper - 1) : lower..<upper
    // Where quotes are doubled the bytes are not those of the text.
    let content = inner.count == text.count ? source.span(inner.lowerBound, inner.upperBound) : nil
    let scalar = Scalar(String(decoding: text, as: UTF8.self), style: .quoted, contentSpan: content)
    cells.append(Node(.scalar(scalar), at: span))
  }
}
