internal import SarupDocument

// Figures: a box of the picture's size, which is never split, and a caption that stays with it.

extension FlowBuilder {
  func block(_ figure: FigureProperties, element: Int, in column: Column) -> FlowBlock? {
    guard let picture = document.picture(of: element), document.styles.indices.contains(figure.style) else {
      return nil
    }
    let style = document.styles[figure.style]
    let left = column.left + style.startIndent
    let right = column.right - style.endIndent
    let size = figure.size.dimensions(of: picture, measure: right - left, tallest: pageHeight)
    var block = FlowBlock(kind: .figure, element: element)
    switch figure.alignment ?? style.alignment {
    case .start, .justify: block.left = left
    case .center: block.left = (left + right - size.width) / 2
    case .end: block.left = right - size.width
    }
    block.right = block.left + size.width
    block.lineHeight = size.height
    block.spaceBefore = style.spaceBefore
    block.spaceAfter = style.spaceAfter
    let hasCaption = document.elements[element].end > element + 1
    block.keepWithNext = style.keepWithNext || hasCaption
    return block
  }

  /// Makes room for a caption on the page of its picture.
  mutating func fit(caption: inout FlowBlock) {
    caption.keepTogether = true
    guard let index = flow.blocks.indices.last, flow.blocks[index].kind == .figure else { return }
    var figure = flow.blocks[index]
    let below = figure.spaceAfter + caption.spaceBefore + Double(caption.lineCount) * caption.lineHeight
    // A caption that leaves nothing for the picture goes on by itself.
    let room = pageHeight - below
    guard figure.lineHeight > room, room > pageHeight / 4 else { return }
    let width = (figure.right - figure.left) * room / figure.lineHeight
    let slack = figure.right - figure.left - width
    guard case .figure(let properties) = document.elements[figure.element].kind else { return }
    switch properties.alignment ?? document.styles[properties.style].alignment {
    case .start, .justify: break
    case .center: figure.left += slack / 2
    case .end: figure.left += slack
    }
    figure.right = figure.left + width
    figure.lineHeight = room
    flow.blocks[index] = figure
  }

  private var pageHeight: Points { sheet.textHeight }
}
