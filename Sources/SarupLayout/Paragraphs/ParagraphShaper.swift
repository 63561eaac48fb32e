internal import SarupDocument
internal import SarupFonts
internal import SarupSyntax
internal import SarupThai

/// Shapes the runs of a paragraph, sees to faces that step in, and joins glyphs to grapheme clusters.
struct ParagraphShaper: ~Copyable {
  let book: FontBook
  var faces: StyleFaces
  private var shaper: Shaper
  private var raw: [Glyph] = []
  /// Of the last cluster that holds a place.
  private var lastNature = Nature.neutral
  private var lastKind = ShapedParagraph.ClusterKind.lineSeparator

  init(book: FontBook, faces: StyleFaces) {
    self.book = book
    self.faces = faces
    shaper = Shaper(book: book)
  }

  mutating func shape(
    _ text: StyledText, style: Int, into result: inout ShapedParagraph, missing: inout MissingGlyphs,
    reporting diagnostics: inout Diagnostics
  ) {
    result.removeAll()
    result.bytes = text.utf8.count
    lastKind = .lineSeparator
    for run in text.runs {
      let style = run.style ?? style
      guard let face = faces.face(style: style, traits: run.traits, reporting: &diagnostics) else { continue }
      guard run.traits.contains(.raised) else {
        shape(run, of: text, style: style, face: face, into: &result, missing: &missing)
        continue
      }
      let first = result.clusters.count
      shape(run, of: text, style: style, face: face.raised, into: &result, missing: &missing)
      // A mark stays close to the word that it belongs to.
      if first < result.clusters.count { result.clusters[first].gap = .rigid }
    }
    result.isMostlyLatin = text.isMostlyLatin
    for address in text.addresses { join(address, in: &result) }
    if text.labelLength > 0 { widenLabel(of: text, style: style, in: &result) }
  }

  /// An address is typed as it stands: its letters never part.
  private func join(_ address: Range<Int>, in result: inout ShapedParagraph) {
    let first = result.cluster(atByte: address.lowerBound)
    let end = result.cluster(atByte: address.upperBound, from: first)
    for cluster in min(first + 1, end)..<end { result.clusters[cluster].gap = .rigid }
  }

  /// The space behind a label reaches to where the style's text starts, and does not grow or shrink with the line.
  private func widenLabel(of text: StyledText, style: Int, in result: inout ShapedParagraph) {
    let space = result.cluster(atByte: text.labelLength)
    guard space < result.clusters.count, result.clusters[space].kind == .space else { return }
    let width = result.clusters[..<space].reduce(0) { $0 + Double($1.advance) }
    let gap = Double(result.clusters[space].advance)
    result.clusters[space].advance = Float(max(gap * 2, faces.labelWidth(style: style) - width))
    for cluster in result.clusters.indices[...min(space + 1, result.clusters.count - 1)] {
      result.clusters[cluster].gap = .rigid
    }
  }

  /// U+2028 parts a run: it has no glyph in most faces and must have none.
  private mutating func shape(
    _ run: StyledText.Run, of text: StyledText, style: Int, face: SizedFace, into result: inout ShapedParagraph,
    missing: inout MissingGlyphs
  ) {
    var start = run.range.lowerBound
    var offset = start
    while offset + 2 < run.range.upperBound {
      guard text.utf8[offset] == 0xE2, text.utf8[offset + 1] == 0x80, text.utf8[offset + 2] & 0xFE == 0xA8 else {
        offset += 1
        continue
      }
      shape(start..<offset, run: run, of: text, style: style, face: face, into: &result, missing: &missing)
      openRun(run, face: face, in: &result)
      result.clusters.append(
        ShapedParagraph.ShapedCluster(
          byte: UInt32(offset), firstGlyph: UInt32(result.glyphs.count), advance: 0, kind: .lineSeparator, gap: .rigid))
      lastKind = .lineSeparator
      offset += 3
      start = offset
    }
    shape(start..<run.range.upperBound, run: run, of: text, style: style, face: face, into: &result, missing: &missing)
  }

  private mutating func shape(
    _ range: Range<Int>, run: StyledText.Run, of text: StyledText, style: Int, face: SizedFace,
    into result: inout ShapedParagraph, missing: inout MissingGlyphs
  ) {
    var start = range.lowerBound
    while start < range.upperBound {
      var limit = range.upperBound
      if run.script == .other {
        let stretch = TextDirection.stretch(at: start, in: text.utf8, limit: limit)
        limit = stretch.end
        if stretch.isRightToLeft { missing.reportDirection(at: text.span(of: start..<limit)) }
      }
      let end = Self.end(ofPieceAt: start, in: text.utf8, limit: limit)
      shapePiece(start..<end, run: run, of: text, style: style, face: face, into: &result, missing: &missing)
      start = end
    }
  }

  /// Bytes that are shaped at once; more are cut behind a space where there is one. HarfBuzz looks back from each mark to its base,
  /// so that a text of nothing but marks would take for ever.
  private static let longestPiece = 4096

  private static func end(ofPieceAt start: Int, in utf8: [UInt8], limit: Int) -> Int {
    guard limit - start > longestPiece else { return limit }
    var end = start
    var lastSpace = start
    while end < limit, end - start < longestPiece {
      end = GraphemeScanner.end(ofClusterAt: end, in: utf8.span, limit: limit)
      if utf8[end - 1] == 0x20 { lastSpace = end }
    }
    return lastSpace > start + longestPiece / 2 ? lastSpace : end
  }

  private mutating func shapePiece(
    _ range: Range<Int>, run: StyledText.Run, of text: StyledText, style: Int, face: SizedFace,
    into result: inout ShapedParagraph, missing: inout MissingGlyphs
  ) {
    shapeRaw(text.utf8, range, run: run, face: face.face)
    if raw.contains(where: { $0.id == 0 }) {
      shapeWithFallbacks(range, run: run, of: text, style: style, face: face, into: &result, missing: &missing)
    } else {
      openRun(run, face: face, in: &result)
      appendClusters(text.utf8, range, script: run.script, face: face, to: &result)
    }
  }

  private mutating func shapeRaw(_ utf8: [UInt8], _ range: Range<Int>, run: StyledText.Run, face: FaceIndex) {
    raw.removeAll(keepingCapacity: true)
    shaper.shape(
      utf8.span, range: range, script: run.script, language: run.language.tag, face: face, into: &raw)
  }

  // MARK: Faces that step in

  /// Cuts the range where another face must step in; clusters stay whole.
  private mutating func shapeWithFallbacks(
    _ range: Range<Int>, run: StyledText.Run, of text: StyledText, style: Int, face: SizedFace,
    into result: inout ShapedParagraph, missing: inout MissingGlyphs
  ) {
    for piece in pieces(of: range, run: run, in: text, style: style, face: face, missing: &missing) {
      openRun(run, face: piece.face, in: &result)
      if piece.isMissing {
        appendSubstitutes(text.utf8, piece.range, run: run, face: piece.face, to: &result)
      } else {
        shapeRaw(text.utf8, piece.range, run: run, face: piece.face.face)
        appendClusters(text.utf8, piece.range, script: run.script, face: piece.face, to: &result)
      }
    }
  }

  private struct Piece {
    var range: Range<Int>
    var face: SizedFace
    var isMissing: Bool
  }

  private borrowing func pieces(
    of range: Range<Int>, run: StyledText.Run, in text: StyledText, style: Int, face: SizedFace,
    missing: inout MissingGlyphs
  ) -> [Piece] {
    // Sorted, for glyphs that run from right to left come in visual order.
    let lacking = raw.filter { $0.id == 0 }.map(\.cluster).sorted()
    if isReversed, let first = lacking.first {
      // Its words must not change places: one face has all of it, or each cluster is looked at by itself.
      let cluster = first..<GraphemeScanner.end(ofClusterAt: first, in: text.utf8.span, limit: range.upperBound)
      let wanted = scalars(text.utf8, range)
      if let scalar = scalars(text.utf8, cluster).first(where: { !book.covers(face.face, $0) }),
        let other = fallback(for: scalar, style: style, instead: face, of: wanted)
      {
        note(scalar, in: other, style: style, at: text.span(of: range), &missing)
        return [Piece(range: range, face: other, isMissing: false)]
      }
    }
    var pieces: [Piece] = []
    var next = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      let cluster = offset..<GraphemeScanner.end(ofClusterAt: offset, in: text.utf8.span, limit: range.upperBound)
      var piece = Piece(range: cluster, face: face, isMissing: false)
      let first = next
      while next < lacking.count && lacking[next] < cluster.upperBound { next += 1 }
      let wanted = next > first ? scalars(text.utf8, cluster) : []
      if let scalar = wanted.first(where: { !book.covers(face.face, $0) }) {
        if let other = fallback(for: scalar, style: style, instead: face, of: wanted) {
          piece.face = other
          note(scalar, in: other, style: style, at: text.span(of: cluster), &missing)
        } else {
          piece.isMissing = true
          missing.report(scalar, style: style, at: text.span(of: cluster))
        }
      }
      if let last = pieces.last, last.face == piece.face, last.isMissing == piece.isMissing {
        pieces[pieces.count - 1].range = last.range.lowerBound..<cluster.upperBound
      } else {
        pieces.append(piece)
      }
      offset = cluster.upperBound
    }
    return pieces
  }

  /// Glyphs that run from right to left come in visual order; such a piece stays whole.
  private var isReversed: Bool { raw.count > 1 && raw[0].cluster > raw[raw.count - 1].cluster }

  private func note(
    _ scalar: Unicode.Scalar, in face: SizedFace, style: Int,
    at span: @autoclosure () -> SarupSyntax.Span?, _ missing: inout MissingGlyphs
  ) {
    let families = faces.families(style: style)
    guard let family = book.unnamedSystemFamily(of: face.face, families: families) else { return }
    missing.substitute(scalar, family: family, families: families, at: span())
  }

  /// One visible stand-in for each cluster that no face has: the text layer keeps the character, the page shows that it is missing.
  private mutating func appendSubstitutes(
    _ utf8: [UInt8], _ range: Range<Int>, run: StyledText.Run, face: SizedFace, to result: inout ShapedParagraph
  ) {
    let standIn: Unicode.Scalar = ["\u{FFFD}", "\u{25A1}"].first { book.covers(face.face, $0) } ?? "?"
    let standInBytes = Array(String(standIn).utf8)
    var glyphs: [Glyph] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      shapeRaw(standInBytes, 0..<standInBytes.count, run: run, face: face.face)
      for var glyph in raw {
        glyph.cluster = offset
        glyphs.append(glyph)
      }
      offset = GraphemeScanner.end(ofClusterAt: offset, in: utf8.span, limit: range.upperBound)
    }
    raw = glyphs
    appendClusters(utf8, range, script: run.script, face: face, to: &result)
  }

  /// A face that has all of a cluster: marks stand where they should only on a base of their own face.
  private func fallback(
    for scalar: Unicode.Scalar, style: Int, instead face: SizedFace, of cluster: [Unicode.Scalar]
  ) -> SizedFace? {
    let families = faces.families(style: style)
    guard let other = book.fallback(for: scalar, instead: face.face, families: families),
      cluster.allSatisfy({ book.covers(other, $0) })
    else { return nil }
    return faces.fallback(other, for: face)
  }

  /// The characters of a cluster that need a glyph.
  private func scalars(_ utf8: [UInt8], _ range: Range<Int>) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (scalar, length) = decodeScalar(utf8, at: offset, end: range.upperBound)
      if !GraphemeScanner.isIgnorable(scalar) { result.append(scalar) }
      offset += length
    }
    return result
  }

  // MARK: Clusters

  private func openRun(_ run: StyledText.Run, face: SizedFace, in result: inout ShapedParagraph) {
    let isStruckOut = run.traits.contains(.strikethrough)
    let isBlank = run.traits.contains(.blank)
    if let last = result.runs.last, last.face == face, last.language == run.language, last.link == run.link,
      last.isStruckOut == isStruckOut, last.isBlank == isBlank,
      last.color == run.style.map({ faces.color(style: $0) })
    {
      return
    }
    result.runs.append(
      ShapedParagraph.Run(
        face: face, language: run.language, link: run.link, isStruckOut: isStruckOut, isBlank: isBlank,
        color: run.style.map { faces.color(style: $0) }, firstCluster: result.clusters.count))
  }

  /// Joins the glyphs of `raw` to the grapheme clusters of a range.
  private mutating func appendClusters(
    _ utf8: [UInt8], _ range: Range<Int>, script: Script, face: SizedFace, to result: inout ShapedParagraph
  ) {
    let firstCluster = result.clusters.count
    let isReversed = isReversed
    let text = utf8.span
    var next = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      let end =
        isReversed ? range.upperBound : GraphemeScanner.end(ofClusterAt: offset, in: text, limit: range.upperBound)
      let (scalar, length) = decodeScalar(utf8, at: offset, end: end)
      // Without a glyph of its own it is part of the cluster before it: a ligature.
      let hasGlyph = next < raw.count && raw[next].cluster < end
      if hasGlyph || result.clusters.count == firstCluster {
        openCluster(scalar, at: offset, isMarked: end > offset + length, script: script, in: &result)
      }
      while next < raw.count && (isReversed || raw[next].cluster < end) {
        append(raw[next], face: face, to: &result)
        next += 1
      }
      offset = end
    }
  }

  private mutating func openCluster(
    _ scalar: Unicode.Scalar, at offset: Int, isMarked: Bool, script: Script, in result: inout ShapedParagraph
  ) {
    // A space with a mark on it is to be seen.
    let kind: ShapedParagraph.ClusterKind =
      switch scalar {
      case "\u{AD}": .softHyphen
      case _ where Self.isSpace(scalar): isMarked ? .text : .space
      case _ where GraphemeScanner.isIgnorable(scalar): .ignorable
      default: .text
      }
    let nature = Nature(scalar, script: script)
    result.clusters.append(
      ShapedParagraph.ShapedCluster(
        byte: UInt32(offset), firstGlyph: UInt32(result.glyphs.count), advance: 0, kind: kind,
        gap: gap(before: nature, kind: kind)))
    guard kind == .text || kind == .space else { return }
    lastNature = nature
    lastKind = kind
  }

  private mutating func append(_ glyph: Glyph, face: SizedFace, to result: inout ShapedParagraph) {
    let cluster = result.clusters.count - 1
    guard cluster >= 0, result.clusters[cluster].kind == .text || result.clusters[cluster].kind == .space else {
      return
    }
    let pen = result.clusters[cluster].advance
    result.glyphs.append(
      ShapedParagraph.ShapedGlyph(
        id: glyph.id, x: pen + Float(Double(glyph.xOffset) * face.pointsPerUnit),
        y: Float(Double(glyph.yOffset) * face.pointsPerUnit + face.rise)))
    result.clusters[cluster].advance = pen + Float(Double(glyph.advance) * face.pointsPerUnit)
  }

  /// What a cluster is to the gaps beside it.
  private enum Nature {
    case thai
    case latin
    /// Punctuation and digits: they space like Latin among themselves and like Thai beside it.
    case neutral
    /// Letters that join.
    case joining

    init(_ scalar: Unicode.Scalar, script: Script) {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: self = .latin
      case 0..<0x300, 0x2000...0x2BFF: self = .neutral
      case 0x0E3F, 0x0E50...0x0E59: self = .neutral
      case 0x0E00...0x0EFF: self = .thai
      default:
        switch script {
        case .thai, .lao, .cjk: self = .thai
        case .latin: self = .latin
        case .khmer, .myanmar, .other: self = .joining
        }
      }
    }
  }

  private func gap(before nature: Nature, kind: ShapedParagraph.ClusterKind) -> Gap {
    if (kind != .text && kind != .space) || lastKind == .lineSeparator { return .rigid }
    if lastKind == .space { return .space }
    if kind == .space || nature == .joining || lastNature == .joining { return .rigid }
    return nature == .thai || lastNature == .thai ? .thai : .latin
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}
