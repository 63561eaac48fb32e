package import SarupDocument
internal import SarupImage
package import SarupSyntax

/// Whether text can be read on what is behind it: WCAG 2.1, success criterion 1.4.3 (level AA).
package enum Contrast {
  /// Of usual text, and of large text.
  private static let least = (usual: 4.5, large: 3.0)

  /// Points from which text is large, regular and bold. Sizes that stand for those of TH Sarabun look two thirds as large.
  private static let large = (regular: 18.0, bold: 14.0)

  /// Warns of a style whose text has too little contrast.
  ///
  /// - Parameters:
  ///   - background: What is behind it.
  ///   - span: Where the colour was written.
  static func check(
    _ style: ParagraphStyle, on background: Color, at span: Span,
    reporting diagnostics: inout Diagnostics
  ) {
    let wanted = wanted(by: style)
    let found = ratio(style.color, background)
    if found >= wanted { return }
    let better = nearest(to: style.color, on: background, wanted)
    diagnostics.warning(
      .lowContrast, at: span,
      "the colour \(style.color.notation) of `\(style.name)` has a contrast of \(shown(found)):1 on \(background.notation)",
      hint: "Many readers need \(shown(wanted)):1 (WCAG 1.4.3). Take \(better.notation), or one further from it.")
  }

  static func suffices(for style: ParagraphStyle) -> Bool {
    ratio(style.color, style.box.background ?? .white) >= wanted(by: style)
  }

  private static func wanted(by style: ParagraphStyle) -> Double {
    let scale = style.font.sizeAs == nil ? 1 : 1.5
    return style.size >= (style.isBold ? large.bold : large.regular) * scale ? least.large : least.usual
  }

  // MARK: Pictures

  /// Warns of text that has too little contrast to the picture behind the pages. What counts is the worst place between the margins, as the
  /// mean of a field about as large as a letter: thin lines and grain harm nobody.
  package static func checkBackground(of document: Document, reporting diagnostics: inout Diagnostics) {
    let page = document.page
    guard let background = page.background, document.pictures.indices.contains(background.picture),
      let span = page.lookSpan
    else { return }
    let fields = fields(of: document.pictures[background.picture], at: background, on: page.sheet)
    var seen: Set<Int> = []
    var worst: (style: ParagraphStyle, color: Color, ratio: Double)?
    for case .paragraph(let paragraph) in document.elements.lazy.map(\.kind) where seen.insert(paragraph.style).inserted
    {
      guard document.styles.indices.contains(paragraph.style) else { continue }
      let style = document.styles[paragraph.style]
      // What has a background of its own covers the picture.
      if style.box.background != nil { continue }
      let own = luminance(style.color)
      func ratio(_ other: Double) -> Double { (max(own, other) + 0.05) / (min(own, other) + 0.05) }
      guard let field = fields.min(by: { ratio($0.luminance) < ratio($1.luminance) }) else { return }
      let found = ratio(field.luminance)
      // What has too little on white has been told.
      if found < wanted(by: style), suffices(for: style), found < worst?.ratio ?? .infinity {
        worst = (style, field.color, found)
      }
    }
    guard let worst else { return }
    diagnostics.warning(
      .lowContrast, at: span,
      "the colour \(worst.style.color.notation) of `\(worst.style.name)` has a contrast of \(shown(worst.ratio)):1 to the picture behind the pages where that is \(worst.color.notation)",
      hint:
        "Many readers need \(shown(wanted(by: worst.style))):1 (WCAG 1.4.3). Make the picture paler, or keep it out of the text."
    )
  }

  /// The colours of a picture on white paper between the margins, a field a letter.
  private static func fields(
    of picture: Picture, at background: PageBackground, on sheet: Sheet
  ) -> [(color: Color, luminance: Double)] {
    let letter = 12.0
    let place = background.place(of: picture, on: sheet)
    func count(_ length: Points) -> Int { min(max(Int(length / letter), 1), 200) }
    let (columns, rows) = (count(place.width), count(place.height))
    guard let pixels = try? picture.uprighted().shown(width: columns, height: rows), pixels.width > 0, pixels.height > 0
    else { return [] }
    var sums = [Int](repeating: 0, count: columns * rows * 4)
    for y in 0..<pixels.height {
      for x in 0..<pixels.width {
        let pixel = (y * pixels.width + x) * 4
        let field = (y * rows / pixels.height * columns + x * columns / pixels.width) * 4
        // A JPEG has no alpha, and says nothing in its place.
        let paper = picture.format == .jpeg ? 0 : 255 - Int(pixels.bytes[pixel + 3])
        for part in 0..<3 { sums[field + part] += Int(pixels.bytes[pixel + part]) + paper }
        sums[field + 3] += 1
      }
    }
    var result: [(color: Color, luminance: Double)] = []
    for row in 0..<rows {
      let y = place.y + (Double(row) + 0.5) / Double(rows) * place.height
      if y < sheet.top || y > sheet.height - sheet.bottom { continue }
      for column in 0..<columns {
        let x = place.x + (Double(column) + 0.5) / Double(columns) * place.width
        let field = (row * columns + column) * 4
        let pixels = sums[field + 3]
        if pixels == 0 || x < sheet.start || x > sheet.width - sheet.end { continue }
        // Blue comes first.
        func mean(_ part: Int) -> UInt8 { UInt8(min(255, sums[field + part] / pixels)) }
        let color = Color(red: mean(2), green: mean(1), blue: mean(0))
        result.append((color, luminance(color)))
      }
    }
    return result
  }

  // MARK: Luminance

  /// From 1 for the same colour to 21 for black on white.
  static func ratio(_ first: Color, _ second: Color) -> Double {
    let (one, other) = (luminance(first), luminance(second))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  /// Relative luminance, from 0 for black to 1 for white (WCAG 2.1).
  private static func luminance(_ color: Color) -> Double {
    0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }

  private static func linear(_ value: UInt8) -> Double {
    let share = Double(value) / 255
    if share <= 0.04045 { return share / 12.92 }
    // The power of 2.4 is the square times the fifth root of the square: the same on every machine.
    let base = (share + 0.055) / 1.055
    return base * base * fifthRoot(base * base)
  }

  /// By Newton's method; of numbers from 0 to 1 a dozen steps are more than enough.
  private static func fifthRoot(_ number: Double) -> Double {
    var root = 1.0
    for _ in 0..<24 {
      let fourth = root * root * root * root
      root -= (root * fourth - number) / (5 * fourth)
    }
    return root
  }

  /// The colour with as little black or white mixed in as suffices.
  private static func nearest(to color: Color, on background: Color, _ wanted: Double) -> Color {
    let goal: Double = luminance(background) > 0.18 ? 0 : 255
    for step in 1...100 {
      let share = Double(step) / 100
      func mixed(_ value: UInt8) -> UInt8 { UInt8(Double(value) + (goal - Double(value)) * share) }
      let other = Color(red: mixed(color.red), green: mixed(color.green), blue: mixed(color.blue))
      if ratio(other, background) >= wanted { return other }
    }
    return .black
  }

  /// With one decimal, rounded down, so that what is too little never looks enough.
  private static func shown(_ ratio: Double) -> String {
    let tenths = Int(ratio * 10)
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

extension Color {
  /// As templates write it.
  fileprivate var notation: String {
    if self == .black { return "black" }
    if self == .white { return "white" }
    let hexadecimal = [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return "`\"#\(hexadecimal.joined())\"`"
  }
}
