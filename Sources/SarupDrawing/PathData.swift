internal import SarupFonts

extension GlyphOutline {
  /// The outline as path data (SVG 2, 9.3), y down, in font units.
  var pathData: String {
    var writer = PathDataWriter()
    var start = 0
    for end in ends {
      writer.add(contour: points[start...end])
      start = end + 1
    }
    return writer.text
  }
}

/// Writes contours with relative steps, which are short numbers. Places are kept in halves of a unit: where two control points
/// follow each other, the curve passes half-way between them.
private struct PathDataWriter {
  private(set) var text = ""
  private var here = Place(x: 0, y: 0)

  private struct Place: Equatable {
    var x: Int
    var y: Int

    init(x: Int, y: Int) {
      self.x = x
      self.y = y
    }

    init(_ point: GlyphOutline.Point) { self.init(x: 2 * point.x, y: -2 * point.y) }

    func middle(to other: Place) -> Place { Place(x: (x + other.x) / 2, y: (y + other.y) / 2) }
  }

  mutating func add(contour: ArraySlice<GlyphOutline.Point>) {
    guard contour.count > 1, let first = contour.first, let last = contour.last else { return }
    var start = Place(first)
    var points = contour.dropFirst()
    if !first.isOn {
      // It begins at the last point, or between the first and the last, whichever is on the curve.
      start = last.isOn ? Place(last) : Place(first).middle(to: Place(last))
      points = last.isOn ? contour.dropLast() : contour
    }
    move(to: start)
    var control: Place?
    var isSmooth = false
    func flush(_ end: Place, _ writer: inout PathDataWriter) {
      if let turn = control { writer.curve(by: turn, to: end, isSmooth: isSmooth) } else { writer.line(to: end) }
    }
    for point in points {
      let place = Place(point)
      if point.isOn {
        flush(place, &self)
        control = nil
        isSmooth = false
        continue
      }
      if let turn = control {
        flush(turn.middle(to: place), &self)
        // The next control point mirrors this one about the place between them.
        isSmooth = true
      }
      control = place
    }
    if control != nil || here != start { flush(start, &self) }
    text += "z"
    here = start
  }

  private mutating func move(to place: Place) {
    // The first one is from the origin, whether small or capital.
    text += "m"
    step(to: place)
    here = place
  }

  private mutating func line(to place: Place) {
    if place == here { return }
    if place.y == here.y {
      text += "h"
      append(place.x - here.x, isFirst: true)
    } else if place.x == here.x {
      text += "v"
      append(place.y - here.y, isFirst: true)
    } else {
      text += "l"
      step(to: place)
    }
    here = place
  }

  private mutating func curve(by control: Place, to end: Place, isSmooth: Bool) {
    if isSmooth {
      text += "t"
      step(to: end)
    } else {
      text += "q"
      step(to: control)
      append(end.x - here.x, isFirst: false)
      append(end.y - here.y, isFirst: false)
    }
    here = end
  }

  private mutating func step(to place: Place) {
    append(place.x - here.x, isFirst: true)
    append(place.y - here.y, isFirst: false)
  }

  private mutating func append(_ halves: Int, isFirst: Bool) {
    if halves < 0 { text += "-" } else if !isFirst { text += " " }
    let size = halves.magnitude
    text += size == 1 ? ".5" : size % 2 == 0 ? "\(size / 2)" : "\(size / 2).5"
  }
}

/// Numbers as SVG writes them.
enum Decimals {
  /// A number with at most so many digits behind the point, and no zeros at its end.
  static func text(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return "0" }
    let power = (0..<digits).reduce(1) { product, _ in product * 10 }
    let scaled = Int(max(-1e15, min(1e15, (value * Double(power)).rounded())))
    let size = scaled.magnitude
    let sign = scaled < 0 ? "-" : ""
    let rest = size % UInt(power)
    if rest == 0 { return sign + "\(size / UInt(power))" }
    let fraction = "\(rest)"
    var behind = String(repeating: "0", count: digits - fraction.count) + fraction
    while behind.hasSuffix("0") { behind.removeLast() }
    return sign + "\(size / UInt(power)).\(behind)"
  }
}
