internal import SarupThai

extension Document {
  package func headingFragments() -> [(element: Int, fragment: String)] { Self.headingFragments(in: elements) }

  /// The names by which links lead to paragraphs, by element: of headings, and of what has a label. An item's is that of its first
  /// paragraph.
  package func placeNames() -> [Int: String] {
    var names: [Int: String] = [:]
    for (element, fragment) in headingFragments() where !fragment.isEmpty { names[element] = fragment }
    for anchor in anchors { names[place(of: anchor.element)] = anchor.name }
    return names
  }

  /// The paragraph that stands for an element where something leads to it.
  package func place(of element: Int) -> Int {
    guard elements.indices.contains(element), case .item = elements[element].kind, element + 1 < elements[element].end,
      case .paragraph = elements[element + 1].kind
    else { return element }
    return element + 1
  }

  /// The headings of the document with the fragment by which a link leads to each: `[...](#ผลการประชุม)`.
  ///
  /// As most Markdown tools make it: letters, marks, digits, hyphens and underscores of the heading; ASCII capitals made small, a
  /// hyphen for each space, anything else left out. A fragment that is taken gets `-1`, `-2` and so on.
  package static func headingFragments(in elements: [Element]) -> [(element: Int, fragment: String)] {
    var taken: Set<String> = []
    var result: [(element: Int, fragment: String)] = []
    for (index, element) in elements.enumerated() {
      guard case .paragraph(let paragraph) = element.kind, case .heading = paragraph.role else { continue }
      let name = fragment(of: paragraph.text.wordsAlone)
      var fragment = name
      var number = 0
      while !taken.insert(fragment).inserted {
        number += 1
        fragment = "\(name)-\(number)"
      }
      result.append((index, fragment))
    }
    return result
  }

  private static func fragment(of heading: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in heading.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter where scalar.isASCII: result.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
        .nonspacingMark, .spacingMark:
        result.append(scalar)
      case .spaceSeparator: result.append("-")
      default: if scalar == "-" || scalar == "_" { result.append(scalar) }
      }
    }
    return String(result)
  }
}
