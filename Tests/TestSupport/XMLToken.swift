/// A piece of XML, or of a page in HTML: enough of a parser to read what the writers wrote, strict enough to see what it should not write.
package enum XMLToken: Equatable {
  case start(String, [Attribute], isEmpty: Bool)
  case end(String)
  case text(String)

  package struct Attribute: Equatable {
    package var name: String
    package var value: String
  }

  package struct Malformed: Error { package var near: String }

  /// Works on bytes: a vowel sign behind a tag's `>` would be one character with it.
  package static func tokens(of bytes: [UInt8]) throws -> [XMLToken] {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw Malformed(near: "not UTF-8") }
    let isPage = bytes.starts(with: "<!DOCTYPE html>".utf8)
    guard isPage || bytes.starts(with: "<?xml ".utf8), let head = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
      throw Malformed(near: "no declaration")
    }
    var rest = bytes[(head + 1)...]
    var result: [XMLToken] = []
    var open: [String] = []
    while let first = rest.first {
      if first == UInt8(ascii: "<") {
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { throw Malformed(near: text(rest.prefix(40))) }
        var token = try tag(rest[(rest.startIndex + 1)..<end])
        if isPage, case .start(let name, let attributes, false) = token, voidElements.contains(name) {
          token = .start(name, attributes, isEmpty: true)
        }
        rest = rest[(end + 1)...]
        switch token {
        case .start(let name, _, false): open.append(name)
        case .end(let name): guard open.popLast() == name else { throw Malformed(near: name) }
        default: break
        }
        result.append(token)
      } else {
        let end = rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
        guard !open.isEmpty else { throw Malformed(near: text(rest[..<end])) }
        let isRaw = isPage && open.last == "style"
        result.append(.text(isRaw ? text(rest[..<end]) : try unescaped(rest[..<end])))
        rest = rest[end...]
      }
    }
    guard open.isEmpty else { throw Malformed(near: "end") }
    return result
  }

  /// Elements of HTML that have no end tag.
  private static let voidElements = ["br", "wbr", "hr", "img", "meta", "link", "col"]

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func tag(_ bytes: ArraySlice<UInt8>) throws -> XMLToken {
    if bytes.first == UInt8(ascii: "/") { return .end(text(bytes.dropFirst())) }
    let isEmpty = bytes.last == UInt8(ascii: "/")
    let bytes = isEmpty ? bytes.dropLast() : bytes
    let name = bytes.prefix { $0 != 0x20 }
    var attributes: [Attribute] = []
    var rest = bytes[name.endIndex...]
    while !rest.isEmpty {
      rest = rest.dropFirst()
      guard let equals = rest.firstIndex(of: UInt8(ascii: "=")), rest[equals...].dropFirst().first == 0x22 else {
        throw Malformed(near: text(bytes))
      }
      let value = rest[equals...].dropFirst(2)
      guard let quote = value.firstIndex(of: 0x22) else { throw Malformed(near: text(bytes)) }
      let attribute = Attribute(name: text(rest[..<equals]), value: try unescaped(value[..<quote]))
      guard !attributes.contains(where: { $0.name == attribute.name }) else { throw Malformed(near: text(bytes)) }
      attributes.append(attribute)
      rest = value[(quote + 1)...]
    }
    return .start(text(name), attributes, isEmpty: isEmpty)
  }

  private static let references = [
    "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#9;": "\t", "&#10;": "\n", "&#13;": "\r",
  ]

  private static func unescaped(_ bytes: ArraySlice<UInt8>) throws -> String {
    for scalar in text(bytes).unicodeScalars {
      let isAllowed = scalar.value >= 0x20 && scalar.value & 0xFFFE != 0xFFFE || scalar == "\t" || scalar == "\n"
      guard isAllowed else { throw Malformed(near: text(bytes)) }
    }
    var result: [UInt8] = []
    var rest = bytes
    while let byte = rest.first {
      guard byte == UInt8(ascii: "&") else {
        result.append(byte)
        rest = rest.dropFirst()
        continue
      }
      guard let end = rest.firstIndex(of: UInt8(ascii: ";")), let meant = references[text(rest[...end])] else {
        throw Malformed(near: text(bytes))
      }
      result += meant.utf8
      rest = rest[(end + 1)...]
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension [XMLToken] {
  /// One element a line, indented; an element that holds only text stands on one line.
  package var indented: String {
    var result = ""
    var depth = 0
    var index = 0
    while index < count {
      switch self[index] {
      case .start(let name, let attributes, let isEmpty):
        result += String(repeating: "  ", count: depth) + "<\(name)"
        for attribute in attributes { result += " \(attribute.name)=\"\(attribute.value)\"" }
        if isEmpty {
          result += "/>\n"
        } else if index + 2 < count, case .text(let text) = self[index + 1], case .end = self[index + 2] {
          result += ">\(text)</\(name)>\n"
          index += 2
        } else {
          result += ">\n"
          depth += 1
        }
      case .end(let name):
        depth -= 1
        result += String(repeating: "  ", count: depth) + "</\(name)>\n"
      case .text(let text): result += String(repeating: "  ", count: depth) + text + "\n"
      }
      index += 1
    }
    return result
  }

  /// The attributes of every element with a name.
  package func attributes(of name: String) -> [[String: String]] {
    compactMap {
      guard case .start(name, let attributes, _) = $0 else { return nil }
      return Dictionary(uniqueKeysWithValues: attributes.map { ($0.name, $0.value) })
    }
  }

  /// The value of `w:val` of every element with a name.
  package func values(of name: String) -> [String] { attributes(of: name).compactMap { $0["w:val"] } }

  /// The insides of every element with a name that does not stand in another one of it.
  package func elements(_ name: String) -> [[XMLToken]] {
    var result: [[XMLToken]] = []
    var depth = 0
    var start = 0
    for (index, token) in enumerated() {
      switch token {
      case .start(name, _, true) where depth == 0: result.append([token])
      case .start(name, _, false):
        if depth == 0 { start = index }
        depth += 1
      case .end(name):
        depth -= 1
        if depth == 0 { result.append(Array(self[start...index])) }
      default: break
      }
    }
    return result
  }
}
