internal import SarupDocument
internal import SarupFonts

extension Page {
  /// Empties the page for another one; the arrays keep their room.
  mutating func reset(number: Int, width: Points, height: Points) {
    self.number = number
    self.width = width
    self.height = height
    marks.removeAll(keepingCapacity: true)
    glyphs.removeAll(keepingCapacity: true)
    clusters.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
  }

  /// Adds one line, a mark for each of its runs.
  mutating func add(
    _ paragraph: ShapedParagraph, _ line: Range<Int>, setting: LineSetting, baseline: Points, color: Color,
    text source: [UInt8], hyphen: ShapedParagraph? = nil, owner: Mark.Owner, book: FontBook
  ) {
    let content = paragraph.contentEnd(from: line.lowerBound, to: line.upperBound)
    var x = setting.x
    var run = paragraph.run(of: line.lowerBound)
    var cluster = line.lowerBound
    while cluster < line.upperBound, paragraph.runs.indices.contains(run) {
      let runEnd = run + 1 < paragraph.runs.count ? paragraph.runs[run + 1].firstCluster : paragraph.clusters.count
      let end = min(runEnd, line.upperBound)
      if end > cluster {
        add(
          paragraph, run: paragraph.runs[run], cluster..<end, lineStart: line.lowerBound, content: content,
          growth: setting.growth, x: &x, baseline: baseline, color: color, text: source,
          hyphen: end == line.upperBound ? hyphen : nil, owner: owner, book: book)
        cluster = end
      }
      run += 1
    }
  }

  private mutating func add(
    _ paragraph: ShapedParagraph, run: ShapedParagraph.Run, _ range: Range<Int>, lineStart: Int, content: Int,
    growth: GapGrowth, x: inout Points, baseline: Points, color: Color, text source: [UInt8],
    hyphen: ShapedParagraph?, owner: Mark.Owner, book: FontBook
  ) {
    let firstGlyph = glyphs.count
    let firstCluster = clusters.count
    let firstByte = text.count
    var start = x
    var shownEnd = x
    // Bytes of neighbouring clusters are copied at once.
    var bytes = 0..<0
    for index in range {
      let cluster = paragraph.clusters[index]
      if index > lineStart && index < content { x += growth[cluster.gap] }
      if index == range.lowerBound { start = x }
      guard cluster.kind == .text || cluster.kind == .space else { continue }
      let glyphRange = paragraph.glyphRange(of: index)
      for number in glyphRange {
        let glyph = paragraph.glyphs[number]
        glyphs.append(PlacedGlyph(id: glyph.id, x: x + Double(glyph.x), y: baseline - Double(glyph.y)))
      }
      let own = Int(cluster.byte)..<paragraph.byte(at: index + 1)
      if bytes.upperBound == own.lowerBound {
        bytes = bytes.lowerBound..<own.upperBound
      } else {
        text.append(contentsOf: source[bytes])
        bytes = own
      }
      clusters.append(Cluster(bytes: UInt16(clamping: own.count), glyphs: UInt16(clamping: glyphRange.count)))
      x += Double(cluster.advance)
      if index < content { shownEnd = x }
    }
    text.append(contentsOf: source[bytes])
    if let hyphen {
      add(hyphen, at: &x, baseline: baseline)
      shownEnd = x
    }
    guard clusters.count > firstCluster else { return }
    let width = max(0, shownEnd - start)
    marks.append(
      Mark(
        owner: run.isBlank ? .artifact(.decoration) : owner,
        shape: .text(
          TextMark(
            face: run.face.face, size: run.face.size, color: run.color ?? color, x: start, baseline: baseline,
            width: width,
            language: run.language, link: run.link, glyphs: firstGlyph..<glyphs.count,
            clusters: firstCluster..<clusters.count, text: firstByte..<text.count))))
    if run.isStruckOut && width > 0 {
      strike(x: start, width: width, baseline: baseline, face: run.face, color: run.color ?? color, book: book)
    }
  }

  /// Adds the hyphen of a parted word. Its text is U+00AD, by which readers know that the word goes on (ISO 32000-1, 14.8.2.2.3).
  private mutating func add(_ hyphen: ShapedParagraph, at x: inout Points, baseline: Points) {
    for cluster in hyphen.clusters.indices {
      for glyph in hyphen.glyphs[hyphen.glyphRange(of: cluster)] {
        glyphs.append(PlacedGlyph(id: glyph.id, x: x + Double(glyph.x), y: baseline - Double(glyph.y)))
      }
      text += [0xC2, 0xAD]
      clusters.append(Cluster(bytes: 2, glyphs: UInt16(clamping: hyphen.glyphRange(of: cluster).count)))
      x += Double(hyphen.clusters[cluster].advance)
    }
  }

  /// Puts footnotes behind the paragraphs that refer to them, as they are read; an artifact stays behind the mark it follows.
  mutating func putMarksIntoReadingOrder() {
    var last = -1
    var keys: [Int] = []
    keys.reserveCapacity(marks.count)
    for mark in marks {
      if case .element(let element, _) = mark.owner { last = element }
      keys.append(last)
    }
    // The place in the page settles the order of equals.
    let order = marks.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    marks = order.map { marks[$0] }
  }

  /// Adds a filled rectangle that decorates.
  mutating func addRule(x: Points, y: Points, width: Points, height: Points, color: Color = .black) {
    marks.append(
      Mark(
        owner: .artifact(.decoration),
        shape: .rule(RuleMark(x: x, y: y, width: width, height: height, color: color))))
  }

  private mutating func strike(
    x: Points, width: Points, baseline: Points, face: SizedFace, color: Color, book: FontBook
  ) {
    let thickness = max(0.4, book.metrics(of: face.face).underlineThickness * face.size)
    addRule(x: x, y: baseline - face.size * 0.28, width: width, height: thickness, color: color)
  }
}
