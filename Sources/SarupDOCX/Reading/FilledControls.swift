internal import SarupContainer
internal import SarupDocument

/// Content controls that are a letterhead's own: nothing but what somebody types stands in them.
enum FilledControls {
  struct Filled {
    var element: XMLElement
    /// What Word shows above it.
    var title: String?
    /// The field of a brief that it is of.
    var field: BriefField?
    var text: String
  }

  /// Marks of what the controls say.
  static func marks(in elements: [XMLElement]) -> [String] {
    groups(in: elements).flatMap { group in
      [mark(said(by: group).text)] + (group.count > 1 ? group.map { mark(text(of: $0)) } : [])
    }
  }

  /// The controls that say something else than in the letterhead.
  static func filled(in elements: [XMLElement], _ facts: WordFacts) -> [Filled] {
    let known = Set(facts.controls)
    var result: [Filled] = []
    for group in groups(in: elements) {
      let (said, isOne) = said(by: group)
      if known.contains(mark(said)) { continue }
      for control in group.prefix(isOne ? 1 : group.count) {
        let text = isOne ? said : text(of: control)
        guard let properties = control.word("sdtPr"), isOne || properties.word("showingPlcHdr") == nil,
          text.contains(where: { $0 != " " }), !known.contains(mark(text))
        else { continue }
        let names = [properties.value("alias"), properties.value("tag")].compactMap(\.self)
        result.append(
          Filled(
            element: control, title: names.first { !$0.isEmpty },
            field: isOne ? BriefField(ofControl: properties) : nil, text: text))
      }
    }
    return result
  }

  private static func text(of control: XMLElement) -> String { control.word("sdtContent")?.wordsBesideControls ?? "" }

  private static func mark(_ text: String) -> String { WordFacts.mark(ofWords: text.utf8) }

  /// What a group says, and whether it is one control. LibreOffice makes a control of each run, and writes all that the control says
  /// behind each, or in place of the first.
  private static func said(by group: [XMLElement]) -> (text: String, isOne: Bool) {
    let texts = group.map { Array(text(of: $0).utf8) }
    let all = Array(texts.joined())
    guard let first = texts.first, group.count > 1 else {
      return (String(decoding: all, as: UTF8.self), group.first?.word("sdtPr")?.word("showingPlcHdr") == nil)
    }
    let whole = Array(all.suffix(all.count / (group.count + 1)))
    for said in [first, whole] where !said.isEmpty && texts.allSatisfy({ $0.suffix(said.count).elementsEqual(said) }) {
      let pieces = Array(texts.dropFirst(said == first ? 1 : 0).map { $0.dropLast(said.count) }.joined())
      if said.suffix(pieces.count).elementsEqual(pieces), !pieces.isEmpty {
        return (String(decoding: said, as: UTF8.self), true)
      }
    }
    return (String(decoding: all, as: UTF8.self), false)
  }

  /// Controls with one name that follow each other in a paragraph, and each of those that hold paragraphs.
  private static func groups(in elements: [XMLElement]) -> [[XMLElement]] {
    var result: [(place: [String]?, controls: [XMLElement])] = []
    func look(_ element: XMLElement, in paragraph: Int?) {
      if element.isFallback { return }
      if element.isWord("sdt"), let properties = element.word("sdtPr"), isFilledByHand(properties) {
        let place = paragraph.map { ["\($0)", properties.value("alias") ?? "", properties.value("tag") ?? ""] }
        if let place, let last = result.last, last.place == place {
          result[result.count - 1].controls.append(element)
        } else {
          result.append((place, [element]))
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
