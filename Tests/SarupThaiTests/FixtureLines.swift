import TestSupport
import Testing

/// The lines of a fixture beside these tests, without comments, empty lines and the spaces around them.
enum FixtureLines {
  static func read(_ name: String) -> [String] {
    let text = GoldenFile.read(Fixtures.folder(beside: #filePath) + "/Fixtures/" + name) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(\.trimmed).filter { !$0.isEmpty }
  }
}

enum ThaiDigits {
  static func scalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    ("0"..."9").contains(scalar) ? Unicode.Scalar(scalar.value - 0x30 + 0xE50)! : scalar
  }
}

extension StringProtocol {
  var trimmed: String {
    var part = Substring(self)
    while part.first == " " { part.removeFirst() }
    while part.last == " " { part.removeLast() }
    return String(part)
  }
}
