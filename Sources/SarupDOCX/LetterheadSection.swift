internal import SarupContainer
internal import SarupDocument
internal import SarupOffice

/// The page of a letterhead: what the properties of its last section say.
struct LetterheadSection: Sendable {
  struct Reference: Sendable {
    var kind: PartKind
    /// `default`, `first` or `even`.
    var type: String
    /// Place among the letterhead's parts.
    var part: Int
  }

  var references: [Reference] = []
  var isFirstDifferent = false
  /// Children of `w:sectPr` as they are written.
  var properties: [(name: String, bytes: [UInt8])] = []
  /// Twentieths of a point, by the names of attributes of `w:pgSz` and `w:pgMar`.
  private var measures: [String: Int] = [:]

  /// In the order of the schema (ECMA-376 Part 1, A.1, EG_SectPrContents); `titlePg` is written apart.
  static let order = [
    "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "vAlign", "titlePg", "textDirection",
    "bidi", "rtlGutter", "docGrid",
  ]
  static let kept = order.filter { $0 != "titlePg" }

  mutating func add(_ kind: PartKind, _ type: String, part: Int) {
    if !references.contains(where: { $0.kind == kind && $0.type == type }) {
      references.append(Reference(kind: kind, type: type, part: part))
    }
  }

  mutating func measure(_ element: XMLElement) {
    guard ["pgSz", "pgMar"].contains(element.name.local) else { return }
    for (name, value) in element.attributes {
      // Some programs write measures with a fraction.
      if let number = Double(value), number.isFinite { measures[name.local] = Int(min(max(number, -31_680), 31_680)) }
    }
  }

  mutating func sortProperties() {
    var sorted: [(name: String, bytes: [UInt8])] = []
    for name in Self.order {
      if let property = properties.first(where: { $0.name == name }) { sorted.append(property) }
    }
    properties = sorted
  }

  func has(_ name: String) -> Bool { properties.contains { $0.name == name } }

  func has(_ kind: PartKind) -> Bool { references.contains { $0.kind == kind } }

  /// Sets the sheet of a document to that of the letterhead.
  func place(_ page: inout PageSetup) {
    func points(_ name: String) -> Points? { measures[name].map { Double($0) / 20 } }
    page.width = points("w") ?? page.width
    page.height = points("h") ?? page.height
    // A negative margin is one that running heads do not push.
    page.top = points("top").map(abs) ?? page.top
    page.bottom = points("bottom").map(abs) ?? page.bottom
    page.start = (points("left") ?? points("start")).map { $0 + (points("gutter") ?? 0) } ?? page.start
    page.end = points("right") ?? points("end") ?? page.end
    page.headDistance = points("header") ?? page.headDistance
    page.footDistance = points("footer") ?? page.footDistance
    // A page without room for text would make tables and pictures vanish.
    page.end = min(page.end, max(0, page.width - page.start - 36))
  }
}
