internal import SarupDocument
internal import SarupFonts
internal import SarupLayout

/// Writes the content of pages (ISO 32000-1, 8 and 9): marked content, colours, text, rectangles and pictures.
///
/// Positions are rounded to hundredths of a point, and each one from where the page means it, so that nothing adds up.
struct ContentWriter {
  private(set) var bytes: [UInt8] = []
  private var isOpen = false
  private var isInText = false
  /// A page begins in black, without a font, and without space between letters (8.4.2, 9.3.1).
  private var color = Color.black
  private var font = -1
  /// In thousandths of a point.
  private var size = 0
  /// In ten thousandths of a point.
  private var letterSpace = 0
  /// The beginning of the line in hundredths of a point, from where the next one is counted.
  private var line = (x: 0, y: 0)
  /// Codes of the text at hand, and where they stand.
  private var codes: [UInt16] = []
  private var origins: [Double] = []
  /// Gaps behind the codes, in thousandths of the type size beyond what their widths give.
  private var gaps: [Double] = []

  /// Begins a page.
  mutating func begin() {
    bytes.removeAll(keepingCapacity: true)
    isOpen = false
    isInText = false
    color = .black
    font = -1
    size = 0
    letterSpace = 0
  }

  /// Begins marked content (14.6) with its operator.
  mutating func beginGroup(_ opening: [UInt8]) {
    endGroup()
    bytes += opening
    isOpen = true
  }

  /// Ends the marked content that has been begun last.
  mutating func endGroup() {
    endText()
    if isOpen { bytes.append("EMC\n") }
    isOpen = false
  }

  mutating func setColor(_ new: Color) {
    if color == new { return }
    color = new
    for component in [new.red, new.green, new.blue] {
      bytes.append(decimal: Double(component) / 255)
      bytes.append(" ")
    }
    bytes.append("rg\n")
  }

  mutating func fill(x: Double, y: Double, width: Double, height: Double) {
    endText()
    for length in [x, y, width, height] {
      bytes.append(decimal: length)
      bytes.append(" ")
    }
    bytes.append("re f\n")
  }

  /// Adds a path with the operator that paints it.
  mutating func draw(path: [UInt8]) {
    endText()
    bytes += path
  }

  /// Draws a picture of the resources (8.8): its unit square goes where the matrix says.
  mutating func draw(picture: Int, matrix: [Double]) {
    endText()
    bytes.append("q ")
    for number in matrix {
      bytes.append(decimal: number)
      bytes.append(" ")
    }
    bytes.append("cm/P")
    bytes.append(integer: picture)
    bytes.append(" Do Q\n")
  }

  // MARK: - Text

  private mutating func endText() {
    if isInText { bytes.append("ET\n") }
    isInText = false
  }

  private mutating func beginText() {
    if isInText { return }
    bytes.append("BT\n")
    isInText = true
    line = (0, 0)
  }

  /// Shows a text with the font at a place in the resources.
  ///
  /// - Parameter isRunningLine: Whether it stands by itself at the head or foot of a page, see ``hyphen``.
  mutating func show(
    _ mark: TextMark, of page: borrowing Page, isRunningLine: Bool, font place: Int, in fonts: inout DocumentFonts
  ) {
    let newSize = Int((mark.size * 1000).rounded())
    if newSize <= 0 || mark.clusters.isEmpty { return }
    code(mark, of: page, isRunningLine: isRunningLine, font: &fonts[place])
    guard let first = origins.first else { return }
    beginText()
    if font != place || size != newSize {
      font = place
      size = newSize
      bytes.append("/F")
      bytes.append(integer: place)
      bytes.append(" ")
      bytes.append(newSize, decimals: 3)
      bytes.append(" Tf\n")
    }
    let x = Int((first * 100).rounded())
    let y = Int(((page.height - mark.baseline) * 100).rounded())
    bytes.append(x - line.x, decimals: 2)
    bytes.append(" ")
    bytes.append(y - line.y, decimals: 2)
    bytes.append(" Td\n")
    line = (x, y)
    let thousandth = Double(newSize) / 1_000_000
    spaceLetters(thousandth, fonts[place].widths)
    append(thousandth, fonts[place].widths)
  }

  /// A hyphen that ends a running line, as in `- ๒ -`, divides no word. Readers that put divided words together would take it away;
  /// with a space behind it in what it is read as, they leave it.
  private static let hyphen: [UInt8] = [UInt8(ascii: "-"), UInt8(ascii: " ")]

  /// Finds the codes of a text's clusters.
  private mutating func code(
    _ mark: TextMark, of page: borrowing Page, isRunningLine: Bool, font: inout EmbeddedFont
  ) {
    codes.removeAll(keepingCapacity: true)
    origins.removeAll(keepingCapacity: true)
    let unitsPerPoint = Double(font.face.unitsPerEm) / mark.size
    var byte = mark.text.lowerBound
    var glyph = mark.glyphs.lowerBound
    var pen = mark.x
    let text = page.text
    let glyphs = page.glyphs
    for cluster in page.clusters[mark.clusters] {
      let bytes = byte..<min(byte + Int(cluster.bytes), mark.text.upperBound)
      let shown = glyph..<min(glyph + Int(cluster.glyphs), mark.glyphs.upperBound)
      byte = bytes.upperBound
      glyph = shown.upperBound
      if bytes.isEmpty { continue }
      text.withUnsafeBufferPointer { text in
        glyphs.withUnsafeBufferPointer { glyphs in
          if isRunningLine, byte == mark.text.upperBound, bytes.count == 1, text[bytes.lowerBound] == Self.hyphen[0] {
            if let first = shown.first { pen = glyphs[first].x }
            Self.hyphen.withUnsafeBufferPointer { hyphen in
              codes.append(
                font.code(
                  hyphen, UnsafeBufferPointer(rebasing: glyphs[shown]), baseline: mark.baseline,
                  unitsPerPoint: unitsPerPoint))
            }
            origins.append(pen)
            return
          }
          let own = UnsafeBufferPointer(rebasing: text[bytes])
          let head = own.count <= EmbeddedFont.longestText ? own.count : ContentWriter.end(of: own, from: 0)
          if let first = shown.first { pen = glyphs[first].x }
          codes.append(
            font.code(
              UnsafeBufferPointer(rebasing: own[..<head]), UnsafeBufferPointer(rebasing: glyphs[shown]),
              baseline: mark.baseline, unitsPerPoint: unitsPerPoint))
          origins.append(pen)
          // The rest of a long text is told by codes that show nothing.
          var start = head
          while start < own.count {
            let end = ContentWriter.end(of: own, from: start)
            codes.append(
              font.code(
                UnsafeBufferPointer(rebasing: own[start..<end]), UnsafeBufferPointer(start: nil, count: 0),
                baseline: mark.baseline, unitsPerPoint: unitsPerPoint))
            origins.append(pen)
            start = end
          }
        }
      }
    }
  }

  /// Where a piece of a text ends that one code can stand for; between characters.
  private static func end(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start + EmbeddedFont.longestText
    if end >= text.count { return text.count }
    while end > start + 1 && text[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  /// Sets the space between letters (9.3.2) to what most gaps of the text have beyond the widths. In a line that is spread out
  /// evenly nothing else has to be said.
  private mutating func spaceLetters(_ thousandth: Double, _ widths: [Double]) {
    gaps.removeAll(keepingCapacity: true)
    var candidate = 0.0
    var votes = 0
    for index in 0..<(codes.count - 1) {
      let gap = (origins[index + 1] - origins[index]) / thousandth - widths[Int(codes[index])]
      gaps.append(gap)
      // If one gap is the majority, it is left over when each vote for another one takes one of its own away.
      if votes == 0 { candidate = gap }
      votes += abs(gap - candidate) < 0.1 ? 1 : -1
    }
    let isMost = gaps.reduce(0) { abs($1 - candidate) < 0.1 ? $0 + 1 : $0 } * 2 > gaps.count
    let space = isMost && abs(candidate) >= 0.5 ? Int((candidate * thousandth * 10_000).rounded()) : 0
    if space == letterSpace { return }
    letterSpace = space
    bytes.append(space, decimals: 4)
    bytes.append(" Tc\n")
  }

  /// Shows the codes (9.4.3). A glyph that does not stand where the one before leaves off is moved by whole thousandths of
  /// the type size, reckoned from where it really would be.
  private mutating func append(_ thousandth: Double, _ widths: [Double]) {
    let space = Double(letterSpace) / 10_000 / thousandth
    // Behind the last code, in thousandths: where the next would stand if nothing moved it, less where it should.
    var ahead = 0.0
    let start = bytes.count
    bytes.append("[(")
    var isMoved = false
    for (index, code) in codes.enumerated() {
      let move = ahead.rounded()
      if move != 0 && abs(move) < 1e7 {
        isMoved = true
        bytes.append(")")
        bytes.append(integer: Int(move))
        bytes.append("(")
        ahead -= move
      }
      bytes.append(code: UInt8(code >> 8))
      bytes.append(code: UInt8(code & 0xFF))
      if index < gaps.count { ahead += space - gaps[index] }
    }
    if isMoved {
      bytes.append(")]TJ\n")
    } else {
      bytes.remove(at: start)
      bytes.append(")Tj\n")
    }
  }
}

extension [UInt8] {
  /// A byte of a string in parentheses (7.3.4.2).
  fileprivate mutating func append(code: UInt8) {
    switch code {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
      append(UInt8(ascii: "\\"))
      append(code)
    case 0x0D: append("\\r")
    case 0x0A: append("\\n")
    default: append(code)
    }
  }
}
