/// Writes XML 1.0, or HTML, straight into bytes. Elements are closed by the writer, so what comes out is well-formed whatever goes in.
///
/// Names are literals of the program; values are escaped. Characters that XML 1.0 cannot hold are left out and counted in
/// ``droppedCharacters``, so that whoever writes a document can say so.
package struct XMLWriter: Sendable {
  private var bytes: [UInt8] = []
  private var openElements: [StaticString] = []
  /// The start tag of the innermost element still lacks its `>`.
  private var isTagOpen = false
  package private(set) var droppedCharacters = 0

  package enum Notation: Sendable {
    case xml
    /// An element without content has an end tag, unless it is one that never has content.
    case html
  }

  private let notation: Notation

  /// - Parameter capacity: Bytes to make room for.
  package init(capacity: Int = 4096, notation: Notation = .xml) {
    self.notation = notation
    bytes.reserveCapacity(capacity)
    switch notation {
    case .xml: append(#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#)
    case .html: append("<!DOCTYPE html>")
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The document; elements that are still open are closed.
  package consuming func finish() -> [UInt8] {
    while !openElements.isEmpty { close() }
    return bytes
  }

  // MARK: Elements

  /// Starts an element; attributes may follow, then content.
  package mutating func open(_ name: StaticString) {
    endTag()
    bytes.append(UInt8(ascii: "<"))
    append(name)
    openElements.append(name)
    isTagOpen = true
  }

  /// Ends the innermost element.
  package mutating func close() {
    guard let name = openElements.popLast() else { return }
    if isTagOpen, notation == .html {
      endTag()
      if Self.isVoid(name) { return }
    }
    if isTagOpen {
      bytes.append(UInt8(ascii: "/"))
      endTag()
    } else {
      bytes.append(UInt8(ascii: "<"))
      bytes.append(UInt8(ascii: "/"))
      append(name)
      bytes.append(UInt8(ascii: ">"))
    }
  }

  /// The elements of HTML that a page of ours has and that have no end tag.
  private static func isVoid(_ name: StaticString) -> Bool {
    let voids: [StaticString] = ["br", "wbr", "hr", "img", "meta", "link", "col"]
    return name.withUTF8Buffer { bytes in voids.contains { $0.withUTF8Buffer { $0.elementsEqual(bytes) } } }
  }

  package mutating func empty(_ name: StaticString) {
    open(name)
    close()
  }

  /// An element that is left out again when nothing was put into it.
  package mutating func group(_ name: StaticString, _ content: (inout XMLWriter) -> Void) {
    endTag()
    let start = bytes.count
    open(name)
    content(&self)
    if isTagOpen {
      bytes.removeSubrange(start...)
      openElements.removeLast()
      isTagOpen = false
    } else {
      close()
    }
  }

  // MARK: Attributes

  /// Adds an attribute to the element just opened; they stand in the order of the calls.
  package mutating func attribute(_ name: StaticString, _ value: String) {
    startAttribute(name)
    var value = value
    value.withUTF8 { escape($0, inAttribute: true) }
    bytes.append(UInt8(ascii: "\""))
  }

  package mutating func attribute(_ name: StaticString, _ value: Int) {
    startAttribute(name)
    append(value)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Adds attributes as they are written, each with the space before it.
  package mutating func attributes(verbatim utf8: [UInt8]) {
    assert(isTagOpen, "an attribute belongs into a start tag")
    bytes += utf8
  }

  private mutating func startAttribute(_ name: StaticString) {
    assert(isTagOpen, "an attribute belongs into a start tag")
    bytes.append(UInt8(ascii: " "))
    append(name)
    bytes.append(UInt8(ascii: "="))
    bytes.append(UInt8(ascii: "\""))
  }

  // MARK: Text

  package mutating func text(_ text: String) {
    endTag()
    var text = text
    text.withUTF8 { escape($0, inAttribute: false) }
  }

  /// Adds text from UTF-8.
  package mutating func text(_ utf8: ArraySlice<UInt8>) {
    endTag()
    utf8.withUnsafeBufferPointer { escape($0, inAttribute: false) }
  }

  /// Adds bytes as they are, for the text of an element that knows no escapes, such as `style` in HTML.
  package mutating func verbatim(_ utf8: some Sequence<UInt8>) {
    endTag()
    bytes.append(contentsOf: utf8)
  }

  /// Says `xml:space="preserve"` on the element just opened when a reader would drop spaces of the text otherwise.
  package mutating func preserveSpace(of utf8: ArraySlice<UInt8>) {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    let isSpaced = utf8.withUnsafeBufferPointer { bytes in
      // The ends of a text count as spaces. Most bytes are of letters, and none of these can be a space.
      var isBehindSpace = true
      for byte in bytes {
        guard byte <= 0x20 else {
          isBehindSpace = false
          continue
        }
        let space = isSpace(byte)
        if space && isBehindSpace { return true }
        isBehindSpace = space
      }
      return isBehindSpace && !bytes.isEmpty
    }
    if isSpaced { attribute("xml:space", "preserve") }
  }

  // MARK: Bytes

  private mutating func endTag() {
    guard isTagOpen else { return }
    bytes.append(UInt8(ascii: ">"))
    isTagOpen = false
  }

  private mutating func append(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func append(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = number.magnitude
    var unit: UInt = 1
    while magnitude / unit >= 10 { unit *= 10 }
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(magnitude / unit % 10))
      unit /= 10
    }
  }

  /// Copies stretches that need no escape as they are.
  private mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>, inAttribute: Bool) {
    var copied = 0
    var index = 0
    while index < utf8.count {
      let byte = utf8[index]
      // Of the bytes from 0x40 on only the lead byte of U+FFFE and U+FFFF asks for a look.
      guard byte < 0x40 || byte == 0xEF else {
        index += 1
        continue
      }
      var replacement: StaticString?
      var length = 1
      switch byte {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      // Only `]]>` would need it; always is simpler and costs nothing.
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\"") where inAttribute: replacement = "&quot;"
      // A parser would turn these into other white space.
      case 0x09 where inAttribute: replacement = "&#9;"
      case 0x0A where inAttribute: replacement = "&#10;"
      case 0x0D: replacement = "&#13;"
      case 0x09, 0x0A: break
      case 0x00..<0x20: replacement = ""
      case 0xEF where index + 2 < utf8.count && utf8[index + 1] == 0xBF && utf8[index + 2] >= 0xBE:
        replacement = ""
        length = 3
      default: break
      }
      if let replacement {
        bytes.append(contentsOf: utf8[copied..<index])
        append(replacement)
        if replacement.utf8CodeUnitCount == 0 { droppedCharacters += 1 }
        copied = index + length
      }
      index += length
    }
    bytes.append(contentsOf: utf8[copied...])
  }
}
