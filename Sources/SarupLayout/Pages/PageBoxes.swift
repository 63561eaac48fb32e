internal import SarupDocument

// Backgrounds and borders of paragraphs: artifacts, drawn before the text that stands on them.

/// A line of a block where it stands.
struct LaidLine {
  var block: FlowBlock
  var line: Int
  /// From the top of the page.
  var top: Points
}

extension FlowBlock {
  /// What a line takes up with what the block's box has above the first and below the last.
  func height(ofLine line: Int) -> Points {
    lineHeight + (line == 0 ? insetTop : 0) + (line == lineCount - 1 ? insetBottom : 0)
  }

  /// Neighbours of one style and one width share their box: there is nothing of it between them.
  static func join(_ upper: inout FlowBlock, _ lower: inout FlowBlock) {
    guard upper.boxStyle >= 0, upper.boxStyle == lower.boxStyle, upper.left == lower.left, upper.right == lower.right
    else { return }
    upper.joinsBelow = true
    upper.insetBottom = 0
    lower.joinsAbove = true
    lower.insetTop = 0
  }
}

/// The boxes of lines that stand one below the other.
struct PageBoxes {
  private struct Open {
    var block: FlowBlock
    var line: Int
    var top: Points
    var bottom: Points
    var hasTop: Bool
  }

  let styles: [ParagraphStyle]
  private var open: Open?

  init(styles: [ParagraphStyle]) { self.styles = styles }

  mutating func add(_ laid: LaidLine, to page: inout Page) {
    let block = laid.block
    let bottom = laid.top + block.height(ofLine: laid.line)
    if let last = open {
      let goesOn =
        last.block.element == block.element && last.line + 1 == laid.line
        || last.block.joinsBelow && block.joinsAbove && last.line == last.block.lineCount - 1 && laid.line == 0
      if goesOn {
        open?.block = block
        open?.line = laid.line
        open?.bottom = bottom
        return
      }
      close(on: &page)
    }
    guard block.boxStyle >= 0 else { return }
    open = Open(
      block: block, line: laid.line, top: laid.top, bottom: bottom, hasTop: laid.line == 0 && !block.joinsAbove)
  }

  mutating func close(on page: inout Page) {
    guard let last = open else { return }
    open = nil
    let look = styles[last.block.boxStyle].box
    let left = min(last.block.left, last.block.labelLeft) - look.inset.start
    let right = last.block.right + look.inset.end
    let hasBottom = last.line == last.block.lineCount - 1 && !last.block.joinsBelow
    func fill(_ x: Points, _ y: Points, _ width: Points, _ height: Points, _ color: Color) {
      guard width > 0, height > 0 else { return }
      page.addRule(x: x, y: y, width: width, height: height, color: color)
    }
    if let color = look.background { fill(left, last.top, right - left, last.bottom - last.top, color) }
    let border = look.border
    if last.hasTop { fill(left, last.top, right - left, border.top, look.borderColor) }
    if hasBottom { fill(left, last.bottom - border.bottom, right - left, border.bottom, look.borderColor) }
    fill(left, last.top, border.start, last.bottom - last.top, look.borderColor)
    fill(right - border.end, last.top, border.end, last.bottom - last.top, look.borderColor)
  }
}
