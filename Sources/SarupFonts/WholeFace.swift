package import SarupSyntax

extension FontBook {
  /// Whether a face of a family is at hand: handed in, bundled, or found by the system where that may be asked.
  package func hasFamily(_ family: String) -> Bool { !catalogued(family).isEmpty }

  /// The file of a face with all its letters, for a document that people go on writing in.
  ///
  /// - Returns: `nil` where the family has no face of this weight and slant, and where it may not be used so, which is reported.
  package func wholeFace(
    of family: String, isBold: Bool, isItalic: Bool, reporting diagnostics: inout Diagnostics
  ) -> [UInt8]? {
    let alike = catalogued(family).filter { $0.hasStyle(isBold: isBold, isItalic: isItalic) }
    guard let face = alike.min(by: { $0.distance(isBold: isBold) < $1.distance(isBold: isBold) }) else { return nil }
    do throws(FontDefect) {
      guard let bytes = face.fileBytes() else { throw .unreadable }
      let file = try FontFile(bytes, index: face.index)
      if let ban = file.editingBan { throw ban }
      if file.isVariable { throw .variable }
      if !file.hasGlyf { throw .notTrueType }
      if FontFile.isCollection(bytes.buffer) { throw .collection }
      return Array(bytes.buffer)
    } catch {
      diagnostics.error(
        .fontNotCarried, at: nil,
        "the font file `\(face.fileName)` (asked for as `\(Excerpt.of(family))`) \(error.clause)", hint: error.hint,
        "Or write the Word file without `--embed-fonts`.")
      return nil
    }
  }

  /// How the line box of a face and its size change where it stands for another family that it is scaled to look like.
  ///
  /// - Returns: The factor for the type size, and what a line height of that family is in line boxes of the face itself.
  package func standIn(_ face: FaceIndex, for family: String) -> (scale: Double, linePitch: Double) {
    let apparent = apparentSize(of: face, as: family)
    let own = metrics(of: face)
    let box = (own.ascent + own.descent + own.lineGap) * apparent.scale
    return (apparent.scale, box > 0 ? (apparent.ascent + apparent.descent) / box : 1)
  }
}

extension FontFile {
  /// Why the font's own embedding permission (`fsType`) keeps it out of a document that is there to be edited, if it does.
  ///
  /// A file that carries the whole font keeps it apart, so that a ban of subsets is none here.
  var editingBan: FontDefect? {
    let type = word("OS/2", 8) ?? 0
    let usage = type & 0x000F
    // Where several of these bits are set, the least restrictive holds: 8 allows editing (OpenType, OS/2, fsType).
    if usage & 0x0008 == 0 {
      if usage & 0x0004 != 0 { return .editingForbidden }
      if usage & 0x0002 != 0 { return .embeddingForbidden }
    }
    // Pictures of letters alone may be embedded.
    return type & 0x0200 != 0 ? .outlinesForbidden : nil
  }
}
