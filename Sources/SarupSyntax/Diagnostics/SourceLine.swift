/// A line of a source laid out in the cells of a terminal.
struct SourceLine {
  private struct Piece {
    var scalar: Unicode.Scalar
    var offset: Int
    var cell: Int
    var width: Int
  }

  private var pieces: [Piece] = []
  private let end: (offset: Int, cell: Int)

  /// - Parameter range: The bytes of the line without its end.
  init(_ source: SourceText, _ range: Range<Int>) {
    var offset = range.lowerBound
    var cell = 0
    for scalar in String(decoding: source.bytes[range], as: UTF8.self).unicodeScalars {
      if scalar == "\t" {
        let width = DisplayCells.tabWidth - cell % DisplayCells.tabWidth
        pieces.append(Piece(scalar: scalar, offset: offset, cell: cell, width: width))
        cell += width
      } else {
        let shown = DisplayCells.harmless(scalar)
        let width = DisplayCells.width(of: shown)
        pieces.append(Piece(scalar: shown, offset: offset, cell: cell, width: width))
        cell += width
      }
      offset += UTF8.width(scalar)
    }
    end = (offset, cell)
  }

  /// The cells of a byte range; a mark takes those of the letter it stands on, an empty range takes one.
  private func cells(of range: Range<Int>) -> Range<Int> {
    let covered = pieces.filter { range.contains($0.offset) }
    guard let first = covered.first else {
      let cell = pieces.first { $0.offset >= range.lowerBound }?.cell ?? end.cell
      return cell..<(cell + 1)
    }
    let last = covered.max { $0.cell + $0.width < $1.cell + $1.width } ?? first
    let upper = last.cell + last.width
    // A span of marks alone stands under their letter, the cell before.
    return upper > first.cell ? first.cell..<upper : max(0, first.cell - 1)..<max(1, first.cell)
  }

  /// The line and the marks under it, cut around the place to a number of cells.
  func snippet(underlining range: Range<Int>, with mark: Character, width: Int) -> (text: String, marks: String) {
    let place = cells(of: range)
    let window = window(around: place, width: width)
    var text = window.lowerBound > 0 ? "…" : ""
    let inset = window.lowerBound > 0 ? 1 : 0
    // The window may begin in the middle of a wide character or a tab; what is drawn begins with the next letter.
    var start: Int?
    for piece in pieces where piece.cell >= window.lowerBound && piece.cell + piece.width <= window.upperBound {
      if start == nil {
        // A mark without its letter would stand on the sign of the cut.
        if piece.width == 0, window.lowerBound > 0 { continue }
        start = piece.cell
      }
      if piece.scalar == "\t" {
        text += String(repeating: " ", count: piece.width)
      } else {
        text.unicodeScalars.append(piece.scalar)
      }
    }
    if window.upperBound < end.cell { text += "…" }
    let first = start ?? window.lowerBound
    let lower = max(place.lowerBound, first)
    let upper = max(lower + 1, min(place.upperBound, max(window.upperBound, lower + 1)))
    let marks = String(repeating: " ", count: inset + lower - first) + String(repeating: mark, count: upper - lower)
    return (text, marks)
  }

  private func window(around place: Range<Int>, width: Int) -> Range<Int> {
    guard end.cell > width else { return 0..<max(end.cell, place.upperBound) }
    // A third of the room shows what stands before the place.
    let lower = max(0, min(place.lowerBound - width / 3, end.cell - width))
    return lower..<min(end.cell, lower + width)
  }
}
