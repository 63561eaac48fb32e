internal import SarupContainer
internal import SarupDocument

/// Content controls that are a letterhead's own: nothing but what somebody types stands in them.
enum LetterheadControls {
  struct Filled {
    var element: XMLElement
    /// What Word shows above it.
    var title: String?
    /// The field of a brief that it is of.
    var field: BriefField?
    var text: String
  }

  /// Marks of what the controls say, of each and of all in a paragraph: LibreOffice makes several of one.
  static func marks(in elements: [XMLElement]) -> [String] {
    groups(in: elements).flatMap { group in
      [mark(group.map(text).joined())] + (group.count > 1 ? group.map { mark(text(of: $0)) } : [])
    }
  }

  /// The controls that say something else than in the letterhead.
  static func filled(in elements: [XMLElement], _ facts: WordFacts) -> [Filled] {
    let known = Set(facts.controls)
    var result: [Filled] = []
    for group in groups(in: elements) where !known.contains(mark(group.map(text).joined())) {
      for control in group {
        let text = text(of: control)
        guard let properties = control.word("sdtPr"), properties.word("showingPlcHdr") == nil,
          text.contains(where: { $0 != " " }), !known.contains(mark(text))
        else { continue }
        let names = [properties.value("alias"), properties.value("tag")].compactMap(\.self)
        result.append(
          Filled(
            element: control, title: names.first { !$0.isEmpty }, field: BriefField(ofControl: properties), text: text))
      }
    }
    return result
  }

  private static func text(of control: XMLElement) -> String { control.word("sdtContent")?.wordsBesideControls ?? "" }

  private static func mark(_ text: String) -> String { WordFacts.mark(ofWords: text.utf8) }

  /// The controls of each paragraph, and those that hold paragraphs.
  private static func groups(in elements: [XMLElement]) -> [[XMLElement]] {
    var result: [(paragraph: Int?, controls: [XMLElement])] = []
    func look(_ element: XMLElement, in paragraph: Int?) {
      if element.isFallback { return }
      if element.isWord("sdt"), let properties = element.word("sdtPr"), isFilledByHand(properties) {
        if let paragraph, let last = result.last, last.paragraph == paragraph {
          result[result.count - 1].controls.append(element)
        } else {
          result.append((paragraph, [element]))
        }
      }
      let paragraph = element.isWord("p") ? element.range.lowerBound : paragraph
      for child in element.children { look(child, in: paragraph) }
    }
    for element in elements { look(element, in: nil) }
    return result.map(\.controls)
  }

  /// Whether neither data of the file nor a gallery of Word's fills a control.
  private static func isFilledByHand(_ properties: XMLElement) -> Bool {
    !["dataBinding", "docPartObj", "docPartList"].contains { properties.word($0) != nil }
  }
}
