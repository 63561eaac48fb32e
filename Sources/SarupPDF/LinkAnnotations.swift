internal import SarupDocument
internal import SarupLayout

/// Where a link can be followed: a rectangle on a page.
struct LinkPlace {
  var element: Int
  /// Index of the paragraph's links.
  var link: Int
  /// Object number of the annotation.
  var annotation: Int
  /// Object number of its page.
  var page: Int
}

/// A rectangle in the page's own coordinates: from the lower left corner, y up.
struct Rectangle {
  var left: Double
  var bottom: Double
  var right: Double
  var top: Double
}

enum LinkAnnotation {
  /// The destination of a link as a URI in ASCII (RFC 3986); `nil` where it is not one that a reader could follow.
  static func uri(of destination: String) -> [UInt8]? {
    let bytes = Array(destination.utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 1,
      bytes[..<colon].allSatisfy({ isLetter($0) || $0.isASCIIDigit || "+-.".utf8.contains($0) }),
      isLetter(bytes[0]), !["javascript", "data", "file"].contains(destination.prefix(colon).lowercased())
    else { return nil }
    var uri: [UInt8] = []
    for byte in bytes {
      if byte > 0x20 && byte < 0x7F && !"<>\"{}|\\^`".utf8.contains(byte) {
        uri.append(byte)
      } else {
        uri.append(UInt8(ascii: "%"))
        uri.append(hexadecimal: byte)
      }
    }
    // The longest string of an archive copy (ISO 19005-2, 6.1.13).
    return uri.count <= 32_767 ? uri : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

  /// What a link leads to.
  enum Target {
    /// An address, in ASCII.
    case address([UInt8])
    /// The name of a place in the file.
    case place(String)
  }

  /// Writes the annotation (ISO 32000-1, 12.5.6.5). Printing it and saying what it leads to are asked for by
  /// ISO 19005-2, 6.3.2, and ISO 14289-1, 7.18.5.
  static func append(_ target: Target, words: String, rectangle: Rectangle, key: Int, to output: inout [UInt8]) {
    output.append("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[")
    for (index, value) in [rectangle.left, rectangle.bottom, rectangle.right, rectangle.top].enumerated() {
      if index > 0 { output.append(" ") }
      output.append(decimal: value)
    }
    output.append("]/StructParent ")
    output.append(integer: key)
    switch target {
    case .address(let uri):
      output.append("/A<</S/URI/URI")
      output.append(literal: uri)
      output.append(">>")
    case .place(let name):
      output.append("/Dest")
      output.append(textString: name)
    }
    output.append("/Contents")
    output.append(textString: words)
    output.append(">>")
  }
}
