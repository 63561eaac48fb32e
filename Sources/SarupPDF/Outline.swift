/// Bookmarks (ISO 32000-1, 12.3.3), from the title and the headings of a document.
struct Outline {
  private struct Entry {
    var title: String
    /// 0 for the title.
    var level: Int
    /// Object number of the page.
    var page: Int
    /// From the sheet's lower edge, in points.
    var top: Double
  }

  private var entries: [Entry] = []

  /// A single bookmark would lead nowhere that the reader is not already.
  var isWorthWriting: Bool { entries.count > 1 }

  mutating func append(title: String, level: Int, page: Int, top: Double) {
    entries.append(Entry(title: title, level: level, page: page, top: top))
  }

  /// Writes the bookmarks; the result is the number of their root.
  func write(to writer: inout ObjectWriter) -> Int {
    let root = writer.reserve()
    let numbers = entries.map { _ in writer.reserve() }
    let parents = parents()
    var children = [[Int]](repeating: [], count: entries.count + 1)
    /// The place of each entry among its siblings.
    var places: [Int] = []
    for (index, parent) in parents.enumerated() {
      places.append(children[parent + 1].count)
      children[parent + 1].append(index)
    }
    writer.write(root) { output in
      output.append("<</Type/Outlines")
      appendKids(children[0], open: entries.count, numbers, to: &output)
      output.append(">>")
    }
    for (index, entry) in entries.enumerated() {
      let siblings = children[parents[index] + 1]
      let place = places[index]
      writer.write(numbers[index]) { output in
        output.append("<</Title")
        output.append(textString: entry.title)
        output.append("/Parent ")
        output.append(reference: parents[index] < 0 ? root : numbers[parents[index]])
        if place > 0 {
          output.append("/Prev ")
          output.append(reference: numbers[siblings[place - 1]])
        }
        if place + 1 < siblings.count {
          output.append("/Next ")
          output.append(reference: numbers[siblings[place + 1]])
        }
        appendKids(children[index + 1], open: descendants(of: index), numbers, to: &output)
        output.append("/Dest[")
        output.append(reference: entry.page)
        output.append("/XYZ null ")
        output.append(decimal: entry.top)
        output.append(" null]>>")
      }
    }
    return root
  }

  private func appendKids(_ kids: [Int], open: Int, _ numbers: [Int], to output: inout [UInt8]) {
    guard let first = kids.first, let last = kids.last else { return }
    output.append("/First ")
    output.append(reference: numbers[first])
    output.append("/Last ")
    output.append(reference: numbers[last])
    output.append("/Count ")
    output.append(integer: open)
  }

  /// The nearest entry before each that is of a higher level; -1 for none.
  private func parents() -> [Int] {
    var path: [Int] = []
    return entries.indices.map { index in
      while let last = path.last, entries[last].level >= entries[index].level { path.removeLast() }
      defer { path.append(index) }
      return path.last ?? -1
    }
  }

  private func descendants(of index: Int) -> Int {
    var end = index + 1
    while end < entries.count && entries[end].level > entries[index].level { end += 1 }
    return end - index - 1
  }
}
