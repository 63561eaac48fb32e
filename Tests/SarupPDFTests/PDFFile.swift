internal import SarupContainer
internal import Testing

/// A PDF as a reader sees it: found through its cross-references, objects out of their streams, filters undone.
///
/// It reads what this program writes, and fails on anything else.
struct PDFFile {
  struct Object {
    var number: Int
    var text: String
    var stream: [UInt8]?
  }

  struct Malformed: Error {}

  private(set) var objects: [Int: Object] = [:]
  let trailer: String

  init(_ bytes: [UInt8]) throws {
    let tail = String(decoding: bytes.suffix(64), as: UTF8.self)
    let start = try #require(tail.split(separator: "\n").dropLast().last.flatMap { Int($0) })
    let references = try PDFFile.object(in: bytes, at: start)
    trailer = references.text
    let rows = PDFFile.unpredicted(try #require(references.stream), columns: 7)
    var packed: [Int: [(number: Int, index: Int)]] = [:]
    for (number, row) in rows.enumerated() {
      let place = row[1...4].reduce(0) { $0 << 8 | Int($1) }
      switch row[0] {
      case 1:
        let object = try PDFFile.object(in: bytes, at: place)
        #expect(object.number == number)
        objects[number] = object
      case 2: packed[place, default: []].append((number, Int(row[5]) << 8 | Int(row[6])))
      default: break
      }
    }
    for (stream, members) in packed {
      let container = try #require(objects[stream])
      let content = try #require(container.stream)
      let first = try #require(container.integer("/First"))
      let head = String(decoding: content[..<first], as: UTF8.self).split(separator: " ").compactMap { Int($0) }
      for (number, index) in members {
        #expect(head[2 * index] == number)
        let lower = first + head[2 * index + 1]
        let upper = 2 * index + 3 < head.count ? first + head[2 * index + 3] : content.count
        objects[number] = Object(
          number: number, text: String(decoding: content[lower..<upper], as: UTF8.self).trimmed, stream: nil)
      }
      objects[stream] = nil
    }
  }

  private static func object(in bytes: [UInt8], at start: Int) throws -> Object {
    let head = String(decoding: bytes[start..<min(bytes.count, start + 1500)], as: Unicode.ASCII.self)
    let number = try #require(head.split(separator: " ").first.flatMap { Int($0) })
    let open = try #require(head.offset(of: " 0 obj\n")) + 7
    let mark = try #require(head.offset(of: ">>\nstream\n"))
    let text = String(decoding: bytes[start + open..<start + mark + 2], as: UTF8.self)
    var object = Object(number: number, text: text, stream: nil)
    let length = try #require(object.integer("/Length "))
    let data = Array(bytes[start + mark + 10..<start + mark + 10 + length])
    let behind = bytes[(start + mark + 10 + length)...].prefix(19)
    #expect(behind.starts(with: "\nendstream\nendobj\n".utf8) || behind.elementsEqual("\r\nendstream\nendobj\n".utf8))
    object.stream =
      text.offset(of: "/FlateDecode") == nil ? data : try Deflate.decompress(data, format: .zlib, limit: 1 << 26)
    return object
  }

  private static func unpredicted(_ data: [UInt8], columns: Int) -> [[UInt8]] {
    var above = [UInt8](repeating: 0, count: columns)
    return stride(from: 0, to: data.count, by: columns + 1).map { start in
      above = zip(above, data[(start + 1)...]).map { $0 &+ $1 }
      return above
    }
  }

  /// The object that a key of a text refers to.
  func object(_ key: String, in text: String) -> Object? { text.reference(key).flatMap { objects[$0] } }

  var root: Object? { object("/Root", in: trailer) }

  /// Objects of the pages in their order.
  var pages: [Object] {
    guard let root, let tree = object("/Pages", in: root.text) else { return [] }
    return tree.text.references(in: "/Kids").compactMap { objects[$0] }
  }

  /// The parent tree: for each key the elements of a page's marks, or the one of an annotation.
  func parents() throws -> [Int: [Int]] {
    let root = try #require(root)
    let tree = try #require(object("/StructTreeRoot", in: root.text))
    let top = try #require(object("/ParentTree", in: tree.text)).text
    let leaves = top.references(in: "/Kids").compactMap { objects[$0]?.text }
    var result: [Int: [Int]] = [:]
    for leaf in leaves.isEmpty ? [top] : leaves {
      let start = try #require(leaf.offset(of: "/Nums[")) + 6
      var numbers: [Int] = []
      var digits = ""
      var key: Int?
      for byte in Array(leaf.utf8)[start...] {
        if (0x30...0x39).contains(byte) {
          digits.append(Character(Unicode.Scalar(byte)))
          continue
        }
        if let number = Int(digits) { numbers.append(number) }
        digits = ""
        switch byte {
        case UInt8(ascii: "["): key = numbers.popLast()
        case UInt8(ascii: "R"):
          // Behind the number of an object stands its generation.
          numbers.removeLast()
          let element = numbers.popLast()
          guard let element, let owner = key ?? numbers.popLast() else { throw Malformed() }
          result[owner, default: []].append(element)
        case UInt8(ascii: "]"):
          if let key { result[key] = result[key] ?? [] }
          key = nil
        default: break
        }
      }
    }
    return result
  }

  // MARK: - For people

  /// Every object in the order of the numbers, of fonts only that they are there. The cross-references have been proved by
  /// finding the objects.
  var normalised: String {
    var result = ""
    for number in objects.keys.sorted() {
      guard let object = objects[number], object.text.offset(of: "/Type/XRef") == nil else { continue }
      result += "\(number) \(PDFFile.readable(object.text).withoutSubsetTags)\n"
      guard let stream = object.stream else { continue }
      if object.text.offset(of: "/Length1") != nil || object.text.offset(of: "/N 3") != nil {
        result += "  (data)\n"
      } else {
        for line in PDFFile.visible(stream).split(separator: "\n") { result += "  | \(line)\n" }
      }
    }
    return result
  }

  /// A stream as text. Codes of fonts are bytes that are none: they are shown as their numbers.
  private static func visible(_ stream: [UInt8]) -> String {
    guard stream.contains(0) else { return String(decoding: stream, as: UTF8.self) }
    return stream.reduce(into: "") { text, byte in
      if byte == 0x0A || (0x20..<0x7F).contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += byte < 16 ? "\\0" : "\\"
        text += String(byte, radix: 16)
      }
    }
  }

  /// Text strings in letters instead of UTF-16; lengths and hashes, which say nothing to a reader, left out.
  private static func readable(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      result += rest[..<start]
      rest = rest[start...]
      if rest.hasPrefix("<FEFF"), let end = rest.firstIndex(of: ">") {
        let digits = Array(rest[rest.index(start, offsetBy: 5)..<end].utf8)
        let units = stride(from: 0, to: digits.count, by: 4).map { index in
          UInt16(String(decoding: digits[index..<index + 4], as: UTF8.self), radix: 16) ?? 0
        }
        result += "“\(String(decoding: units, as: UTF16.self))”"
        rest = rest[rest.index(after: end)...]
      } else {
        result += "<"
        rest = rest.dropFirst()
      }
    }
    result += rest
    return result.withoutLengths
  }
}

extension PDFFile.Object {
  func integer(_ key: String) -> Int? { text.integer(key) }
}

extension String {
  /// Byte offset of a text.
  func offset(of text: String) -> Int? {
    let bytes = Array(utf8)
    let wanted = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start + wanted.count <= bytes.count {
        var length = 0
        while length < wanted.count && bytes[start + length] == wanted[length] { length += 1 }
        if length == wanted.count { return start }
        start += 1
      }
      return nil
    }
  }

  var trimmed: String {
    var text = self[...]
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }

  /// What stands behind a key; the key must not go on with a letter or a digit.
  private func rest(after key: String) -> Substring? {
    var text = self[...]
    while let offset = String(text).offset(of: key) {
      let behind = text.utf8.index(text.utf8.startIndex, offsetBy: offset + key.utf8.count)
      text = text[behind...]
      if let next = text.first, next.isLetter || (next.isNumber && key.last?.isNumber == true) { continue }
      return text
    }
    return nil
  }

  func integer(_ key: String) -> Int? {
    rest(after: key).flatMap { Int($0.drop { $0 == " " }.prefix { $0.isASCII && $0.isNumber || $0 == "-" }) }
  }

  func reference(_ key: String) -> Int? { integer(key) }

  /// The references in the array of a key.
  func references(in key: String) -> [Int] {
    guard let rest = rest(after: key), rest.first == "[", let end = rest.firstIndex(of: "]") else { return [] }
    let words = rest[rest.index(after: rest.startIndex)..<end].split(separator: " ").map(String.init)
    return words.indices.compactMap { words[$0] == "R" && $0 >= 2 ? Int(words[$0 - 2]) : nil }
  }

  /// `/ABCDEF+Name` becomes `/+Name`: the six letters are a hash of the font's data.
  fileprivate var withoutSubsetTags: String {
    let bytes = Array(utf8)
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let tag = bytes[position...].dropFirst().prefix(6)
      result.append(bytes[position])
      position += 1
      if result.last == UInt8(ascii: "/"), position + 6 < bytes.count, bytes[position + 6] == UInt8(ascii: "+"),
        tag.allSatisfy({ (0x41...0x5A).contains($0) })
      {
        position += 6
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  fileprivate var withoutLengths: String {
    var result = self
    for key in ["/Length ", "/Length1 "] {
      guard let offset = result.offset(of: key) else { continue }
      let start = result.utf8.index(result.utf8.startIndex, offsetBy: offset)
      let behind = result.utf8.index(start, offsetBy: key.utf8.count)
      let end = result[behind...].firstIndex { !$0.isNumber } ?? result.endIndex
      result.removeSubrange(start..<end)
    }
    return result
  }
}
