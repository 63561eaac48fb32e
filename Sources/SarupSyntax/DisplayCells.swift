/// How wide text stands in a terminal.
///
/// Widths follow what terminals do with wcwidth(3): marks and invisible characters take no cell, East Asian wide characters and
/// emoji two (UAX #11), everything else one. SARA AM U+0E33 is a spacing vowel and takes one.
package enum DisplayCells {
  package static let tabWidth = 4

  package static func width(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0xAD ? 0 : 1 }
    if (0x0E00...0x0E7F).contains(value) { return isThaiMark(value) ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
    default: return isWide(value) ? 2 : 1
    }
  }

  /// Cells of a UTF-8 text whose tabs are already expanded.
  package static func width(of text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  private static func isThaiMark(_ value: UInt32) -> Bool {
    value == 0x0E31 || (0x0E34...0x0E3A).contains(value) || (0x0E47...0x0E4E).contains(value)
  }

  /// The blocks whose characters are wide as a whole; single wide symbols elsewhere are emoji presentation.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
      0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
