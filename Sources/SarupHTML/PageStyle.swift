internal import SarupDocument
internal import SarupFonts
internal import SarupThai

/// The style sheet of a page, made from the template's styles that the document uses.
///
/// Lengths are in rem: on paper the body text has the size that the template gives it, on a screen the size that the reader
/// has chosen, and everything else keeps its proportion to it.
struct PageStyle {
  let document: Document
  /// By index of a style; `nil` where no element has it.
  private(set) var names: [String?]
  let lists: ListStyle
  let forms: FormStyle
  /// The style that most of the text has.
  private let body: Int
  /// How many points of paper a rem is.
  private let rem: Points
  private(set) var columnShares: [Int] = []
  private var pads: [Int] = []

  /// Width of ก in the faces that pages are read in (Sarabun, Noto Sans Thai, Laksaman), in em, and their x-height.
  private static let koKaiWidth = 0.576
  private static let xHeight = 0.5

  init(_ document: Document) {
    self.document = document
    lists = ListStyle(document)
    forms = FormStyle(document)
    names = Array(repeating: nil, count: document.styles.count)
    var body: Int?
    var taken: Set<String> = []
    for (index, element) in document.elements.enumerated() {
      if case .table(let table) = element.kind {
        for case let share? in Self.percents(of: table, on: document.page) where !columnShares.contains(share) {
          columnShares.append(share)
        }
      }
      if case .cell(let cell) = element.kind, cell.decimal != nil {
        let pad = Self.pad(of: index, in: document)
        if pad > 0, !pads.contains(pad) { pads.append(pad) }
      }
      guard let style = Self.style(of: element), document.styles.indices.contains(style) else { continue }
      if body == nil, case .paragraph(let paragraph) = element.kind, paragraph.role == .body { body = style }
      guard names[style] == nil else { continue }
      let name = Self.className(document.styles[style].name)
      var unique = name
      var number = 1
      while !taken.insert(unique).inserted {
        number += 1
        unique = "\(name)-\(number)"
      }
      names[style] = unique
    }
    self.body = body ?? 0
    rem = document.styles.indices.contains(self.body) ? max(1, Self.visualSize(document.styles[self.body])) : 12
  }

  private static func style(of element: Element) -> Int? {
    switch element.kind {
    case .paragraph(let paragraph): paragraph.style
    case .figure(let figure): figure.style
    default: nil
    }
  }

  /// White space parts the names of classes; what else CSS takes for a sign becomes a hyphen as well.
  private static func className(_ name: String) -> String {
    var result = "s-"
    for scalar in name.unicodeScalars {
      let isPlain =
        scalar.value >= 0x80 && !scalar.properties.isWhitespace
        || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
      result.unicodeScalars.append(isPlain || scalar == "_" ? scalar : "-")
    }
    return result
  }

  /// The widths of a table's columns in whole percents, `nil` where the content decides; empty where it decides all.
  static func percents(of table: TableProperties, on page: PageSetup) -> [Int?] {
    let measure = max(1, page.width - page.start - page.end)
    let widths = table.widths(of: max(1, table.columns), in: measure)
    guard widths.contains(where: { $0 != nil }) else { return [] }
    return widths.map { $0.map { max(1, Int(($0 / measure * 100).rounded())) } }
  }

  /// How far a number ends before those of its column that reach furthest behind their points, in tenths of a digit.
  static func pad(of cell: Int, in document: Document) -> Int {
    guard case .cell(let properties) = document.elements[cell].kind, let decimal = properties.decimal,
      cell + 1 < document.elements[cell].end, case .paragraph(let paragraph) = document.elements[cell + 1].kind,
      decimal.start <= paragraph.text.utf8.count
    else { return 0 }
    let own = DecimalPlace.digits(in: paragraph.text.utf8[decimal.start...])
    return max(0, Int(((DecimalPlace.digits(in: decimal.longest.utf8) - own) * 10).rounded()))
  }

  // MARK: Sizes

  private static func reference(_ style: ParagraphStyle) -> ReferenceFamily? {
    (style.font.sizeAs ?? style.font.families.first).flatMap(ReferenceFamily.named)
  }

  /// The size in points at which a face of pages looks as the style wants.
  private static func visualSize(_ style: ParagraphStyle) -> Points {
    style.size * (reference(style).map { $0.koKaiWidth / koKaiWidth } ?? 1)
  }

  private func lineHeight(_ style: ParagraphStyle) -> Double {
    if let exact = style.exactLine { return exact / Self.visualSize(style) }
    guard let family = Self.reference(style) else { return style.lineHeight * 1.6 }
    return style.lineHeight * (family.ascent + family.descent) * style.size / Self.visualSize(style)
  }

  private func rems(_ points: Points) -> String { points == 0 ? "0" : css(points / rem) + "rem" }

  /// Indents of first lines and blocks shrink on a phone; hanging ones fit their labels and stay.
  private func indent(_ points: Points, scaled: Bool) -> String {
    points != 0 && scaled ? "calc(\(rems(points))*var(--indent))" : rems(points)
  }

  // MARK: Sheet

  /// Everything between the tags of the `style` element.
  var text: String {
    var text = general + lists.rules + forms.rules(rems: rems, look: look)
    var justified: [String] = []
    var coloured: [String] = []
    for (index, name) in names.enumerated() {
      guard let name else { continue }
      let style = document.styles[index]
      text += ".\(name){\(declarations(style))}\n"
      if style.labelWidth > 0 {
        text += ".\(name)::before{min-width:\(indent(style.labelWidth, scaled: style.firstLine >= 0))}\n"
      }
      if style.labelWidth > 0, usesLabels(index) {
        text += ".\(name) .label{min-width:\(indent(style.labelWidth, scaled: style.firstLine >= 0))}\n"
      }
      text += FormStyle.joins(name, style, rems: rems)
      if style.alignment == .justify { justified.append("." + name) }
      if style.color != .black { coloured.append("." + name + "{color:\(css(style.color))}") }
      if let color = style.box.background { coloured.append("." + name + "{background:\(css(color))}") }
    }
    for style in forms.looks where document.styles.indices.contains(style) {
      let color = document.styles[style].color
      if color != .black, let name = forms.name(ofLook: style) { coloured.append("." + name + "{color:\(css(color))}") }
    }
    for side in [TextAlignment.start, .center, .end] where isAlignedApart(side) {
      text += ".at-\(side.rawValue){text-align:\(side.rawValue)}\n"
    }
    for share in columnShares.sorted() { text += ".w-\(share){width:\(share)%}\n" }
    text += document.elements.contains { $0.isSignatures } ? Self.signatures : ""
    text += document.elements.contains { $0.isDefinitions } ? "dl,dt,dd{margin:0;padding:0;font:inherit}\n" : ""
    text += document.elements.contains { $0.isNote } ? Self.notes : ""
    for pad in pads.sorted() { text += "td.d-\(pad){padding-right:calc(.5em + \(css(Double(pad) / 10))ch)}\n" }
    // Lines of a few words cannot be justified without holes.
    if !justified.isEmpty {
      let names = justified.joined(separator: ",")
      text += "@media (min-width:40em),print{\(names){text-align:justify;text-justify:inter-character}}\n"
    }
    text += "@media (max-width:40em){:root{--indent:.35}}\n"
    // A colour that was chosen for white paper may be too dark on a dark ground.
    let colours = coloured.joined()
    if !colours.isEmpty { text += "@media (prefers-color-scheme:light),print{\(colours)}\n" }
    return text + watermark + dark + paper
  }

  /// They stay together in print, with the paragraph before them.
  private static let signatures = """
    .signatures{break-inside:avoid}
    .keep{break-after:avoid}

    """

  /// A short line parts footnotes from the text, as it does on paper.
  private static let notes = """
    section{margin-top:2rem}
    section::before{content:"";display:block;width:33%;border-top:1px solid;margin-bottom:.5rem}

    """

  /// Whether paragraphs of a style have labels before them.
  private func usesLabels(_ style: Int) -> Bool {
    document.elements.contains { element in
      if case .paragraph(let paragraph) = element.kind {
        paragraph.style == style && paragraph.text.labelLength > 0
      } else {
        false
      }
    }
  }

  /// What words have of another style: its face and size.
  private func look(_ index: Int) -> String {
    guard document.styles.indices.contains(index) else { return "" }
    let style = document.styles[index]
    var result: [String] = []
    if document.styles.indices.contains(body), style.font != document.styles[body].font {
      result.append("font-family:\(families(style))")
    }
    result.append("font-size:\(css(Self.visualSize(style) / rem))rem")
    result.append("font-weight:\(style.isBold ? 700 : 400)")
    result.append("font-style:\(style.isItalic ? "italic" : "normal")")
    return result.joined(separator: ";")
  }

  /// Whether a picture stands on a side that its style does not name.
  private func isAlignedApart(_ side: TextAlignment) -> Bool {
    document.elements.contains { element in
      if case .figure(let figure) = element.kind { figure.alignment == side } else { false }
    }
  }

  private var general: String {
    let families = document.styles.indices.contains(body) ? self.families(document.styles[body]) : "sans-serif"
    let page = document.page
    return """
      :root{--indent:1;color-scheme:light dark;background:#fff;color:#111;font-family:\(families);\
      font-size-adjust:\(css(Self.xHeight));line-height:1.6;-webkit-text-size-adjust:100%;text-size-adjust:100%}
      body{margin:0}
      main{box-sizing:content-box;max-width:\(rems(page.width - page.start - page.end));margin:0 auto;\
      padding:2rem 1.25rem 4rem;overflow-wrap:break-word}
      h1,h2,h3,h4,h5,h6,p,pre,ol,ul,li,blockquote,figure,caption,th,td{margin:0;padding:0;font:inherit;text-align:start}
      strong{font-weight:700}
      code{font-family:inherit}
      sup{line-height:0}
      pre{white-space:pre-wrap}
      a{color:#0b4f9e}
      ol,ul{list-style-type:""}
      [class*=label-]::before,[class*=bullet-]::before{display:inline-block;box-sizing:border-box;padding-right:.35em;\
      text-indent:0;text-align:start}
      hr{border:0;border-top:1px solid;margin:\(rems(12)) 0}
      .table{overflow-x:auto;margin:\(rems(6)) 0}
      table{border-collapse:collapse;min-width:100%}
      th,td{border:1px solid #767676;padding:.15em .5em;vertical-align:top}
      img{max-width:100%;height:auto}

      """
  }

  private func declarations(_ style: ParagraphStyle) -> String {
    var result: [String] = []
    if document.styles.indices.contains(body), style.font != document.styles[body].font {
      result.append("font-family:\(families(style))")
    }
    let size = Self.visualSize(style) / rem
    if abs(size - 1) > 0.0005 { result.append("font-size:\(css(size))rem") }
    result.append("line-height:\(css(lineHeight(style)))")
    if style.isBold { result.append("font-weight:700") }
    if style.isItalic { result.append("font-style:italic") }
    switch style.alignment {
    // Justified text gets that where lines are long enough.
    case .start, .justify: break
    case .center: result.append("text-align:center")
    case .end: result.append("text-align:end")
    }
    let isScaled = style.firstLine >= 0
    if style.firstLine != 0 { result.append("text-indent:\(indent(style.firstLine, scaled: isScaled))") }
    let sides = [
      rems(style.spaceBefore), indent(style.endIndent, scaled: isScaled), rems(style.spaceAfter),
      indent(style.startIndent, scaled: isScaled),
    ]
    if sides != ["0", "0", "0", "0"] { result.append("margin:\(sides.joined(separator: " "))") }
    result += FormStyle.box(style.box, rems: rems)
    if style.leader != nil, style.box.isEmpty, style.startIndent > 0 {
      // What is cut off at the edge must not be the label that hangs out of a margin.
      result.append("margin-left:0;padding-left:\(indent(style.startIndent, scaled: isScaled))")
    }
    if style.balance { result.append("text-wrap:balance") }
    if style.keepWithNext { result.append("break-after:avoid") }
    if style.keepTogether { result.append("break-inside:avoid") }
    if style.widows != 2 { result.append("widows:\(style.widows)") }
    if style.orphans != 2 { result.append("orphans:\(style.orphans)") }
    return result.joined(separator: ";")
  }

  /// The template's families, those of Word files, and what systems bring along for Thai. Embedding a face would make a page of
  /// 20 kB ten times as large; every system sets Thai well, and `font-size-adjust` brings its faces to one size.
  private func families(_ style: ParagraphStyle) -> String {
    var families: [String] = []
    let named = style.font.families + style.font.wordFamilies
    for family in named + ["Noto Sans Thai", "Leelawadee UI", "Thonburi"] where !families.contains(family) {
      families.append(family)
    }
    return families.map { css(quoted: $0) }.joined(separator: ",") + ",sans-serif"
  }

  /// Behind the text of the screen, and of each page on paper.
  private var watermark: String {
    guard let watermark = document.page.watermark else { return "" }
    let length = max(1, watermark.text.string.unicodeScalars.count)
    let size = watermark.size ?? min(document.page.width * 0.3, document.page.width * 1.2 / Double(length))
    return """
      body::before{content:\(css(quoted: watermark.text.string));position:fixed;z-index:-1;top:50%;left:50%;\
      transform:translate(-50%,-50%) rotate(\(css(-watermark.angle))deg);font-size:\(rems(size));line-height:1.6;\
      white-space:nowrap;color:\(css(watermark.color))}
      @media screen and (prefers-color-scheme:dark){body::before{color:#333}}

      """
  }

  private var dark: String {
    """
    @media screen and (prefers-color-scheme:dark){:root{background:#161616;color:#e8e8e8}a{color:#8ab8ff}\
    th,td{border-color:#8a8a8a}}

    """
  }

  // MARK: Paper

  private var paper: String {
    let page = document.page
    let sheet = page.landscapeSheet
    let isTurned = hasLandscape
    var text = """
      @media print{:root{font-size:\(css(rem))pt;color-scheme:light;background:none;color:#000}a{color:inherit}\
      main{max-width:none;padding:0}.table{overflow:visible}thead{display:table-header-group}tr{break-inside:avoid}\
      .new-page{break-before:page}\(isTurned ? ".landscape{page:landscape}" : "")}
      @page{\(geometry(page.sheet))\(look(page.sheet, isFirst: false))\(boxes(page.rest, on: page))}

      """
    if isTurned { text += "@page landscape{\(geometry(sheet))\(look(sheet, isFirst: false))}\n" }
    if let background = page.background, background.pages != .all {
      text += "@page :first{\(look(page.sheet, isFirst: true))}\n"
      if isTurned { text += "@page landscape:first{\(look(sheet, isFirst: true))}\n" }
    }
    if page.isMirrored {
      // The first page is a right one.
      text += "@page :left{\(sides(page.sheet))}\n"
      if isTurned { text += "@page landscape:left{\(sides(sheet))}\n" }
    }
    if let even = page.even { text += "@page :left{\(boxes(even, on: page, resets: page.rest))}\n" }
    if page.first != page.rest { text += "@page :first{\(boxes(page.first, on: page, resets: page.rest))}\n" }
    return text
  }

  private var hasLandscape: Bool {
    document.page.canTurn
      && document.elements.contains { if case .group(.landscape) = $0.kind { true } else { false } }
  }

  private func geometry(_ sheet: Sheet) -> String {
    "size:\(css(sheet.width))pt \(css(sheet.height))pt;"
      + "margin:\(css(sheet.top))pt \(css(sheet.end))pt \(css(sheet.bottom))pt \(css(sheet.start))pt;"
  }

  /// The sides of a page that is bound at its right.
  private func sides(_ sheet: Sheet) -> String {
    "margin-left:\(css(sheet.end))pt;margin-right:\(css(sheet.start))pt"
  }

  /// Running heads and feet as margin boxes (CSS Paged Media 3).
  private func boxes(_ heads: RunningHeads, on page: PageSetup, resets others: RunningHeads = RunningHeads()) -> String
  {
    var text = ""
    for (edge, line, other, distance) in [
      ("top", heads.top, others.top, page.headDistance), ("bottom", heads.bottom, others.bottom, page.footDistance),
    ] {
      for (side, part) in [("left", \RunningLine.start), ("center", \.center), ("right", \.end)] {
        // Browsers do not know the heading that a page stands under.
        let pieces = (line?[keyPath: part] ?? []).filter { $0 != .section }
        if pieces.isEmpty {
          if other?[keyPath: part].isEmpty == false { text += "@\(edge)-\(side){content:none}" }
          continue
        }
        let content = pieces.map { piece in
          switch piece {
          case .section: ""
          case .text(let text): css(quoted: text.string)
          case .pageNumber: "counter(page,\(ListStyle.name(of: page.pageNumbers)))"
          case .pageCount: "counter(pages,\(ListStyle.name(of: page.pageNumbers)))"
          }
        }
        var size = ""
        // A box has one look: that of its text where the template gives one.
        let own = pieces.lazy.compactMap { piece in
          if case .text(let text) = piece { text.runs.first?.style } else { nil }
        }.first
        if let index = own ?? line?.style, document.styles.indices.contains(index) {
          let style = document.styles[index]
          size = "font-size:\(css(Self.visualSize(style)))pt;"
          if style.isBold { size += "font-weight:700;" }
          if style.color != .black { size += "color:\(css(style.color));" }
        }
        text +=
          "@\(edge)-\(side){content:\(content.joined(separator: " "));\(size)vertical-align:\(edge);"
          + "padding-\(edge):\(css(distance))pt}"
      }
    }
    return text
  }
}

extension Element {
  fileprivate var isNote: Bool {
    if case .note = kind { true } else { false }
  }

  fileprivate var isSignatures: Bool {
    if case .group(.signatures) = kind { true } else { false }
  }

  fileprivate var isDefinitions: Bool {
    if case .definitions = kind { true } else { false }
  }
}
