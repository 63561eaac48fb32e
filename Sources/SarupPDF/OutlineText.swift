internal import SarupFonts
internal import SarupLayout

// Text as filled paths (ISO 32000-1, 8.5), for words that are no content: without codes there is nothing to extract.

extension ContentWriter {
  mutating func outline(_ mark: TextMark, of page: borrowing Page, face: LoadedFace) {
    var path: [UInt8] = []
    let unit = mark.size / Double(face.unitsPerEm)
    let turn = mark.turn
    let sine = turn?.sine ?? 0
    let cosine = turn?.cosine ?? 1
    for glyph in page.glyphs[mark.glyphs] {
      let outline = face.outline(of: glyph.id)
      var start = 0
      for end in outline.ends {
        let contour = outline.points[start...end].map { point -> PathPoint in
          let x = glyph.x + Double(point.x) * unit - (turn?.x ?? 0)
          let y = (turn?.y ?? 0) - glyph.y + Double(point.y) * unit
          return PathPoint(
            x: (turn?.x ?? 0) + x * cosine - y * sine, y: page.height - (turn?.y ?? 0) + x * sine + y * cosine,
            isOn: point.isOn)
        }
        append(contour, to: &path)
        start = end + 1
      }
    }
    guard !path.isEmpty else { return }
    path.append("f\n")
    draw(path: path)
  }

  private struct PathPoint {
    var x: Double
    var y: Double
    var isOn: Bool

    func middle(to other: PathPoint) -> PathPoint {
      PathPoint(x: (x + other.x) / 2, y: (y + other.y) / 2, isOn: true)
    }

    /// Two thirds of the way to a control point: where a cubic curve has its own (8.5.2.2).
    func towards(_ control: PathPoint) -> PathPoint {
      PathPoint(x: x + (control.x - x) * 2 / 3, y: y + (control.y - y) * 2 / 3, isOn: false)
    }
  }

  /// A contour of lines and quadratic curves, which PDF has as cubic ones.
  private func append(_ contour: [PathPoint], to path: inout [UInt8]) {
    guard contour.count > 1, let first = contour.first, let last = contour.last else { return }
    var points = contour[...]
    var here = first
    if first.isOn {
      points = points.dropFirst()
    } else {
      here = last.isOn ? last : first.middle(to: last)
    }
    let start = here
    write(here, "m", to: &path)
    var control: PathPoint?
    func reach(_ end: PathPoint, _ path: inout [UInt8]) {
      if let turn = control {
        for place in [here.towards(turn), end.towards(turn)] {
          path.append(decimal: place.x)
          path.append(" ")
          path.append(decimal: place.y)
          path.append(" ")
        }
        write(end, "c", to: &path)
      } else {
        write(end, "l", to: &path)
      }
      here = end
    }
    for point in points {
      if point.isOn {
        reach(point, &path)
        control = nil
      } else {
        if let turn = control { reach(turn.middle(to: point), &path) }
        control = point
      }
    }
    if control != nil { reach(start, &path) }
    path.append("h\n")
  }

  private func write(_ place: PathPoint, _ name: StaticString, to path: inout [UInt8]) {
    path.append(decimal: place.x)
    path.append(" ")
    path.append(decimal: place.y)
    path.append(" ")
    path.append(name)
    path.append("\n")
  }
}
