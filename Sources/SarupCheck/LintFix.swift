package import SarupSyntax

/// Mends what has one right answer, and leaves every other byte as it is.
package enum LintFix {
  /// - Returns: The bytes of the source with its mistakes mended, and what was mended; of two findings at one place the first, so that
  ///   a text is mended until there is nothing left.
  package static func apply(
    _ findings: [Lints.Finding], to source: SourceText
  ) -> (bytes: [UInt8], mended: [Lints.Finding]) {
    var bytes: [UInt8] = []
    var mended: [Lints.Finding] = []
    var position = 0
    for finding in findings {
      let (lower, upper) = (Int(finding.span.lower), Int(finding.span.upper))
      guard let replacement = finding.replacement, finding.span.source == source.id, lower >= position,
        upper <= source.bytes.count,
        // An escape or a line end within is no text that could be put in its place.
        source[finding.span] == finding.original
      else { continue }
      bytes += source.bytes[position..<lower]
      bytes += replacement.utf8
      position = upper
      mended.append(finding)
    }
    bytes += source.bytes[position...]
    return (bytes, mended)
  }

  /// What changes, line by line, as `diff -U0` shows it: no replacement changes the number of lines.
  package static func difference(of old: [UInt8], _ new: [UInt8], name: String) -> String {
    let (before, after) = (lines(of: old), lines(of: new))
    guard before != after, before.count == after.count else { return "" }
    var text = "--- \(name)\n+++ \(name)\n"
    var index = 0
    while index < before.count {
      guard before[index] != after[index] else {
        index += 1
        continue
      }
      let start = index
      while index < before.count, before[index] != after[index] { index += 1 }
      let count = index - start
      let place = count == 1 ? "\(start + 1)" : "\(start + 1),\(count)"
      text += "@@ -\(place) +\(place) @@\n"
      for line in before[start..<index] { text += "-" + String(decoding: line, as: UTF8.self) + "\n" }
      for line in after[start..<index] { text += "+" + String(decoding: line, as: UTF8.self) + "\n" }
    }
    return text
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
  }
}
