extension DiagnosticCode {
  package static let encoding: DiagnosticCode = "encoding"
}

/// How the bytes of a text stand for characters.
public enum TextEncoding: String, Sendable, CaseIterable {
  /// With or without a byte order mark.
  case utf8 = "utf-8"
  /// The Thai code page of Windows: TIS-620 and a few signs (best fit with its published mapping table).
  case windows874 = "windows-874"
}

/// A source made of bytes from outside.
package struct DecodedSource: Sendable {
  /// What was written; where it could not be decoded, U+FFFD stands, so that messages can show its lines.
  package let source: SourceText
  /// Whether a reader may read it. When it is `false` the reason has been reported.
  package let isValid: Bool
}

extension SourceText {
  /// Makes a source of bytes from outside: drops a byte order mark, and refuses what is too large, wrongly encoded or
  /// holds control characters.
  package static func decode(
    name: String, bytes: [UInt8], encoding: TextEncoding = .utf8, limits: InputLimits = InputLimits(),
    origin: SourceOrigin = SourceOrigin(), reporting diagnostics: inout Diagnostics
  ) -> DecodedSource {
    guard bytes.count <= limits.bytes else {
      let source = SourceText(name: name, validated: [], origin: origin)
      diagnostics.error(
        .inputTooLarge, at: source.span(0, 0),
        "the text is larger than \(limits.size)",
        hint: "Split it into several files.")
      return DecodedSource(source: source, isValid: false)
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let source = SourceText(name: name, validated: [], origin: origin)
      diagnostics.error(
        .encoding, at: source.span(0, 0), "the text is UTF-16, where UTF-8 is read", hint: "Save the text as UTF-8.")
      return DecodedSource(source: source, isValid: false)
    }
    return switch encoding {
    case .utf8: decodeUTF8(name, bytes, origin, &diagnostics)
    case .windows874: decodeWindows874(name, bytes, origin, &diagnostics)
    }
  }

  private static func decodeUTF8(
    _ name: String, _ bytes: [UInt8], _ origin: SourceOrigin, _ diagnostics: inout Diagnostics
  ) -> DecodedSource {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard let bad = firstInvalid(in: text) else {
      return checked(SourceText(name: name, validated: text, origin: origin), &diagnostics)
    }
    // Everything before the first bad byte keeps its offset in the repaired text.
    let repaired = Array(String(decoding: text, as: UTF8.self).utf8)
    let source = SourceText(name: name, validated: repaired, origin: origin)
    var diagnostic = Diagnostic(
      .error, .encoding, at: source.span(bad.lowerBound, bad.lowerBound + 3),
      "the byte \(hexadecimal(text[bad.lowerBound])) is not UTF-8")
    diagnostic.hints.append(
      Windows874.looksLike(text)
        ? "The text looks like Thai in Windows-874: give `--encoding windows-874`, or save it as UTF-8."
        : "Save the text as UTF-8.")
    diagnostics.add(diagnostic)
    return DecodedSource(source: source, isValid: false)
  }

  private static func firstInvalid(in bytes: [UInt8]) -> Range<Int>? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets
    }
  }

  private static func decodeWindows874(
    _ name: String, _ bytes: [UInt8], _ origin: SourceOrigin, _ diagnostics: inout Diagnostics
  ) -> DecodedSource {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 3)
    var bad: [(offset: Int, byte: UInt8)] = []
    for byte in bytes {
      if let scalar = Windows874.scalar(for: byte) {
        text += Array(String(scalar).utf8)
      } else {
        bad.append((text.count, byte))
        text += [0xEF, 0xBF, 0xBD]
      }
    }
    let source = SourceText(name: name, validated: text, origin: origin)
    guard !bad.isEmpty else { return checked(source, &diagnostics) }
    for (offset, byte) in bad.prefix(maximumReports) {
      diagnostics.error(
        .encoding, at: source.span(offset, offset + 3), "the byte \(hexadecimal(byte)) is not in Windows-874",
        hint: "Leave `--encoding` away if the text is UTF-8.")
    }
    return DecodedSource(source: source, isValid: false)
  }

  /// Enough to see the kind of damage; a binary file would fill screens.
  private static let maximumReports = 10

  private static func checked(_ source: SourceText, _ diagnostics: inout Diagnostics) -> DecodedSource {
    guard source.bytes.withUnsafeBufferPointer({ $0.contains(where: isSuspect) }) else {
      return DecodedSource(source: source, isValid: true)
    }
    var count = 0
    for (offset, byte) in source.bytes.enumerated() where isSuspect(byte) {
      let end = byte == 0xEF ? offset + 3 : offset + 1
      let scalar = String(decoding: source.bytes[offset..<end], as: UTF8.self).unicodeScalars.first
      guard let scalar, ControlCharacters.contains(scalar) else { continue }
      count += 1
      guard count <= maximumReports else { break }
      diagnostics.error(
        .controlCharacter, at: source.span(offset, end), ControlCharacters.message(for: scalar),
        hint: ControlCharacters.hint)
    }
    return DecodedSource(source: source, isValid: count == 0)
  }

  /// A control character, or the first byte of U+FFFE and U+FFFF among others.
  private static func isSuspect(_ byte: UInt8) -> Bool {
    byte < 0x20 ? byte != 0x0A && byte != 0x09 && byte != 0x0D : byte == 0x7F || byte == 0xEF
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 0x10 ? "0x0" : "0x") + String(byte, radix: 16, uppercase: true)
  }
}

/// Windows code page 874.
private enum Windows874 {
  static func scalar(for byte: UInt8) -> Unicode.Scalar? {
    switch byte {
    case 0x00...0x7F: Unicode.Scalar(byte)
    case 0x80: "\u{20AC}"
    case 0x85: "\u{2026}"
    case 0x91: "\u{2018}"
    case 0x92: "\u{2019}"
    case 0x93: "\u{201C}"
    case 0x94: "\u{201D}"
    case 0x95: "\u{2022}"
    case 0x96: "\u{2013}"
    case 0x97: "\u{2014}"
    case 0xA0: "\u{A0}"
    case 0xA1...0xDA, 0xDF...0xFB: Unicode.Scalar(0x0E00 + UInt32(byte) - 0xA0)
    default: nil
    }
  }

  /// Thai letters in this code page are runs of high bytes, nearly all of them defined; in other encodings they are not.
  static func looksLike(_ bytes: [UInt8]) -> Bool {
    var high = 0
    var thai = 0
    for byte in bytes where byte >= 0x80 {
      high += 1
      if scalar(for: byte) != nil { thai += 1 }
    }
    return high >= 3 && thai * 100 >= high * 98
  }
}
