/// How the bytes of an input stand for characters.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// The Thai code page of Windows (code page 874), as older office files have it.
  case windows874 = "windows-874"
}

extension DiagnosticCode {
  package static let sourceTooLarge: DiagnosticCode = "source-too-large"
  package static let sourceEncoding: DiagnosticCode = "source-encoding"
  package static let sourceCharacter: DiagnosticCode = "source-character"
}

extension SourceText {
  /// Makes a source from the bytes of an input, which may be anything.
  ///
  /// A byte order mark is dropped. Bytes that are not UTF-8 and control characters that no text has are errors; their places
  /// are those in a copy of the source in which each bad byte reads U+FFFD.
  ///
  /// - Parameter limit: the most bytes that are taken.
  package static func decode(
    name: String, bytes: [UInt8], encoding: TextEncoding = .utf8, limit: Int = InputLimitDefaults.source,
    reporting diagnostics: inout Diagnostics, sources: inout [SourceText]
  ) -> SourceText? {
    if bytes.count > limit {
      diagnostics.error(
        .sourceTooLarge, at: nil, "\(name) has \(bytes.count) bytes; the most is \(limit)",
        hint: "Split it into several briefs.")
      return nil
    }
    if let order = utf16Order(bytes) {
      diagnostics.error(
        .sourceEncoding, at: nil, "\(name) is UTF-16 (\(order)-endian), not UTF-8",
        hint: "Save it as UTF-8, or convert it: iconv -f UTF-16 -t UTF-8 \(name)")
      return nil
    }
    let source: SourceText
    switch encoding {
    case .windows874: source = SourceText(name: name, validated: Windows874.decode(bytes))
    case .utf8:
      let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
      let text = hasMark ? Array(bytes[3...]) : bytes
      guard let bad = UTF8Check.firstFault(in: text) else {
        source = SourceText(name: name, validated: text)
        break
      }
      let readable = SourceText(name: name, text: String(decoding: text, as: UTF8.self))
      sources.append(readable)
      // Every byte before the fault is valid and stands where it stood.
      diagnostics.add(fault(at: readable.span(bad, min(bad + 3, readable.bytes.count)), byte: text[bad], in: text))
      return nil
    }
    sources.append(source)
    return source.hasOnlyText(reporting: &diagnostics) ? source : nil
  }

  private static func fault(at span: Span, byte: UInt8, in text: [UInt8]) -> Diagnostic {
    let digits = String(byte, radix: 16, uppercase: true)
    let message = "byte 0x\(digits.count < 2 ? "0" : "")\(digits) is not UTF-8"
    let hint =
      Windows874.looksLikeThai(text)
      ? "It looks like Thai in Windows-874: add --encoding windows-874, or save it as UTF-8."
      : "Save the file as UTF-8."
    return Diagnostic(.error, .sourceEncoding, at: span, message, hints: [hint])
  }

  private static func utf16Order(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE]) { return "little" }
    if bytes.starts(with: [0xFE, 0xFF]) { return "big" }
    return nil
  }

  /// Whether the source is free of control characters other than tab and line ends. The first few of others are reported.
  private func hasOnlyText(reporting diagnostics: inout Diagnostics) -> Bool {
    var found = 0
    for (offset, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x7F {
      if byte == 0x09 || byte == 0x0A || byte == 0x0D { continue }
      found += 1
      if found > 5 { break }
      let name = byte == 0 ? "a NUL byte" : "the control character U+00\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
      diagnostics.error(
        .sourceCharacter, at: span(offset, offset + 1), "\(name) stands in the text",
        hint: byte == 0 ? "Is this a text file? Save it as plain UTF-8 text." : "Delete it.")
    }
    return found == 0
  }
}

/// Sizes that hold where a caller says nothing else.
package enum InputLimitDefaults {
  /// Bytes of one source.
  package static let source = 64 << 20
}

/// Well-formed UTF-8 (Unicode 15, table 3-7).
enum UTF8Check {
  /// Offset of the first byte that begins no well-formed character.
  static func firstFault(in bytes: [UInt8]) -> Int? {
    var offset = 0
    while offset < bytes.count {
      let length = bytes[offset] < 0x80 ? 1 : length(of: bytes, at: offset)
      if length == 0 { return offset }
      offset += length
    }
    return nil
  }

  private static func length(of bytes: [UInt8], at offset: Int) -> Int {
    let lead = bytes[offset]
    let count: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: count = 2
    case 0xE0: (count, second) = (3, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE...0xEF: count = 3
    case 0xED: (count, second) = (3, 0x80...0x9F)
    case 0xF0: (count, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: count = 4
    case 0xF4: (count, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard offset + count <= bytes.count, second.contains(bytes[offset + 1]) else { return 0 }
    for index in offset + 2..<max(offset + 2, offset + count) where bytes[index] & 0xC0 != 0x80 { return 0 }
    return count
  }
}

/// Code page 874: ASCII, a few signs, and TIS-620 from 0xA1.
enum Windows874 {
  static func decode(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 3)
    for byte in bytes {
      if byte < 0x80 { result.append(byte) } else { result += UTF8.encode(scalar(byte)).map(Array.init) ?? [] }
    }
    return result
  }

  private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    switch byte {
    case 0x80: "\u{20AC}"
    case 0x85: "\u{2026}"
    case 0x91: "\u{2018}"
    case 0x92: "\u{2019}"
    case 0x93: "\u{201C}"
    case 0x94: "\u{201D}"
    case 0x95: "\u{2022}"
    case 0x96: "\u{2013}"
    case 0x97: "\u{2014}"
    case 0xA0: "\u{00A0}"
    case 0xA1...0xDA, 0xDF...0xFB: Unicode.Scalar(0x0E00 + UInt32(byte) - 0xA0) ?? "\u{FFFD}"
    default: "\u{FFFD}"
    }
  }

  /// Whether most bytes above ASCII are Thai letters of this code page and hardly any of them pair up as UTF-8.
  static func looksLikeThai(_ bytes: [UInt8]) -> Bool {
    var high = 0
    var thai = 0
    for byte in bytes.prefix(1 << 16) where byte >= 0x80 {
      high += 1
      if (0xA1...0xDA).contains(byte) || (0xDF...0xFB).contains(byte) { thai += 1 }
    }
    return high > 0 && thai * 10 >= high * 9
  }
}
