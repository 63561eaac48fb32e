internal import SarupSyntax

/// A header of the form `value; name=text; name="text"`, as Content-Type and Content-Disposition have it (RFC 9110, 5.6.6).
struct HeaderValue: Hashable, Sendable {
  /// In lower case.
  var value: String
  /// Names in lower case, in the order given.
  var parameters: [(name: String, value: String)] = []

  static func == (left: HeaderValue, right: HeaderValue) -> Bool {
    left.value == right.value && left.parameters.elementsEqual(right.parameters, by: ==)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(value) }

  subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// `nil` for a text of another form, or one that says a parameter twice.
  init?(_ text: String) {
    var scanner = HeaderScanner(text)
    value = scanner.plain(upTo: UInt8(ascii: ";")).lowercased()
    if value.isEmpty { return nil }
    while scanner.skip(UInt8(ascii: ";")) {
      let name = scanner.plain(upTo: UInt8(ascii: "=")).lowercased()
      // A semicolon at the end is common and harmless.
      if name.isEmpty, scanner.isAtEnd { break }
      guard !name.isEmpty, name.utf8.allSatisfy(HeaderScanner.isToken), scanner.skip(UInt8(ascii: "=")),
        let value = scanner.parameterValue(), self[name] == nil
      else { return nil }
      parameters.append((name, value))
    }
    if !scanner.isAtEnd { return nil }
  }
}

/// Reads the pieces of a header from the left.
struct HeaderScanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { index == bytes.count }

  /// What stands before a sign, without the space around it; the sign stays.
  mutating func plain(upTo sign: UInt8) -> String {
    let start = index
    while index < bytes.count, bytes[index] != sign { index += 1 }
    var piece = bytes[start..<index]
    while let first = piece.first, Self.isSpace(first) { piece.removeFirst() }
    while let last = piece.last, Self.isSpace(last) { piece.removeLast() }
    return String(decoding: piece, as: UTF8.self)
  }

  mutating func skip(_ sign: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == sign else { return false }
    index += 1
    return true
  }

  /// A token or a text in quotation marks; `nil` when the quotation does not end.
  mutating func parameterValue() -> String? {
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
    guard skip(UInt8(ascii: "\"")) else { return plain(upTo: UInt8(ascii: ";")) }
    var value: [UInt8] = []
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      // A backslash takes the next byte as it is, where that is a quotation mark or another backslash; paths of Windows have single ones.
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count,
        bytes[index + 1] == UInt8(ascii: "\"") || bytes[index + 1] == UInt8(ascii: "\\")
      {
        index += 1
      }
      value.append(bytes[index])
      index += 1
    }
    guard skip(UInt8(ascii: "\"")) else { return nil }
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
    return isAtEnd || bytes[index] == UInt8(ascii: ";") ? String(decoding: value, as: UTF8.self) : nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
