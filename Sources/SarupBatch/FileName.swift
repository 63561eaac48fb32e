/// Makes one component of a path of what a record says: Unicode as it is, without what a file system, a shell or Windows takes for
/// something else.
enum FileName {
  /// What file systems take, in bytes: 255, less room for names beside a file.
  static let limit = 240

  /// - Returns: an empty text where nothing is left.
  static func safe(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars where !isInvisible(scalar) {
      result.unicodeScalars.append(isForbidden(scalar) ? "_" : scalar)
    }
    var name = result[...].drop { $0 == " " || $0 == "_" && result.allSatisfy { $0 == "_" || $0 == " " } }
    while name.last == " " { name.removeLast() }
    return String(name)
  }

  /// A component put together of its parts: no `..`, no hidden file, no device of Windows, and not too long.
  static func component(_ text: String, keeping ending: String = "") -> String {
    var name = text[...]
    // Windows drops dots and blanks at the end of a name; one at its front hides it.
    while ending.isEmpty, let last = name.last, last == "." || last == " " { name.removeLast() }
    if name.isEmpty { name = text.isEmpty ? "" : "_" }
    if name.first == "." { name = "_" + name.dropFirst() }
    let stem = name.prefix { $0 != "." }
    if devices.contains(stem.uppercased()) { name = stem + "_" + name[stem.endIndex...] }
    let room = limit - ending.utf8.count
    guard name.utf8.count > room else { return String(name) + ending }
    // The end of a long title tells records apart as much as its beginning: what is cut off is kept as a number.
    let mark = "~" + Digest(of: Array(name.utf8)).hexadecimal.prefix(8)
    var cut = ""
    for character in name {
      if cut.utf8.count + character.utf8.count + mark.utf8.count > room { break }
      cut.append(character)
    }
    return cut + mark + ending
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "/", "\\", ":", "*", "?", "\"", "<", ">", "|": true
    case "\u{00}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }

  /// Zero-width and direction marks: they make names that look the same and are not.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }

  private static let devices: Set<String> = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2",
    "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
  ]
}
