internal import Glibc

/// The parts of a `multipart/form-data` body (RFC 7578). Lines end with CRLF and nothing else, every part has a name, and the body
/// must be whole; what does not fit is refused, so that two readers cannot see two different forms in one body.
enum Multipart {
  struct Part: Hashable, Sendable {
    /// The name of the field.
    var name: String
    /// Given for files.
    var fileName: String?
    /// In lower case, without parameters.
    var contentType: String?
    var bytes: [UInt8]
  }

  /// Why a body is not a form.
  enum Fault: Error, Hashable {
    case boundary
    case noPart
    case notEnded
    case afterBoundary(part: Int)
    case tooManyParts
    case headers(part: Int)
    case headersTooLong(part: Int)
    case noName(part: Int)
    case notText(part: Int)

    /// A clause.
    var message: String {
      switch self {
      case .boundary: "the boundary that Content-Type names is missing, or not one of 1 to 70 permitted characters"
      case .noPart: "the body does not begin with the boundary that Content-Type names"
      case .notEnded: "the last part is not ended by the boundary and two hyphens"
      case .afterBoundary(let part): "the boundary before part \(part) is not followed by a line end"
      case .tooManyParts: "there are more than \(Multipart.mostParts) parts"
      case .headers(let part): "the headers of part \(part) cannot be read"
      case .headersTooLong(let part): "the headers of part \(part) are longer than \(Multipart.longestHeaders) bytes"
      case .noName(let part): "part \(part) has no Content-Disposition: form-data with a name"
      case .notText(let part): "a name of part \(part) is not UTF-8, or has control characters"
      }
    }
  }

  static let mostParts = 100
  static let longestHeaders = 4096

  /// Whether a text may be a boundary (RFC 2046, 5.1.1).
  static func isBoundary(_ text: String) -> Bool {
    let count = text.utf8.count
    guard 1...70 ~= count, text.utf8.last != UInt8(ascii: " ") else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "'()+_,-./:=? ".utf8.contains(byte)
      }
    }
  }

  static func read(_ body: [UInt8], boundary: String) throws(Fault) -> [Part] {
    guard isBoundary(boundary) else { throw .boundary }
    let delimiter = Array("\r\n--\(boundary)".utf8)
    // The first one needs no line end before it; what stands before it is not for readers.
    var index: Int
    if body.starts(with: delimiter.dropFirst(2)) {
      index = delimiter.count - 2
    } else if let first = find(delimiter, in: body, from: 0) {
      index = first + delimiter.count
    } else {
      throw .noPart
    }
    var parts: [Part] = []
    while true {
      if body[index...].starts(with: Array("--".utf8)) { return parts }
      if parts.count == mostParts { throw .tooManyParts }
      let number = parts.count + 1
      while index < body.count, body[index] == 0x20 || body[index] == 0x09 { index += 1 }
      guard body[index...].starts(with: Array("\r\n".utf8)) else {
        throw index == body.count ? .notEnded : .afterBoundary(part: number)
      }
      var part = try headers(of: number, in: body, at: &index)
      guard let end = find(delimiter, in: body, from: index) else { throw .notEnded }
      // An empty content shares its line end with the headers' last.
      part.bytes = end > index ? Array(body[index..<end]) : []
      parts.append(part)
      index = end + delimiter.count
    }
  }

  /// - Parameter index: At the line end behind the boundary; then at the first byte of the content.
  private static func headers(of number: Int, in body: [UInt8], at index: inout Int) throws(Fault) -> Part {
    let end = min(body.count, index + longestHeaders)
    var part = Part(name: "", bytes: [])
    var disposition: HeaderValue?
    var start = index + 2
    while true {
      var line = start
      while line < end, body[line] != 0x0D, body[line] != 0x0A { line += 1 }
      guard line + 1 < end else { throw end == body.count ? .notEnded : .headersTooLong(part: number) }
      guard body[line] == 0x0D, body[line + 1] == 0x0A else { throw .headers(part: number) }
      if line == start { break }
      guard let text = text(body[start..<line]) else { throw .notText(part: number) }
      guard let colon = text.firstIndex(of: ":"), text[..<colon].utf8.allSatisfy(HeaderScanner.isToken) else {
        throw .headers(part: number)
      }
      let value = String(text[text.index(after: colon)...])
      switch text[..<colon].lowercased() {
      case "content-disposition":
        guard disposition == nil, let read = HeaderValue(value) else { throw .headers(part: number) }
        disposition = read
      case "content-type":
        guard part.contentType == nil, let read = HeaderValue(value) else { throw .headers(part: number) }
        part.contentType = read.value
      case "content-transfer-encoding":
        // RFC 7578 forbids it; content that is packed in another way would be taken for something else.
        guard ["binary", "8bit", "7bit"].contains(HeaderValue(value)?.value) else { throw .headers(part: number) }
      default: break
      }
      start = line + 2
    }
    guard disposition?.value == "form-data", let name = disposition?["name"], !name.isEmpty else {
      throw .noName(part: number)
    }
    part.name = unescaped(name)
    part.fileName = disposition?["filename"].map(unescaped)
    // The blank line's own end belongs to the delimiter when nothing stands between them.
    index = start + 2
    return part
  }

  /// Browsers write these three so in names.
  private static func unescaped(_ name: String) -> String {
    name.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Where a delimiter stands at or behind a place; an empty content's delimiter begins two bytes before it. A delimiter has its only
  /// carriage return at its start, so that no byte is looked at more than twice.
  private static func find(_ delimiter: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    var index = max(0, start - 2)
    return bytes.withUnsafeBytes { bytes in
      while index + delimiter.count <= bytes.count {
        // Bytes that are enough for a delimiter have an address.
        guard let first = memchr(bytes.baseAddress! + index, 0x0D, bytes.count - index) else { return nil }
        index = bytes.baseAddress!.distance(to: UnsafeRawPointer(first))
        if index + delimiter.count <= bytes.count,
          memcmp(first, delimiter, delimiter.count) == 0
        {
          return index
        }
        index += 1
      }
      return nil
    }
  }
}
