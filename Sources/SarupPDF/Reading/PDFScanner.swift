/// Reads objects out of bytes that anybody may have written (ISO 32000-1, 7.2 and 7.3). What cannot be read is `nil`; nothing
/// in the bytes makes it trap, and nothing makes it read more than they are.
struct PDFScanner {
  private let bytes: [UInt8]
  private(set) var position: Int

  /// Arrays and dictionaries inside one another. Files that people make stay below ten.
  private static let deepest = 64

  init(_ bytes: [UInt8], at position: Int = 0) {
    self.bytes = bytes
    self.position = min(max(0, position), bytes.count)
  }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// White space and comments.
  mutating func skipSpace() {
    while let byte {
      if byte == UInt8(ascii: "%") {
        while let next = self.byte, next != 0x0A, next != 0x0D { position += 1 }
      } else if byte.isPDFSpace {
        position += 1
      } else {
        return
      }
    }
  }

  /// Whether a word comes next; it is passed over if so.
  mutating func take(_ word: StaticString) -> Bool {
    skipSpace()
    let matches = word.withUTF8Buffer { word in
      position + word.count <= bytes.count && bytes[position..<position + word.count].elementsEqual(word)
    }
    if matches { position += word.utf8CodeUnitCount }
    return matches
  }

  /// A whole number without a sign.
  mutating func integer() -> Int? {
    skipSpace()
    let start = position
    var value = 0
    while let byte, byte.isASCIIDigit, position - start < 18 {
      value = value * 10 + Int(byte - 0x30)
      position += 1
    }
    return position > start ? value : nil
  }

  /// Where the data of a stream begin, if the dictionary that was just read belongs to one (7.3.8.1).
  mutating func streamStart() -> Int? {
    guard take("stream") else { return nil }
    if byte == 0x0D { position += 1 }
    if byte == 0x0A { position += 1 }
    return position
  }

  mutating func value() -> PDFValue? { value(depth: 0) }

  private mutating func value(depth: Int) -> PDFValue? {
    skipSpace()
    guard let byte, depth < Self.deepest else { return nil }
    switch byte {
    case UInt8(ascii: "/"): return name().map { .name($0) }
    case UInt8(ascii: "("): return literal().map { .string($0) }
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "<"):
      let isDictionary = position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "<")
      return isDictionary ? dictionary(depth: depth) : hexadecimal().map { .string($0) }
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return reference() ?? number()
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): return number()
    default:
      if take("null") { return .null }
      if take("true") { return .boolean(true) }
      if take("false") { return .boolean(false) }
      return nil
    }
  }

  private mutating func reference() -> PDFValue? {
    let start = position
    if let number = integer(), integer() != nil, take("R") { return .reference(number) }
    position = start
    return nil
  }

  private mutating func number() -> PDFValue? {
    let start = position
    var isNegative = false
    if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
      isNegative = byte == UInt8(ascii: "-")
      position += 1
    }
    var value = 0.0
    var unit: Double?
    var digits = 0
    while let byte {
      if byte.isASCIIDigit {
        digits += 1
        if let fraction = unit {
          value += fraction * Double(byte - 0x30)
          unit = fraction / 10
        } else {
          value = value * 10 + Double(byte - 0x30)
        }
      } else if byte == UInt8(ascii: "."), unit == nil {
        unit = 0.1
      } else {
        break
      }
      position += 1
    }
    if digits == 0 {
      position = start
      return nil
    }
    return .number(isNegative ? -value : value)
  }

  private mutating func name() -> [UInt8]? {
    position += 1
    var name: [UInt8] = []
    while let byte, !byte.isPDFSpace, !byte.isPDFDelimiter {
      position += 1
      if byte == UInt8(ascii: "#"), position + 1 < bytes.count, let high = bytes[position].hexadecimalValue,
        let low = bytes[position + 1].hexadecimalValue
      {
        name.append(high << 4 | low)
        position += 2
      } else {
        name.append(byte)
      }
    }
    return name
  }

  private mutating func hexadecimal() -> [UInt8]? {
    position += 1
    var result: [UInt8] = []
    var high: UInt8?
    while let byte {
      position += 1
      if byte == UInt8(ascii: ">") {
        // A last digit alone counts as if a zero stood behind it.
        if let high { result.append(high << 4) }
        return result
      }
      if byte.isPDFSpace { continue }
      guard let digit = byte.hexadecimalValue else { return nil }
      if let first = high {
        result.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return nil
  }

  private mutating func literal() -> [UInt8]? {
    position += 1
    var result: [UInt8] = []
    var depth = 1
    while let byte {
      position += 1
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return result }
      case UInt8(ascii: "\\"):
        escape(into: &result)
        continue
      default: break
      }
      result.append(byte)
    }
    return nil
  }

  /// What stands behind a backslash (7.3.4.2, table 3).
  private mutating func escape(into result: inout [UInt8]) {
    guard let byte else { return }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case 0x0D: if self.byte == 0x0A { position += 1 }
    case 0x0A: break
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      var value = Int(byte - 0x30)
      for _ in 0..<2 {
        guard let next = self.byte, (0x30...0x37).contains(next) else { break }
        value = value * 8 + Int(next - 0x30)
        position += 1
      }
      result.append(UInt8(truncatingIfNeeded: value))
    default: result.append(byte)
    }
  }

  private mutating func array(depth: Int) -> PDFValue? {
    position += 1
    var elements: [PDFValue] = []
    while !take("]") {
      guard let element = value(depth: depth + 1) else { return nil }
      elements.append(element)
    }
    return .array(elements)
  }

  private mutating func dictionary(depth: Int) -> PDFValue? {
    position += 2
    var entries: [(key: [UInt8], value: PDFValue)] = []
    while !take(">>") {
      guard byte == UInt8(ascii: "/"), let key = name(), let value = value(depth: depth + 1) else { return nil }
      entries.append((key, value))
    }
    return .dictionary(entries)
  }
}

extension UInt8 {
  fileprivate var hexadecimalValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - 0x30
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - 0x37
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - 0x57
    default: nil
    }
  }
}

extension [UInt8] {
  /// Where the bytes behind the next occurrence of a text begin.
  func end(of text: StaticString, from start: Int = 0) -> Int? {
    withUnsafeBufferPointer { bytes in
      text.withUTF8Buffer { text in
        var position = start
        let last = bytes.count - text.count
        while position <= last {
          var length = 0
          while length < text.count && bytes[position + length] == text[length] { length += 1 }
          if length == text.count { return position + length }
          position += 1
        }
        return nil
      }
    }
  }
}
