/// The words of a running head that was just written, without what fields work out and what controls show, as
/// `XMLElement.wordsBesideControls` finds them when the file comes back. To read a part as XML would cost more than to write it.
enum HeadWords {
  /// - Returns: `nil` where a part holds more than text, fields and controls, or text with escapes.
  static func scan(_ bytes: [UInt8]) -> [UInt8]? {
    var words: [UInt8] = []
    var fields = 0
    var controls = 0
    var index = 0
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")),
      let close = bytes[open...].firstIndex(of: UInt8(ascii: ">"))
    {
      index = close + 1
      let tag = bytes[open + 1..<close]
      if tag.starts(with: "w:fldSimple".utf8) || tag.starts(with: "w:pict".utf8) || tag.starts(with: "mc:".utf8) {
        return nil
      } else if tag.elementsEqual("w:sdt".utf8) {
        controls += 1
      } else if tag.elementsEqual("/w:sdt".utf8) {
        controls -= 1
      } else if tag.starts(with: "w:fldChar ".utf8) {
        if ends(tag, with: "\"begin\"/") { fields += 1 }
        if ends(tag, with: "\"end\"/") { fields = max(0, fields - 1) }
      } else if tag.elementsEqual("w:t".utf8) || tag.starts(with: "w:t ".utf8), tag.last != UInt8(ascii: "/") {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.endIndex
        if bytes[index..<end].contains(UInt8(ascii: "&")) { return nil }
        if fields == 0, controls == 0 { words += bytes[index..<end] }
        index = end
      }
    }
    return words
  }

  private static func ends(_ tag: ArraySlice<UInt8>, with text: StaticString) -> Bool {
    text.withUTF8Buffer { tag.suffix($0.count).elementsEqual($0) }
  }
}
