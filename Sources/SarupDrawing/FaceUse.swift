internal import SarupFonts
internal import SarupLayout

/// A face as one document uses it: the process's working font, and fonts for the clusters that only this document has.
struct FaceUse {
  let loaded: LoadedFace
  private let drawn: DrawnFace
  /// The working font, or the plain one where there can be no working font.
  let face: CairoFace
  private let hasClusters: Bool
  private let keepsGlyphNumbers: Bool
  /// Places in `forms` by number in the inventory: 0 is not asked yet, 1 none, n the form at n - 2.
  private var places: [UInt16]
  private var forms: [ClusterForm] = []
  /// Glyphs of the working font by those of the face, where the numbers differ.
  private var singles: [UInt32: UInt32] = [:]
  /// By glyph, the text that it was first drawn for, see ``means(_:_:)``; 0 for none yet.
  private var meanings: [UInt32] = []
  private var oddFonts: [OddFont] = []
  private var oddForms: [OddCluster: OddGlyph?] = [:]

  private struct OddFont {
    var font: any WorkingFont
    var face: CairoFace
  }

  /// Text and looks of a cluster outside the inventory.
  struct OddCluster: Hashable {
    var text: [UInt8]
    var parts: [ClusterForm.Part]
  }

  struct OddGlyph {
    var glyph: UInt32
    var face: CairoFace
  }

  /// A typing mistake here and there needs few; a text full of them gets further fonts.
  private static let oddSlots = 256
  private static let mostOddParts = 12

  /// `nil` when FreeType or Cairo refuses the face.
  ///
  /// - Parameter isPDF: Whether clusters are to be one glyph each; a picture has no text to read.
  init?(_ loaded: LoadedFace, isPDF: Bool) {
    self.loaded = loaded
    drawn = loaded.companion { DrawnFace() }
    let working = isPDF ? drawn.working(loaded) : nil
    guard let face = working?.face ?? drawn.plain(loaded) else { return nil }
    self.face = face
    hasClusters = working != nil
    keepsGlyphNumbers = working?.keepsGlyphNumbers ?? true
    places = working == nil ? [] : [UInt16](repeating: 0, count: ClusterInventory.count)
  }

  /// The one glyph of a cluster of the inventory; `nil` for an odd one.
  mutating func form(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> ClusterForm? {
    guard hasClusters, let number = ClusterInventory.number(of: text) else { return nil }
    switch places[number] {
    case 0:
      guard let form = drawn.form(number, text: Array(text), of: loaded) else {
        places[number] = 1
        return nil
      }
      forms.append(form)
      places[number] = UInt16(forms.count + 1)
      return form
    case 1: return nil
    default: return forms[Int(places[number]) - 2]
    }
  }

  /// The glyph that shows a glyph of the face alone; `nil` where it cannot be shown.
  mutating func single(_ glyph: UInt32) -> UInt32? {
    if keepsGlyphNumbers { return glyph }
    if let known = singles[glyph] { return known }
    let made = drawn.single(glyph, of: loaded)
    singles[glyph] = made
    return made
  }

  /// Whether a glyph may stand for a text: for one text in a document, which is all that its code can be read as. A second text,
  /// such as a no-break space drawn as a space, needs a form of its own, and so does every text without a glyph.
  mutating func means(_ glyph: UInt32, _ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    if !hasClusters { return true }
    if glyph == 0 || glyph > 0xFFFF { return false }
    // Four bytes and less are their own number. Longer texts are those of a few ligatures.
    var meaning: UInt32 = 0
    for byte in text {
      meaning = text.count <= 4 ? meaning << 8 | UInt32(byte) : (meaning &* 0x0100_0193) ^ UInt32(byte)
    }
    let index = Int(glyph)
    if index >= meanings.count {
      meanings += [UInt32](repeating: 0, count: max(index + 1 - meanings.count, 1024))
    }
    if meanings[index] == 0 { meanings[index] = meaning }
    return meanings[index] == meaning
  }

  /// The one glyph of a cluster that looks as its placed glyphs do, in a font of this document.
  mutating func oddForm(_ text: Slice<UnsafeBufferPointer<UInt8>>, _ glyphs: ArraySlice<PlacedGlyph>, size: Double)
    -> OddGlyph?
  {
    guard hasClusters, let first = glyphs.first, size > 0, glyphs.count <= FaceUse.mostOddParts else { return nil }
    let unit = size / Double(loaded.unitsPerEm)
    let parts = glyphs.map { glyph in
      ClusterForm.Part(
        glyph: glyph.id, x: FaceUse.units(glyph.x - first.x, unit), y: FaceUse.units(first.y - glyph.y, unit))
    }
    let cluster = OddCluster(text: Array(text), parts: parts)
    if let known = oddForms[cluster] { return known }
    let made = addOdd(parts)
    oddForms[cluster] = .some(made)
    return made
  }

  private mutating func addOdd(_ parts: [ClusterForm.Part]) -> OddGlyph? {
    let advance = parts.reduce(0) { $0 + loaded.advance(of: $1.glyph) }
    if let last = oddFonts.last, let glyph = last.font.add(parts, advance: advance) {
      return OddGlyph(glyph: glyph, face: last.face)
    }
    guard
      let font = WorkingFonts.make(
        loaded, slots: FaceUse.oddSlots, partsPerSlot: FaceUse.mostOddParts, isForOneDocument: true),
      let glyph = font.add(parts, advance: advance), let face = CairoFace(font.bytes, index: 0)
    else { return nil }
    oddFonts.append(OddFont(font: font, face: face))
    return OddGlyph(glyph: glyph, face: face)
  }

  private static func units(_ length: Double, _ unit: Double) -> Int32 {
    Int32(max(-0x7FFF, min(0x7FFF, (length / unit).rounded())))
  }
}

extension ClusterForm {
  /// Where the pen stood if the placed glyphs are this form; `nil` where they look otherwise.
  func pen(of glyphs: ArraySlice<PlacedGlyph>, unit: Double) -> (x: Double, y: Double)? {
    guard glyphs.count == parts.count, let first = glyphs.first, let firstPart = parts.first else { return nil }
    let x = first.x - Double(firstPart.x) * unit
    let y = first.y + Double(firstPart.y) * unit
    // Half a unit is what rounding can make of a place; more is another shape.
    let tolerance = 0.5 * unit
    for (glyph, part) in zip(glyphs, parts) {
      guard glyph.id == part.glyph, abs(glyph.x - x - Double(part.x) * unit) <= tolerance,
        abs(y - glyph.y - Double(part.y) * unit) <= tolerance
      else { return nil }
    }
    return (x, y)
  }
}
