internal import SarupThai

extension Document {
  /// The label of a list item as it is printed, such as `๒.๑`; a bullet in a list without numbers.
  ///
  /// The number of a footnote; the empty string for any other element.
  package func label(of itemIndex: Int) -> String {
    if elements.indices.contains(itemIndex), case .note(let note) = elements[itemIndex].kind {
      return noteNumbers.string(for: note.number)
    }
    guard elements.indices.contains(itemIndex), case .item(let item) = elements[itemIndex].kind,
      elements.indices.contains(elements[itemIndex].parent),
      case .list(let list) = elements[elements[itemIndex].parent].kind
    else { return "" }
    guard let numbering = list.numbering, numberings.indices.contains(numbering) else {
      return list.level == 0 ? "•" : "–"
    }
    return numberings[numbering].label(ordinals: item.ordinals, level: list.level)
  }
}

extension NumberingScheme {
  /// The label for ordinals counted from the outermost level; a level deeper than the scheme takes the form of its last one.
  package func label(ordinals: [Int], level: Int) -> String {
    guard let form = levels.indices.contains(level) ? levels[level] : levels.last else { return "" }
    var label = ""
    for piece in form.pieces {
      switch piece {
      case .text(let text): label += text
      case .ordinal(let level, let format):
        if ordinals.indices.contains(level) { label += format.string(for: ordinals[level]) }
      }
    }
    return label
  }
}
