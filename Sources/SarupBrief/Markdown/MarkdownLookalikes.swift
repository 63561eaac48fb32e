internal import SarupSyntax

/// Lines that their writer meant as Markdown and that Markdown takes for text: they would be run together without a word.
struct MarkdownLookalikes {
  private let source: SourceText
  private var fence: ArraySlice<UInt8>?
  /// Of the line before: what it looked like.
  private var last = Look.blank

  private enum Look {
    case blank
    case text
    case findingWithoutSpace
    case tableRow
  }

  /// Warns of them in a range of the source, which is a text of Markdown.
  static func check(_ source: SourceText, in range: Range<Int>, into diagnostics: inout Diagnostics) {
    var reader = MarkdownLookalikes(source: source)
    var start = range.lowerBound
    while start < range.upperBound {
      let end = source.bytes[start..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
      reader.read(start..<end, limit: range.upperBound, into: &diagnostics)
      start = end + 1
    }
  }

  private init(source: SourceText) { self.source = source }

  private mutating func read(_ line: Range<Int>, limit: Int, into diagnostics: inout Diagnostics) {
    let content = source.bytes[line].drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
    let indent = content.startIndex - line.lowerBound
    if isFence(content) || fence != nil {
      last = .blank
      return
    }
    var look = Look.text
    if content.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
      look = .blank
    } else if let marker = markerWithoutSpace(content), last != .text, indent < 4 || last != .blank {
      look = .findingWithoutSpace
      report(marker, of: content, into: &diagnostics)
    } else if isRow(content) {
      look = .tableRow
      if last != .tableRow, let next = nextLine(behind: line.upperBound, limit: limit), isRow(next), !isDelimiter(next)
      {
        diagnostics.warning(
          .markdownTable, at: source.span(content.startIndex, Self.end(of: content)),
          "these lines are no table: the line below the head of a table is missing",
          hint: "Write `| --- | --- |` below this line, as many parts as the table has columns.")
      }
    }
    last = look
  }

  private mutating func isFence(_ content: ArraySlice<UInt8>) -> Bool {
    guard let mark = content.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return false }
    let row = content.prefix { $0 == mark }
    guard row.count >= 3 else { return false }
    if let open = fence {
      if open.first == mark, row.count >= open.count { fence = nil }
    } else {
      fence = row
    }
    return true
  }

  // MARK: Findings

  /// `1.` or `๑)` with a letter right behind it. A digit would make it a number, such as 3.5.
  private func markerWithoutSpace(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var offset = content.startIndex
    var digits = 0
    while offset < content.endIndex {
      if content[offset] &- 0x30 < 10 {
        offset += 1
      } else if content[offset...].starts(with: [0xE0, 0xB9]), offset + 2 < content.endIndex,
        content[offset + 2] &- 0x90 < 10
      {
        offset += 3
      } else {
        break
      }
      digits += 1
    }
    guard (1...2).contains(digits), offset + 1 < content.endIndex else { return nil }
    guard content[offset] == UInt8(ascii: ".") || content[offset] == UInt8(ascii: ")") else { return nil }
    let next = content[offset + 1]
    // ก to ฮ and the vowels that are written before their consonant, of which SARA E is U+0E40; capitals of Latin.
    let isThai =
      next == 0xE0 && offset + 3 < content.endIndex
      && (content[offset + 2] == 0xB8 && (0x81...0xAE).contains(content[offset + 3])
        || content[offset + 2] == 0xB9 && (0x80...0x84).contains(content[offset + 3]))
    let isMarked = next == UInt8(ascii: "*") || (0x41...0x5A).contains(next)
    return isThai || isMarked ? content[...offset] : nil
  }

  private func report(_ marker: ArraySlice<UInt8>, of content: ArraySlice<UInt8>, into diagnostics: inout Diagnostics) {
    let text = String(decoding: marker, as: UTF8.self)
    diagnostics.warning(
      .markdownMarker, at: source.span(marker.startIndex, marker.endIndex),
      "`\(text)` begins no finding, for there is no space behind it",
      hint:
        "Write `\(text) ` and then the text; write `\(text.dropLast())\\\(text.suffix(1))` for a number that is part of it."
    )
  }

  // MARK: Tables

  private func isRow(_ content: ArraySlice<UInt8>) -> Bool {
    let row = content[..<Self.end(of: content)]
    return row.count > 2 && row.first == UInt8(ascii: "|") && row.last == UInt8(ascii: "|")
  }

  private func isDelimiter(_ content: ArraySlice<UInt8>) -> Bool {
    content.allSatisfy { [0x20, 0x0D, UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: ":")].contains($0) }
  }

  private func nextLine(behind end: Int, limit: Int) -> ArraySlice<UInt8>? {
    guard end + 1 < limit else { return nil }
    let next = source.bytes[(end + 1)..<limit]
    return next.prefix { $0 != 0x0A }.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
  }

  private static func end(of content: ArraySlice<UInt8>) -> Int {
    (content.lastIndex { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 } ?? content.startIndex - 1) + 1
  }
}

extension DiagnosticCode {
  static let markdownMarker: DiagnosticCode = "markdown-marker"
  static let markdownTable: DiagnosticCode = "markdown-table"
}
