import SarupContainer
import SarupDOCX
import SarupDocument
import SarupSyntax

/// A written file, taken apart again for tests.
struct WordFile {
  var bytes: [UInt8]
  var diagnostics = Diagnostics()
  var parts: [(name: String, tokens: [XMLToken])] = []

  init(_ document: Document, options: DOCXOptions = DOCXOptions()) throws {
    bytes = DOCXWriter.write(document, options: options, reporting: &diagnostics)
    let reader = try ZIPReader(bytes)
    for entry in reader.entries {
      parts.append((entry.name, try XMLToken.tokens(of: reader.read(entry))))
    }
  }

  subscript(part: String) -> [XMLToken] { parts.first { $0.name == part }?.tokens ?? [] }

  var body: [XMLToken] { self["word/document.xml"] }

  /// The text of each paragraph of a part, with `\t` and `\n` for the elements that stand for them.
  func paragraphs(of part: String = "word/document.xml") -> [String] {
    var result: [String] = []
    var inText = false
    for token in self[part] {
      switch token {
      case .start("w:p", _, let isEmpty):
        result.append("")
        _ = isEmpty
      case .start("w:t", _, let isEmpty): inText = !isEmpty
      case .end("w:t"): inText = false
      case .start("w:tab", let attributes, _) where attributes.isEmpty: result[result.count - 1] += "\t"
      case .start("w:br", _, _): result[result.count - 1] += "\n"
      case .start("w:noBreakHyphen", _, _): result[result.count - 1] += "\u{2011}"
      case .start("w:softHyphen", _, _): result[result.count - 1] += "\u{AD}"
      case .text(let text) where inText: result[result.count - 1] += text
      default: break
      }
    }
    return result
  }
}

/// A piece of XML: enough of a parser to read what the writer wrote, strict enough to see what it should not write.
enum XMLToken: Equatable {
  case start(String, [Attribute], isEmpty: Bool)
  case end(String)
  case text(String)

  struct Attribute: Equatable {
    var name: String
    var value: String
  }

  struct Malformed: Error { var near: String }

  static func tokens(of bytes: [UInt8]) throws -> [XMLToken] {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Malformed(near: "not UTF-8") }
    var rest = Substring(text)
    guard rest.hasPrefix("<?xml "), let head = rest.firstIndex(of: "\n") else { throw Malformed(near: "no declaration") }
    rest = rest[rest.index(after: head)...]
    var result: [XMLToken] = []
    var open: [String] = []
    while !rest.isEmpty {
      if rest.first == "<" {
        guard let end = rest.firstIndex(of: ">") else { throw Malformed(near: String(rest.prefix(40))) }
        let token = try tag(rest[rest.index(after: rest.startIndex)..<end])
        rest = rest[rest.index(after: end)...]
        switch token {
        case .start(let name, _, false): open.append(name)
        case .end(let name): guard open.popLast() == name else { throw Malformed(near: name) }
        default: break
        }
        result.append(token)
      } else {
        let end = rest.firstIndex(of: "<") ?? rest.endIndex
        guard !open.isEmpty else { throw Malformed(near: String(rest[..<end])) }
        result.append(.text(try unescaped(rest[..<end])))
        rest = rest[end...]
      }
    }
    guard open.isEmpty else { throw Malformed(near: "end") }
    return result
  }

  private static func tag(_ text: Substring) throws -> XMLToken {
    if text.first == "/" { return .end(String(text.dropFirst())) }
    let isEmpty = text.last == "/"
    let text = isEmpty ? text.dropLast() : text
    let name = text.prefix { $0 != " " }
    var attributes: [Attribute] = []
    var rest = text[name.endIndex...]
    while !rest.isEmpty {
      rest = rest.dropFirst()
      guard let equals = rest.firstIndex(of: "="), rest[equals...].dropFirst().first == "\"" else {
        throw Malformed(near: String(text))
      }
      let value = rest[equals...].dropFirst(2)
      guard let quote = value.firstIndex(of: "\"") else { throw Malformed(near: String(text)) }
      let attribute = Attribute(name: String(rest[..<equals]), value: try unescaped(value[..<quote]))
      guard !attributes.contains(where: { $0.name == attribute.name }) else { throw Malformed(near: String(text)) }
      attributes.append(attribute)
      rest = value[value.index(after: quote)...]
    }
    return .start(String(name), attributes, isEmpty: isEmpty)
  }

  private static func unescaped(_ text: Substring) throws -> String {
    var result = ""
    var rest = text
    while let character = rest.first {
      for scalar in character.unicodeScalars {
        let isAllowed =
          scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF || scalar == "\t" || scalar == "\n"
        guard isAllowed else { throw Malformed(near: String(text)) }
      }
      guard character == "&" else {
        result.append(character)
        rest = rest.dropFirst()
        continue
      }
      guard let end = rest.firstIndex(of: ";") else { throw Malformed(near: String(text)) }
      switch rest[rest.startIndex...end] {
      case "&amp;": result += "&"
      case "&lt;": result += "<"
      case "&gt;": result += ">"
      case "&quot;": result += "\""
      case "&#9;": result += "\t"
      case "&#10;": result += "\n"
      case "&#13;": result += "\r"
      default: throw Malformed(near: String(text))
      }
      rest = rest[rest.index(after: end)...]
    }
    return result
  }
}

extension [XMLToken] {
  /// One element a line, indented; an element that holds only text stands on one line.
  var indented: String {
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
  func attributes(of name: String) -> [[String: String]] {
    compactMap {
      guard case .start(name, let attributes, _) = $0 else { return nil }
      return Dictionary(uniqueKeysWithValues: attributes.map { ($0.name, $0.value) })
    }
  }

  /// The value of `w:val` of every element with a name.
  func values(of name: String) -> [String] { attributes(of: name).compactMap { $0["w:val"] } }

  /// The insides of every element with a name that does not stand in another one of it.
  func elements(_ name: String) -> [[XMLToken]] {
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
