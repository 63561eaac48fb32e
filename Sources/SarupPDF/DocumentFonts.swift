internal import SarupFonts

/// The fonts of a document, in the order in which its pages use them.
struct DocumentFonts {
  private let book: FontBook
  private(set) var fonts: [EmbeddedFont] = []
  /// Places in `fonts` by the numbers of faces; -1 for none.
  private var places: [Int] = []

  init(_ book: FontBook) { self.book = book }

  /// The place of the font for a face; `nil` for a face that is not there. A font without room for so many more codes gets a
  /// successor.
  mutating func place(of face: FaceIndex, room: Int, writer: inout ObjectWriter) -> Int? {
    if places.indices.contains(face.number), places[face.number] >= 0, fonts[places[face.number]].room >= room {
      return places[face.number]
    }
    guard let loaded = book.loaded(face) else { return nil }
    while places.count <= face.number { places.append(-1) }
    places[face.number] = fonts.count
    fonts.append(EmbeddedFont(loaded, number: writer.reserve()))
    return places[face.number]
  }

  /// Codes are given out in the font itself, so that nothing is copied.
  subscript(place: Int) -> EmbeddedFont {
    _read { yield fonts[place] }
    _modify { yield &fonts[place] }
  }

  /// The entry of the resources of all pages. Which fonts a page uses is known only when it is drawn, and naming one too many costs nothing.
  func appendResources(to output: inout [UInt8]) {
    output.append("/Font<<")
    for (place, font) in fonts.enumerated() {
      output.append("/F")
      output.append(integer: place)
      output.append(" ")
      output.append(reference: font.number)
    }
    output.append(">>")
  }

  func write(to writer: inout ObjectWriter) {
    for font in fonts { font.write(to: &writer) }
  }
}
