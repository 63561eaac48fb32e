internal import SarupContainer
package import SarupDocument
package import SarupFonts
internal import SarupImage
package import SarupLayout

/// Writes a page as an SVG picture.
///
/// Letters are outlines, each once in the file and used wherever it stands: the picture is exact wherever it is shown, for no
/// viewer has to place a Thai mark. What the page says stands in the picture's title and description, for those who do not see it.
package struct SVGWriter {
  private let fonts: FontBook
  private let document: Document?
  private var xml = XMLWriter(capacity: 1 << 16)
  private var shapes = GlyphShapes()

  /// A page as an SVG file.
  ///
  /// - Parameters:
  ///   - title: What a reader of the screen says first.
  ///   - language: Of the title and, as a whole, of the page.
  ///   - document: Has the pictures of the page.
  package static func svg(
    of page: borrowing Page, title: String, language: String, fonts: FontBook, document: Document? = nil
  ) -> [UInt8] {
    var writer = SVGWriter(fonts: fonts, document: document)
    writer.open(page, language: language)
    writer.line("title") { $0.text(title) }
    let text = PageText.text(of: page, document)
    if !text.isEmpty { writer.line("desc") { $0.text(text) } }
    writer.addShapes(of: page)
    writer.line("rect") { xml in
      xml.attribute("width", "100%")
      xml.attribute("height", "100%")
      xml.attribute("fill", "#fff")
    }
    for mark in page.marks {
      switch mark.shape {
      case .text(let text): writer.add(text, of: page)
      case .rule(let rule): writer.add(rule)
      case .image(let image): writer.add(image)
      }
    }
    return writer.xml.finish() + [0x0A]
  }

  private init(fonts: FontBook, document: Document?) {
    self.fonts = fonts
    self.document = document
  }

  private mutating func open(_ page: borrowing Page, language: String) {
    let width = Decimals.text(page.width, 3)
    let height = Decimals.text(page.height, 3)
    xml.open("svg")
    xml.attribute("xmlns", "http://www.w3.org/2000/svg")
    // SVG 2 knows `href` alone, which office programs do not understand yet.
    xml.attribute("xmlns:xlink", "http://www.w3.org/1999/xlink")
    xml.attribute("width", width + "pt")
    xml.attribute("height", height + "pt")
    xml.attribute("viewBox", "0 0 \(width) \(height)")
    xml.attribute("role", "img")
    xml.attribute("xml:lang", language)
    xml.text("\n")
  }

  /// An element on a line of its own.
  private mutating func line(_ name: StaticString, _ content: (inout XMLWriter) -> Void) {
    xml.open(name)
    content(&xml)
    xml.close()
    xml.text("\n")
  }

  // MARK: Letters

  /// Every outline that the page needs, in the order in which it is first needed.
  private mutating func addShapes(of page: borrowing Page) {
    for mark in page.marks {
      guard case .text(let text) = mark.shape, let face = fonts.loaded(text.face) else { continue }
      for glyph in page.glyphs[text.glyphs] { shapes.add(glyph.id, of: text.face, face) }
    }
    guard !shapes.all.isEmpty else { return }
    xml.open("defs")
    xml.text("\n")
    for shape in shapes.all {
      line("path") { xml in
        xml.attribute("id", shape.name)
        xml.attribute("d", shape.path)
      }
    }
    xml.close()
    xml.text("\n")
  }

  /// Inside a mark lengths are units of its face, so that they are whole numbers.
  private mutating func add(_ mark: TextMark, of page: borrowing Page) {
    guard let face = fonts.loaded(mark.face), mark.size > 0 else { return }
    let unit = mark.size / Double(face.unitsPerEm)
    xml.group("g") { xml in
      var isOpen = false
      for glyph in page.glyphs[mark.glyphs] {
        guard let name = shapes.name(of: glyph.id, face: mark.face) else { continue }
        if !isOpen {
          isOpen = true
          if mark.color != .black { xml.attribute("fill", Self.notation(mark.color)) }
          let turn =
            mark.turn.map {
              "rotate(\(Decimals.text(-$0.angle, 3)) \(Decimals.text($0.x, 3)) \(Decimals.text($0.y, 3))) "
            } ?? ""
          xml.attribute(
            "transform",
            turn
              + "translate(\(Decimals.text(mark.x, 3)) \(Decimals.text(mark.baseline, 3))) scale(\(Decimals.text(unit, 8)))"
          )
        }
        xml.open("use")
        xml.attribute("xlink:href", "#" + name)
        let x = Self.whole((glyph.x - mark.x) / unit)
        let y = Self.whole((glyph.y - mark.baseline) / unit)
        if x != 0 { xml.attribute("x", x) }
        if y != 0 { xml.attribute("y", y) }
        xml.close()
      }
    }
    xml.text("\n")
  }

  private static func whole(_ length: Double) -> Int { Int(max(-1e9, min(1e9, length.rounded()))) }

  // MARK: Rules

  private mutating func add(_ rule: RuleMark) {
    line("rect") { xml in
      xml.attribute("x", Decimals.text(rule.x, 3))
      xml.attribute("y", Decimals.text(rule.y, 3))
      xml.attribute("width", Decimals.text(rule.width, 3))
      xml.attribute("height", Decimals.text(rule.height, 3))
      if rule.color != .black { xml.attribute("fill", Self.notation(rule.color)) }
    }
  }

  // MARK: Pictures

  /// The file of the picture inside the drawing, so that it is whole wherever it is sent.
  private mutating func add(_ image: ImageMark) {
    guard let document, document.pictures.indices.contains(image.picture) else { return }
    let stored = document.pictures[image.picture]
    // Where its blocks cannot be moved it is shown as the camera stored it.
    let picture = (try? stored.uprighted()) ?? stored
    line("image") { xml in
      xml.attribute("x", Decimals.text(image.x, 3))
      xml.attribute("y", Decimals.text(image.y, 3))
      xml.attribute("width", Decimals.text(image.width, 3))
      xml.attribute("height", Decimals.text(image.height, 3))
      xml.attribute("preserveAspectRatio", "none")
      let kind = picture.format == .png ? "png" : "jpeg"
      xml.attribute(
        "xlink:href", "data:image/\(kind);base64,\(String(decoding: Base64.text(of: picture.bytes), as: UTF8.self))")
    }
  }

  private static func notation(_ color: Color) -> String {
    let digits = Array("0123456789abcdef")
    return [color.red, color.green, color.blue].reduce(into: "#") { text, part in
      text.append(digits[Int(part >> 4)])
      text.append(digits[Int(part & 15)])
    }
  }
}

/// Outlines of a picture, each once, with a name that comes from the outline itself. Several pictures may so stand in one HTML
/// page, where names are shared: one name is one shape in all of them.
private struct GlyphShapes {
  struct Shape {
    var name: String
    var path: String
  }

  private struct Key: Hashable {
    var face: FaceIndex
    var glyph: UInt32
  }

  private(set) var all: [Shape] = []
  /// Places in `all`; `nil` for a glyph without an outline, such as a space.
  private var places: [Key: Int?] = [:]
  private var paths: [String: Int] = [:]
  private var names: Set<String> = []

  mutating func add(_ glyph: UInt32, of index: FaceIndex, _ face: LoadedFace) {
    let key = Key(face: index, glyph: glyph)
    guard places[key] == nil else { return }
    let path = face.outline(of: glyph).pathData
    if path.isEmpty {
      places[key] = .some(nil)
    } else if let known = paths[path] {
      places[key] = known
    } else {
      places[key] = all.count
      paths[path] = all.count
      all.append(Shape(name: name(for: path), path: path))
    }
  }

  func name(of glyph: UInt32, face: FaceIndex) -> String? {
    guard let place = places[Key(face: face, glyph: glyph)] ?? nil else { return nil }
    return all[place].name
  }

  /// Eight letters and digits from the FNV-1a hash of the outline; the next free name where two outlines meet in one.
  private mutating func name(for path: String) -> String {
    var hash = path.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    while true {
      let digits = String((hash ^ hash >> 40) & 0xFF_FFFF_FFFF, radix: 32)
      let name = "g" + String(repeating: "0", count: 8 - digits.count) + digits
      if names.insert(name).inserted { return name }
      hash &+= 1
    }
  }
}

/// What a page says, a paragraph a line, and what its pictures show; running heads and what is only drawn are left out.
private enum PageText {
  static func text(of page: borrowing Page, _ document: Document?) -> String {
    var utf8: [UInt8] = []
    var last: Mark.Owner?
    for mark in page.marks {
      guard case .element(let element, let part) = mark.owner, let text = text(of: mark, page, document), !text.isEmpty
      else { continue }
      if let last, last != mark.owner {
        // A label stands in the line of the paragraph behind it.
        if case .element(_, part: .label) = last, part == .content { utf8.append(0x20) } else { utf8.append(0x0A) }
      }
      utf8 += text
      last = .element(element, part: part)
    }
    return String(decoding: utf8, as: UTF8.self)
  }

  private static func text(of mark: Mark, _ page: borrowing Page, _ document: Document?) -> ArraySlice<UInt8>? {
    switch mark.shape {
    case .text(let text): return page.text[text.text]
    case .rule: return nil
    case .image:
      guard case .element(let element, _) = mark.owner, let document, document.elements.indices.contains(element),
        case .figure(let figure) = document.elements[element].kind
      else { return nil }
      return Array(figure.alternative.utf8)[...]
    }
  }
}
