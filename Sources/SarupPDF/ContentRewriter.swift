internal import SarupDocument
internal import SarupDrawing

/// Puts marked content and the real colours into a page's content, where Cairo has set the colours that stand for groups.
struct ContentRewriter {
  /// - Parameters:
  ///   - colors: The real colour of each group.
  ///   - instead: By group, what takes the place of the rectangle that was drawn for it.
  ///   - open: Writes the operator that begins the content of a group (ISO 32000-1, 14.6).
  static func rewrite(
    _ content: [UInt8], colors: [Color], instead: [Int: [UInt8]] = [:], open: (Int, inout [UInt8]) -> Void
  ) -> [UInt8] {
    var rewriter = ContentRewriter(colors: colors, instead: instead)
    content.withUnsafeBufferPointer { rewriter.rewrite($0, open: open) }
    return rewriter.output
  }

  private let colors: [Color]
  private let instead: [Int: [UInt8]]
  private var output: [UInt8] = []
  private var group: Int?
  /// The colour in force; `nil` behind a restored graphics state. A page begins in black (8.4.2).
  private var color: Color? = .black

  private init(colors: [Color], instead: [Int: [UInt8]]) {
    self.colors = colors
    self.instead = instead
  }

  private mutating func rewrite(_ content: UnsafeBufferPointer<UInt8>, open: (Int, inout [UInt8]) -> Void) {
    output.reserveCapacity(content.count)
    var position = 0
    var copied = 0
    // Where the three tokens before the present one begin: the operands, if this one is a colour operator.
    var before = (0, 0, 0)
    while position < content.count {
      let byte = content[position]
      if byte.isPDFSpace {
        position += 1
        continue
      }
      let start = position
      position = ContentRewriter.endOfToken(content, from: start)
      if position - start == 2 && byte == UInt8(ascii: "r") && content[start + 1] == UInt8(ascii: "g") {
        output.append(contentsOf: content[copied..<before.0])
        copied = position
        if let number = ContentRewriter.group(content, before), number < colors.count {
          enter(number, open: open)
          if let picture = instead[number] {
            position = ContentRewriter.endOfFill(content, from: position)
            copied = position
            output += picture
          }
        } else {
          output.append(contentsOf: content[before.0..<position])
          color = nil
        }
      } else if position - start == 1 && byte == UInt8(ascii: "Q") {
        color = nil
      }
      before = (before.1, before.2, start)
    }
    output.append(contentsOf: content[copied...])
    if group != nil { output.append("\nEMC") }
  }

  private mutating func enter(_ number: Int, open: (Int, inout [UInt8]) -> Void) {
    if group != number {
      if group != nil { output.append("EMC\n") }
      open(number, &output)
      group = number
    }
    // A picture has colours of its own.
    if instead[number] == nil, color != colors[number] {
      let new = colors[number]
      color = new
      for component in [new.red, new.green, new.blue] {
        output.append(decimal: Double(component) / 255)
        output.append(" ")
      }
      output.append("rg")
    }
  }

  /// Where the content behind the next fill begins.
  private static func endOfFill(_ content: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var position = start
    while position < content.count {
      let first = position
      if content[first].isPDFSpace {
        position += 1
        continue
      }
      position = endOfToken(content, from: first)
      if content[first] == UInt8(ascii: "f"), position - first <= 2 { break }
    }
    return position
  }

  /// The group that the operands at three places stand for.
  private static func group(_ content: UnsafeBufferPointer<UInt8>, _ places: (Int, Int, Int)) -> Int? {
    guard let red = component(content, places.0), let green = component(content, places.1),
      let blue = component(content, places.2)
    else { return nil }
    let code = red | green << 8 | blue << 16
    return code > 0 ? code - 1 : nil
  }

  /// A colour component in 255ths, as Cairo writes it: `0`, `1` or `0.` and some digits.
  private static func component(_ content: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var position = start
    var value = 0.0
    var unit = 1.0
    var isFraction = false
    while position < content.count && !content[position].isPDFSpace {
      let byte = content[position]
      if byte == UInt8(ascii: ".") && !isFraction {
        isFraction = true
      } else if byte.isASCIIDigit {
        if isFraction { unit /= 10 } else { value *= 10 }
        value += Double(byte - 0x30) * unit
      } else {
        return nil
      }
      position += 1
    }
    return value <= 1 ? Int((value * 255).rounded()) : nil
  }

  private static func endOfToken(_ content: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var position = start + 1
    switch content[start] {
    case UInt8(ascii: "("):
      // Text may look like operators; it is skipped whole.
      var depth = 1
      while position < content.count && depth > 0 {
        switch content[position] {
        case UInt8(ascii: "\\"): position += 1
        case UInt8(ascii: "("): depth += 1
        case UInt8(ascii: ")"): depth -= 1
        default: break
        }
        position += 1
      }
      return min(position, content.count)
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"):
      return position
    default:
      while position < content.count && !content[position].isPDFSpace && !content[position].isPDFDelimiter {
        position += 1
      }
      return position
    }
  }
}
