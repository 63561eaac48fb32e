/// The part of an address that names a place in the document itself.
package enum Fragment {
  /// `ผลการประชุม` for `#ผลการประชุม`, its escapes undone; `nil` for an address of another document.
  package static func of(_ destination: String) -> String? {
    guard destination.hasPrefix("#") else { return nil }
    let text = Array(destination.utf8.dropFirst())
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "%"), index + 2 < text.count,
        let byte = UInt8(String(decoding: text[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        result.append(byte)
        index += 3
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
