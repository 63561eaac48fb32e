/// Where a link may lead out of a file: the web and mail. Anything else, such as a file of the reader's machine, is refused.
package enum ExternalTarget {
  /// The address in ASCII (RFC 3987, 3.1); `nil` for a scheme that is not allowed.
  package static func address(_ destination: String) -> String? {
    let lower = destination.lowercased()
    guard
      ["https://", "http://", "mailto:"].contains(where: { lower.hasPrefix($0) && lower.utf8.count > $0.utf8.count })
    else { return nil }
    var result: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in destination.utf8 {
      // What RFC 3986 has no place for: spaces, controls, quotes, brackets of other kinds, and all beyond ASCII.
      if byte <= 0x20 || byte >= 0x7F || "\"<>\\^`{|}".utf8.contains(byte) {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
