internal import SarupBatch

/// The keys that requests must bring one of, kept as digests alone.
struct APIKeys: Sendable {
  private var keys: [(name: String, digest: [UInt8])] = []

  /// Keys that are shorter are refused: they could be guessed.
  static let shortest = 16

  struct Mistake: Error {
    var line: Int
    var message: String
  }

  /// Reads a key on each line, with the name of its holder and a colon before it if the log is to tell them apart; empty lines and those
  /// that begin with `#` are nothing.
  init(_ text: String) throws(Mistake) {
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let halves = line.split(separator: ":", maxSplits: 1).map { Self.trimmed($0) }
      guard let last = halves.last, !last.isEmpty, !line.hasPrefix("#") else { continue }
      if last.utf8.count < Self.shortest {
        throw Mistake(line: number + 1, message: "a key has at least \(Self.shortest) characters")
      }
      if !last.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
        throw Mistake(line: number + 1, message: "a key is of letters, digits and signs of ASCII, without spaces")
      }
      let name = halves.count == 2 ? halves[0] : "key-\(keys.count + 1)"
      keys.append((name, Digest(of: Array(last.utf8)).bytes))
    }
    if keys.isEmpty { throw Mistake(line: 1, message: "there is no key") }
  }

  private static func trimmed(_ text: Substring) -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }

  /// The name of a key's holder. Every key is compared, and every byte of it, so that the time it takes tells nothing.
  func holder(of key: String) -> String? {
    let given = Digest(of: Array(key.utf8)).bytes
    var found: String?
    for (name, digest) in keys {
      var difference: UInt8 = 0
      for index in 0..<32 { difference |= given[index] ^ digest[index] }
      if difference == 0 { found = name }
    }
    return found
  }

  /// The key that a request brings, as a bearer (RFC 6750) or in a header of its own.
  static func key(of head: RequestHead) -> String? {
    if let key = head["x-api-key"] { return key }
    guard let value = head["authorization"], value.utf8.count > 7, value.prefix(7).lowercased() == "bearer " else {
      return nil
    }
    return trimmed(value.dropFirst(7))
  }
}
