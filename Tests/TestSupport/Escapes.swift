/// Characters that cannot be seen, as data files of tests write them.
package enum Escapes {
  /// `\u{200B}` as the character itself.
  package static func unescaped(_ text: Substring) -> String {
    var result = ""
    var rest = text
    while let escape = rest.firstRange(of: "\\u{") {
      result += rest[..<escape.lowerBound]
      rest = rest[escape.upperBound...]
      let digits = rest.prefix { $0 != "}" }
      result.unicodeScalars.append(UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "?")
      rest = rest.dropFirst(digits.count + 1)
    }
    return result + rest
  }
}
