internal import SarupContainer

/// An object as Cairo wrote it.
struct CairoObject {
  var number: Int
  /// What stands between `obj` and `endobj`, or `stream`.
  var body: [UInt8]
  /// As it is in the file, deflated or not.
  var stream: [UInt8]?

  /// The number behind a key, such as that of `/Contents 4 0 R`.
  func integer(_ key: StaticString) -> Int? {
    guard let start = body.firstIndex(of: key) else { return nil }
    return body.integer(at: start)
  }

  func has(_ text: StaticString) -> Bool { body.firstIndex(of: text) != nil }

  /// The stream's bytes without the filter. What Cairo deflates depends on its environment, so both kinds are met.
  ///
  /// - Throws: ``CompositionError`` where the bytes do not inflate.
  func content() throws(CompositionError) -> [UInt8] {
    guard let stream else { throw CompositionError.unexpected("object \(number) is no stream") }
    if !has("/FlateDecode") { return stream }
    do throws(DeflateError) {
      return try Deflate.decompress(stream, format: .zlib, limit: 1 << 30)
    } catch {
      throw CompositionError.unexpected("stream \(number) does not inflate")
    }
  }
}

/// Why a PDF could not be composed.
package enum CompositionError: Error, Hashable, Sendable {
  /// Cairo's own words.
  case drawing(String)
  /// Cairo wrote something else than it is known to write: a bug of this program.
  case unexpected(String)
}

/// Reads objects out of what Cairo writes, as it comes.
struct CairoReader {
  /// - Throws: ``CompositionError`` where the bytes are not what Cairo is known to write.
  static func objects(in bytes: [UInt8]) throws(CompositionError) -> [CairoObject] {
    var objects: [CairoObject] = []
    var position = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "%") || bytes[position].isPDFSpace {
        position = bytes.firstIndex(of: UInt8(ascii: "\n"), from: position).map { $0 + 1 } ?? bytes.count
        continue
      }
      // Behind the last object stand the cross-references and the trailer.
      guard let number = bytes.integer(at: position) else { break }
      guard let start = bytes.end(of: " 0 obj\n", from: position) else {
        throw .unexpected("no object at byte \(position)")
      }
      let object = try object(number, in: bytes, from: start)
      objects.append(object.0)
      position = object.end
    }
    return objects
  }

  private static func object(
    _ number: Int, in bytes: [UInt8], from start: Int
  ) throws(CompositionError) -> (CairoObject, end: Int) {
    guard let end = bytes.end(of: "endobj\n", from: start) else { throw .unexpected("object \(number) has no end") }
    var body = Array(bytes[start..<end - 7])
    guard let mark = body.firstIndex(of: ">>\nstream\n") else {
      return (CairoObject(number: number, body: body, stream: nil), end)
    }
    let first = start + mark
    body.removeSubrange((mark - 10)...)
    guard let key = body.firstIndex(of: "/Length "), let length = body.integer(at: key) else {
      throw .unexpected("stream \(number) has no length")
    }
    // The length is an object behind the stream, so that its end has to be looked for. An end that only looks like one inside
    // the data is not followed by that object with the right length.
    var next = first
    while let last = bytes.end(of: "\nendstream\nendobj\n", from: next) {
      let data = last - 18
      if bytes.integer(at: last) == length, let value = bytes.end(of: " 0 obj\n", from: last),
        bytes.integer(at: value, skippingSpace: true) == data - first
      {
        return (CairoObject(number: number, body: body, stream: Array(bytes[first..<data])), last)
      }
      next = data + 1
    }
    throw .unexpected("stream \(number) has no end")
  }
}

extension [UInt8] {
  /// Where the bytes behind a text begin.
  func firstIndex(of text: StaticString) -> Int? { end(of: text, from: 0) }

  func end(of text: StaticString, from start: Int) -> Int? {
    withUnsafeBufferPointer { bytes in
      text.withUTF8Buffer { text in
        var position = start
        let last = bytes.count - text.count
        while position <= last {
          if bytes[position] == text[0] {
            var length = 1
            while length < text.count && bytes[position + length] == text[length] { length += 1 }
            if length == text.count { return position + length }
          }
          position += 1
        }
        return nil
      }
    }
  }

  fileprivate func firstIndex(of byte: UInt8, from start: Int) -> Int? { self[start...].firstIndex(of: byte) }

  func integer(at start: Int, skippingSpace: Bool = false) -> Int? {
    var position = start
    while skippingSpace && position < count && self[position].isPDFSpace { position += 1 }
    let first = position
    var value = 0
    while position < count && self[position].isASCIIDigit && position - first < 10 {
      value = value * 10 + Int(self[position] - 0x30)
      position += 1
    }
    return position > first ? value : nil
  }
}
