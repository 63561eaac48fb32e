extension Document {
  /// For each element its level as a heading: 1 is the highest, 0 is no heading. The title is of level 1, and so is a second
  /// one; levels begin at 1 and skip none, as readers of PDF and web pages expect (ISO 14289-1, 7.4.2; WCAG technique G141).
  package func headingLevels() -> [UInt8] {
    var levels = [UInt8](repeating: 0, count: elements.count)
    var hasTitle = false
    var last = 0
    for (index, element) in elements.enumerated() {
      guard case .paragraph(let paragraph) = element.kind else { continue }
      switch paragraph.role {
      case .title:
        levels[index] = 1
        hasTitle = true
        last = max(last, 1)
      case .contentsTitle:
        levels[index] = hasTitle ? 2 : 1
        last = max(last, Int(levels[index]))
      case .heading(let level):
        last = min(max(1, level) + (hasTitle ? 1 : 0), last + 1, 6)
        levels[index] = UInt8(last)
      default: break
      }
    }
    return levels
  }
}
