internal import Testing

/// The text of a page as the plainest reader gets it: each code of a string through its font's ToUnicode, in the order of the
/// content. No `ActualText`, no guessing by places.
struct PDFText {
  private let file: PDFFile
  /// Codes whose text is not known, and texts that only `ActualText` tells.
  private(set) var faults: [String] = []

  init(_ file: PDFFile) { self.file = file }

  mutating func text(of page: PDFFile.Object) throws -> String {
    let content = try #require(file.object("/Contents", in: page.text)?.stream)
    let resources = try #require(file.object("/Resources", in: page.text)).text
    var result = ""
    var map: [Int: String] = [:]
    var isWide = false
    var position = 0
    var lastName = ""
    while position < content.count {
      let byte = content[position]
      switch byte {
      case UInt8(ascii: "/"):
        let end = content[(position + 1)...].firstIndex { $0 <= 0x20 || "/[<(".utf8.contains($0) } ?? content.count
        lastName = String(decoding: content[position..<end], as: UTF8.self)
        if lastName == "/ActualText" { faults.append("ActualText on a page") }
        position = end
      case UInt8(ascii: "T") where content[position + 1] == UInt8(ascii: "f"):
        let font = try #require(file.object(lastName, in: resources))
        map = try unicode(of: font)
        lastName = ""
        isWide = font.text.offset(of: "/Type0") != nil
        position += 2
      case UInt8(ascii: "("):
        var codes: [UInt8] = []
        position += 1
        while content[position] != UInt8(ascii: ")") {
          if content[position] == UInt8(ascii: "\\") {
            position += 1
            if content[position] == UInt8(ascii: "r") || content[position] == UInt8(ascii: "n") {
              codes.append(content[position] == UInt8(ascii: "r") ? 0x0D : 0x0A)
              position += 1
              continue
            }
            if (0x30...0x37).contains(content[position]) {
              codes.append(content[position..<position + 3].reduce(0) { $0 &* 8 &+ ($1 - 0x30) })
              position += 3
              continue
            }
          }
          codes.append(content[position])
          position += 1
        }
        position += 1
        // The language of marked content is a string that nobody sees.
        if lastName == "/Lang" { continue }
        let width = isWide ? 2 : 1
        for start in stride(from: 0, to: codes.count, by: width) {
          result += look(codes[start..<start + width].reduce(0) { $0 << 8 | Int($1) }, in: map)
        }
      case UInt8(ascii: "<") where content[position + 1] != UInt8(ascii: "<"):
        let end = content[position...].firstIndex(of: UInt8(ascii: ">")) ?? content.count
        let digits = content[(position + 1)..<end].filter { $0 > 0x20 }
        let width = isWide ? 4 : 2
        for start in stride(from: 0, to: digits.count, by: width) {
          result += look(Int(String(decoding: digits[start..<start + width], as: UTF8.self), radix: 16) ?? -1, in: map)
        }
        position = end + 1
      case UInt8(ascii: "<"):
        position += 2
      case UInt8(ascii: ">"):
        lastName = ""
        position += 1
      default:
        position += 1
      }
    }
    return result
  }

  private mutating func look(_ code: Int, in map: [Int: String]) -> String {
    if let text = map[code], text != "\u{FFFD}" { return text }
    faults.append("code \(code) has no text")
    return "\u{FFFD}"
  }

  private func unicode(of font: PDFFile.Object) throws -> [Int: String] {
    let stream = try #require(file.object("/ToUnicode", in: font.text)?.stream)
    var map: [Int: String] = [:]
    var kind = ""
    for line in String(decoding: stream, as: UTF8.self).split(separator: "\n") {
      if line.hasSuffix("beginbfchar") || line.hasSuffix("beginbfrange") { kind = String(line) }
      if line.hasPrefix("endbf") { kind = "" }
      let values = line.split(whereSeparator: { " <>[]".contains($0) })
      guard !kind.isEmpty, line.hasPrefix("<"), values.count >= 2, let first = Int(values[0], radix: 16) else {
        continue
      }
      if kind.hasSuffix("beginbfchar") {
        map[first] = decoded(values[1])
      } else if let last = Int(values[1], radix: 16) {
        for code in first...last {
          if line.contains("[") {
            map[code] = decoded(values[2 + code - first])
          } else if let start = UInt32(values[2], radix: 16), let scalar = Unicode.Scalar(start + UInt32(code - first))
          {
            map[code] = String(Character(scalar))
          }
        }
      }
    }
    return map
  }

  private func decoded(_ digits: Substring) -> String {
    let digits = Array(digits.utf8)
    let units = stride(from: 0, to: digits.count - 3, by: 4).compactMap {
      UInt16(String(decoding: digits[$0..<$0 + 4], as: UTF8.self), radix: 16)
    }
    return String(decoding: units, as: UTF16.self)
  }
}
