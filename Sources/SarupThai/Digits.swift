package import SarupSyntax

/// Which digits numbers are written with.
public enum DigitMode: String, Sendable, CaseIterable {
  /// ๐๑๒๓๔๕๖๗๘๙
  case thai
  /// 0123456789
  case arabic
  /// As they were written; generated numbers take Arabic digits.
  case keep
}

extension String {
  /// Every digit 0–9 as ๐–๙, for numbers and dates that Sarup itself made.
  package var withThaiDigits: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count * 2)
    for byte in utf8 {
      if byte &- 0x30 < 10 { bytes += [0xE0, 0xB9, 0x90 + (byte - 0x30)] } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What an author wrote, with its digits changed. Latin words, addresses and identifiers keep theirs (``DigitScanner``).
  package func withDigits(_ mode: DigitMode) -> String {
    let bytes = Array(utf8)
    let ranges = DigitScanner.find(in: bytes.span, mode: mode)
    if ranges.isEmpty { return self }
    var result: [UInt8] = []
    var end = 0
    for range in ranges {
      result += bytes[end..<range.lowerBound]
      DigitScanner.append(bytes[range], mode: mode, to: &result)
      end = range.upperBound
    }
    result += bytes[end...]
    return String(decoding: result, as: UTF8.self)
  }
}

extension RichText {
  /// The text with its digits changed. Code keeps its digits; every changed group still knows where it was written.
  package func withDigits(_ mode: DigitMode) -> RichText {
    let ranges = DigitScanner.find(in: utf8.span, mode: mode)
    if ranges.isEmpty { return self }
    var result = RichText()
    result.links = links
    var next = 0
    for run in runs {
      while next < ranges.count, ranges[next].upperBound <= run.range.lowerBound { next += 1 }
      var index = next
      var end = run.range.lowerBound
      while index < ranges.count, ranges[index].lowerBound < run.range.upperBound, !run.traits.contains(.code) {
        let group = ranges[index].clamped(to: run.range)
        result.append(self, end..<group.lowerBound, of: run)
        var digits: [UInt8] = []
        DigitScanner.append(utf8[group], mode: mode, to: &digits)
        result.append(digits, traits: run.traits, link: run.link, footnote: run.footnote, span: span(of: group))
        end = group.upperBound
        index += 1
      }
      result.append(self, end..<run.range.upperBound, of: run)
    }
    return result
  }

  private mutating func append(_ other: RichText, _ range: Range<Int>, of run: Run) {
    append(
      other.utf8[range], traits: run.traits, link: run.link, footnote: run.footnote,
      span: range.isEmpty ? nil : other.span(of: range))
  }
}
