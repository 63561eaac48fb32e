package import SarupDocument
package import SarupSyntax

extension DiagnosticCode {
  /// A character that means nothing outside of one font.
  package static let privateCharacter: DiagnosticCode = "archive-private-character"
}

/// What a document may say that no archive copy can hold, whatever is done in writing it.
package enum ArchiveRules {
  /// Characters that are told; more of them are counted.
  private static let mostTold = 20

  /// Reports the places as errors.
  package static func check(_ document: Document, reporting diagnostics: inout Diagnostics) {
    var finder = PrivateCharacters()
    for element in document.elements {
      if case .paragraph(let paragraph) = element.kind { finder.look(through: paragraph.text) }
    }
    for line in document.page.allHeads.flatMap({ [$0.top, $0.bottom] }).compactMap({ $0 }) {
      for case .text(let text) in line.start + line.center + line.end { finder.look(through: text) }
    }
    for case .text(let text) in document.numberings.flatMap(\.levels).flatMap(\.pieces) {
      finder.look(through: StyledText(utf8: Array(text.utf8)))
    }
    finder.report(to: &diagnostics)
  }

  /// Private-use characters come back out of a PDF/A of level A only with a text beside them that says what they are
  /// (ISO 19005-2, 6.2.11.7.3), and that only the author knows.
  private struct PrivateCharacters {
    private var found: [(scalar: UInt32, span: SarupSyntax.Span?)] = []
    private var seen: Set<UInt32> = []

    mutating func look(through text: StyledText) {
      // Their first bytes; hardly any text has one.
      guard text.utf8.contains(where: { $0 == 0xEE || $0 == 0xEF || $0 == 0xF3 || $0 == 0xF4 }) else { return }
      var offset = 0
      for scalar in text.string.unicodeScalars {
        let length = UTF8.width(scalar)
        if scalar.properties.generalCategory == .privateUse, seen.insert(scalar.value).inserted {
          found.append((scalar.value, text.span(of: offset..<offset + length)))
        }
        offset += length
      }
    }

    func report(to diagnostics: inout Diagnostics) {
      for (scalar, span) in found.prefix(mostTold) {
        let meant =
          ThaiPrivateUse.letter(for: scalar).map { ", which is \(ArchiveRules.code($0)) in old Thai fonts," } ?? ""
        diagnostics.error(
          .privateCharacter, at: span,
          "the private-use character \(ArchiveRules.code(scalar))\(meant) cannot stand in an archive copy "
            + "(ISO 19005-2, 6.2.11.7.3)",
          hint: "Write the character that is meant, or render with `--archive none`.")
      }
      if found.count > mostTold {
        diagnostics.error(
          .privateCharacter, at: found[mostTold].span,
          "there are \(found.count - mostTold) more private-use characters, of which this is the first",
          hint: "Write the characters that are meant, or render with `--archive none`.")
      }
    }
  }

  private static func code(_ scalar: UInt32) -> String { "U+" + String(scalar, radix: 16, uppercase: true).padded }
}

extension String {
  fileprivate var padded: String { String(repeating: "0", count: max(0, 4 - utf8.count)) + self }
}

/// Where Thai fonts of the nineties kept the shapes of a letter that stand lower or further left, before there were font tables
/// for it; text copied out of old files still has them.
enum ThaiPrivateUse {
  private static let first: UInt32 = 0xF700
  /// The letters from U+F700 on.
  private static let letters: [UInt32] = [
    0x0E10, 0x0E34, 0x0E35, 0x0E36, 0x0E37, 0x0E48, 0x0E49, 0x0E4A, 0x0E4B, 0x0E4C, 0x0E48, 0x0E49, 0x0E4A, 0x0E4B,
    0x0E4C, 0x0E0D, 0x0E31, 0x0E4D, 0x0E47, 0x0E48, 0x0E49, 0x0E4A, 0x0E4B, 0x0E4C, 0x0E38, 0x0E39, 0x0E3A,
  ]

  static func letter(for scalar: UInt32) -> UInt32? {
    guard scalar >= first, Int(scalar - first) < letters.count else { return nil }
    return letters[Int(scalar - first)]
  }
}
