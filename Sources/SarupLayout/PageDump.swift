internal import SarupDocument
package import SarupFonts

/// Pages as plain text: positions, faces, glyphs and advances, one line a mark. It reads well in a diff, and golden tests live on it.
///
/// ```
/// page 1 595.28 x 841.89
/// text 85.04 92.40 w=413.85 Sarabun-Regular 10.72 th-TH #3
///   "การประชุม"
///   12+6.17 87+5.90 ...
/// rule 85.04 120.00 453.54 x 0.50 decoration
/// image 198.43 140.00 226.77 x 170.08 picture 0 #7
/// ```
///
/// The third line of a text mark lists its glyphs by identifier with the way to the next glyph, and `@` with a rise above the
/// baseline where there is one; clusters of several glyphs stand in brackets.
package struct PageDump {
  private let book: FontBook
  package private(set) var text = ""

  package init(book: FontBook) { self.book = book }

  package static func dump(_ layout: Layout, book: FontBook) -> String {
    var dump = PageDump(book: book)
    layout.forEachPage { page in dump.add(page) }
    return dump.text
  }

  package mutating func add(_ page: borrowing Page) {
    text += "page \(page.number + 1) \(number(page.width)) x \(number(page.height))\n"
    for mark in page.marks {
      switch mark.shape {
      case .text(let shape): add(shape, owner: mark.owner, of: page)
      case .rule(let rule):
        text += "rule \(number(rule.x)) \(number(rule.y)) \(number(rule.width)) x \(number(rule.height))"
        text += "\(name(rule.color)) \(name(mark.owner))\n"
      case .image(let image):
        text += "image \(number(image.x)) \(number(image.y)) \(number(image.width)) x \(number(image.height))"
        text += " picture \(image.picture) \(name(mark.owner))\n"
      }
    }
  }

  private mutating func add(_ mark: TextMark, owner: Mark.Owner, of page: borrowing Page) {
    text += "text \(number(mark.x)) \(number(mark.baseline)) w=\(number(mark.width)) \(book.name(of: mark.face))"
    text += " \(number(mark.size)) \(mark.language.tag)\(name(mark.color)) \(name(owner))"
    if let link = mark.link { text += " link \(link)" }
    if let turn = mark.turn { text += " turned \(number(turn.angle)) at \(number(turn.x)) \(number(turn.y))" }
    text += "\n  \"\(quoted(page.text[mark.text]))\"\n "
    var glyph = mark.glyphs.lowerBound
    for cluster in page.clusters[mark.clusters] {
      let end = min(glyph + Int(cluster.glyphs), mark.glyphs.upperBound)
      text += cluster.glyphs == 1 ? " " : " ["
      for index in glyph..<end {
        if index > glyph { text += " " }
        add(index, of: mark, page)
      }
      if cluster.glyphs != 1 { text += "]" }
      glyph = end
    }
    text += "\n"
  }

  private mutating func add(_ index: Int, of mark: TextMark, _ page: borrowing Page) {
    let glyph = page.glyphs[index]
    let isLast = index + 1 == mark.glyphs.upperBound
    let next = isLast ? max(mark.x + mark.width, glyph.x) : page.glyphs[index + 1].x
    text += "\(glyph.id)"
    let advance = number(next - glyph.x)
    text += advance.hasPrefix("-") ? advance : "+" + advance
    let rise = number(mark.baseline - glyph.y)
    if rise != "0.00" { text += "@" + rise }
  }

  // MARK: Writing

  private func name(_ owner: Mark.Owner) -> String {
    switch owner {
    case .element(let index, part: .content): "#\(index)"
    case .element(let index, part: .label): "#\(index).label"
    case .artifact(.runningHead): "head"
    case .artifact(.runningFoot): "foot"
    case .artifact(.catchword): "catchword"
    case .artifact(.watermark): "watermark"
    case .artifact(.background): "background"
    case .artifact(.decoration): "decoration"
    }
  }

  private func name(_ color: Color) -> String {
    if color == .black { return "" }
    return " rgb(\(color.red) \(color.green) \(color.blue))"
  }

  /// Two decimals, the same on every machine: an integer is rounded and written.
  private func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "?" }
    let hundredths = Int((value * 100).rounded())
    let size = abs(hundredths)
    let rest = size % 100
    return "\(hundredths < 0 ? "-" : "")\(size / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private func quoted(_ bytes: ArraySlice<UInt8>) -> String {
    var result = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A1}", "\u{AD}", "\u{2000}"..<"\u{2010}", "\u{2028}"..<"\u{2030}":
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
