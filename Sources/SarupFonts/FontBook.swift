private import SarupResources
package import SarupSyntax
internal import SarupThai
private import Synchronization

/// Every face that a document may use. One book serves a whole process; it is safe to use from many threads.
///
/// A face costs nothing until it is used: the bundled ones are known by name, the files handed in are read as far as their
/// names, and Fontconfig is started when a family is in neither and the system may be asked.
package final class FontBook: Sendable {
  /// What is wrong with the files that were handed in.
  package let problems: Diagnostics
  /// Faces handed in, then bundled ones. A face's number is its place here, or behind, among those of the system.
  let faces: [CataloguedFace]
  private let system: SystemFonts
  private let found = Mutex(SystemFaces())

  /// What the system has been asked for so far.
  private struct SystemFaces {
    var faces: [CataloguedFace] = []
    /// Families that were asked for, found or not, in the order of the questions.
    var families: [String] = []
    var fallbacks: [UInt32: FaceIndex?] = [:]
  }

  /// - Parameters:
  ///   - sources: Font files, looked in before the bundled faces; their names are read at once.
  ///   - system: Whether Fontconfig may be asked.
  package init(faces sources: [FontSource] = [], system: SystemFonts = .forbidden) {
    var faces: [CataloguedFace] = []
    var problems = Diagnostics()
    for source in sources {
      let bytes = FontBytes(copying: source.bytes)
      let count = FontFile.faceCount(in: bytes.buffer)
      do throws(FontDefect) {
        if count == 0 { throw .notAFont }
        for index in 0..<count { faces.append(try CataloguedFace(bytes, index: index, fileName: source.name)) }
      } catch {
        problems.refuse(source.name, error, request: nil)
      }
    }
    self.faces = faces + FontBook.bundled
    self.problems = problems
    self.system = system
  }

  static let bundled = BundledFonts.faces.map { name, data in
    let isBold = name.contains("Bold")
    return CataloguedFace(
      families: ["Sarabun"], weight: isBold ? 700 : 400, isBold: isBold, isItalic: name.contains("Italic"),
      isOblique: false, fileName: name, place: .memory(FontBytes(permanent: data.bytes)), index: 0)
  }

  // MARK: - Finding a face

  /// The face that answers a request: the first family that is there, with the weight and slant asked for.
  ///
  /// A family is looked for among the faces handed in, then the bundled ones, then in the system where that is allowed.
  /// Weight and slant are never synthesised: where the family lacks them, that is an error, and the nearest face is handed out
  /// so that the work can go on to the next mistake. `nil` when no family is there.
  package func face(for request: FontRequest, reporting diagnostics: inout Diagnostics) -> FaceIndex? {
    for family in request.families {
      let members = members(of: family)
      if !members.isEmpty { return face(for: request, among: members, of: family, reporting: &diagnostics) }
    }
    diagnostics.error(
      .fontNotFound, at: nil,
      request.families.count == 1
        ? "there is no font family \(quoted(request.families))"
        : "there is none of the font families \(quoted(request.families))",
      hint: system == .forbidden
        ? "Give the folder of its files with `--fonts`, or leave `--no-system-fonts` away."
        : "Install the family, or give the folder of its files with `--fonts`.",
      "Write `Sarabun` for the family that is always there.")
    return nil
  }

  private func quoted(_ names: [String]) -> String {
    names.map { "`\(Excerpt.of($0))`" }.joined(separator: ", ")
  }

  func catalogued(_ family: String) -> [CataloguedFace] { members(of: family).map(\.face) }

  private typealias Member = (index: FaceIndex, face: CataloguedFace)

  private func members(of family: String) -> [Member] {
    let known = faces.enumerated().filter { $0.element.isNamed(family) }.map { (FaceIndex($0.offset), $0.element) }
    if !known.isEmpty || system == .forbidden { return known }
    return found.withLock { found in
      if !found.families.contains(where: { equalIgnoringCase($0, family) }) {
        found.families.append(family)
        found.faces += SystemFontList.faces(of: family)
      }
      return found.faces.enumerated().filter { $0.element.isNamed(family) }
        .map { (FaceIndex(faces.count + $0.offset), $0.element) }
    }
  }

  /// Only faces that come into question are loaded: the nearest, and the next where that one is refused.
  private func face(
    for request: FontRequest, among members: [Member], of family: String, reporting diagnostics: inout Diagnostics
  ) -> FaceIndex? {
    func distance(_ face: CataloguedFace) -> Int {
      (face.isItalic == request.isItalic ? 0 : 4000) + (face.isBold == request.isBold ? 0 : 8000)
        + face.distance(isBold: request.isBold)
    }
    var refusals = Diagnostics()
    // `sorted(by:)` keeps the order of equals, so that a face handed in comes before a bundled one of the same style.
    for (index, face) in members.sorted(by: { distance($0.face) < distance($1.face) }) {
      if case .failure(let defect) = face.load() {
        refusals.refuse(face.fileName, defect, request: family)
        continue
      }
      if face.hasStyle(isBold: request.isBold, isItalic: request.isItalic) { return index }
      // A refused face of the right style says more than that there is none.
      if !refusals.all.isEmpty {
        diagnostics.add(contentsOf: refusals)
      } else {
        let wanted = [request.isBold ? "bold" : nil, request.isItalic ? "italic" : nil].compactMap { $0 }
        diagnostics.error(
          .fontStyleMissing, at: nil,
          "the family `\(Excerpt.of(family))` has no \(wanted.isEmpty ? "regular" : wanted.joined(separator: " ")) face",
          hint: "It has \(members.map(\.face.styleName).joined(separator: ", ")).",
          "Add the file of the missing face, or name another family.")
      }
      return index
    }
    diagnostics.add(contentsOf: refusals)
    return nil
  }

  /// The face to set a character in that `face` does not have; `nil` when no face has it.
  ///
  /// The families of the style are looked through first, then the other faces handed in, the bundled ones, and at last those of
  /// the system, where it may be asked. A face of the same weight and slant is preferred.
  package func fallback(
    for scalar: Unicode.Scalar, instead face: FaceIndex, families: [String] = []
  ) -> FaceIndex? {
    guard let original = catalogued(face) else { return nil }
    func covers(_ candidate: CataloguedFace) -> Bool {
      guard case .success(let loaded) = candidate.load() else { return false }
      return loaded.covers(scalar)
    }
    func best(_ candidates: [Member]) -> FaceIndex? {
      let alike = candidates.filter { $0.face.hasStyle(isBold: original.isBold, isItalic: original.isItalic) }
      let others = candidates.filter { !$0.face.hasStyle(isBold: original.isBold, isItalic: original.isItalic) }
      return (alike + others).first { $0.index != face && covers($0.face) }?.index
    }
    for family in families {
      if let found = best(members(of: family)) { return found }
    }
    if let found = best(faces.enumerated().map { (FaceIndex($0.offset), $0.element) }) { return found }
    return system == .forbidden ? nil : systemFallback(for: scalar, style: original, covers: covers)
  }

  private func systemFallback(
    for scalar: Unicode.Scalar, style: CataloguedFace, covers: (CataloguedFace) -> Bool
  ) -> FaceIndex? {
    found.withLock { found in
      let key = scalar.value << 2 | (style.isBold ? 2 : 0) | (style.isItalic ? 1 : 0)
      if let known = found.fallbacks[key] { return known }
      var answer: FaceIndex?
      let candidates = SystemFontList.faces(
        covering: scalar, preferring: FallbackFamilies.families(for: Script(of: scalar) ?? .other),
        isBold: style.isBold,
        isItalic: style.isItalic)
      if let chosen = candidates.first(where: covers) {
        // One face has one number: a word whose letters had several would fall into pieces.
        let known = found.faces.firstIndex { $0.fileName == chosen.fileName && $0.index == chosen.index }
        if known == nil { found.faces.append(chosen) }
        answer = FaceIndex(faces.count + (known ?? found.faces.count - 1))
      }
      found.fallbacks[key] = answer
      return answer
    }
  }

  // MARK: - Asking a face

  package func covers(_ face: FaceIndex, _ scalar: Unicode.Scalar) -> Bool { loaded(face)?.covers(scalar) ?? false }

  /// The name of the face's file without folder and ending, such as `Sarabun-Bold`: for dumps, so that they agree from machine to machine.
  package func name(of face: FaceIndex) -> String {
    guard let file = catalogued(face)?.fileName else { return "?" }
    let name = file.split(separator: "/").last ?? "?"
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return String(name) }
    return String(name[..<dot])
  }

  /// The family of a face that only this machine is known to have: one of the system that none of `families` names.
  package func unnamedSystemFamily(of face: FaceIndex, families: [String]) -> String? {
    guard !faces.indices.contains(face.number), let found = catalogued(face) else { return nil }
    return families.contains(where: found.isNamed) ? nil : found.families.first
  }

  package func unitsPerEm(of face: FaceIndex) -> Int { loaded(face)?.unitsPerEm ?? 1000 }

  package func metrics(of face: FaceIndex) -> FontMetrics { loaded(face)?.metrics ?? FontBook.unknown }

  /// What an apparent size of 1 means for a face: the factor to scale its em by, and the line box of the family the size is meant
  /// for (both relative to the apparent size). `family` is ``SarupDocument/FontChoice/sizeAs``; it need not be installed.
  ///
  /// The line box keeps its height; the baseline is moved within it where stacked marks of the face would not fit. All faces of
  /// a family are scaled alike, by its regular face, so that bold words in a line keep the size of their neighbours.
  package func apparentSize(of face: FaceIndex, as family: String?) -> ApparentSize {
    guard let used = catalogued(face), let loaded = loaded(face) else {
      return ApparentSize(scale: 1, ascent: 1, descent: 0.3)
    }
    guard let family, !used.isNamed(family), let reference = reference(family) else {
      return ApparentSize(loaded.metrics)
    }
    var measured = loaded.metrics
    if let regular = regular(beside: used) { measured.koKaiWidth = regular.metrics.koKaiWidth }
    return ApparentSize(measured, as: reference)
  }

  /// Whether ``apparentSize(of:as:)`` knows how large a family looks.
  package func knowsSize(of family: String) -> Bool { reference(family) != nil }

  private func reference(_ family: String) -> ReferenceFamily? {
    if let known = ReferenceFamily.named(family) { return known }
    let regular = faces.first { $0.isNamed(family) && $0.hasStyle(isBold: false, isItalic: false) }
    guard case .success(let face)? = regular?.load() else { return nil }
    return ReferenceFamily(
      names: [family], koKaiWidth: face.metrics.koKaiWidth, ascent: face.metrics.ascent + face.metrics.lineGap,
      descent: face.metrics.descent)
  }

  private func regular(beside face: CataloguedFace) -> LoadedFace? {
    guard let family = face.families.first else { return nil }
    let regular = members(of: family).map(\.face).filter { $0.hasStyle(isBold: false, isItalic: false) }
      .min { $0.distance(isBold: false) < $1.distance(isBold: false) }
    guard case .success(let loaded)? = regular?.load() else { return nil }
    return loaded
  }

  /// For whoever draws: the bytes and the glyph measures of a face; `nil` for a number that this book has not given out.
  package func loaded(_ face: FaceIndex) -> LoadedFace? {
    guard case .success(let loaded)? = catalogued(face)?.load() else { return nil }
    return loaded
  }

  private func catalogued(_ face: FaceIndex) -> CataloguedFace? {
    if faces.indices.contains(face.number) { return faces[face.number] }
    return found.withLock { found in
      let number = face.number - faces.count
      return found.faces.indices.contains(number) ? found.faces[number] : nil
    }
  }

  /// Measures of a face that cannot be had, so that no arithmetic on them ends in zero.
  private static let unknown = FontMetrics(
    ascent: 1, descent: 0.3, lineGap: 0, koKaiWidth: 0.576, capHeight: 0.7, underlinePosition: -0.1,
    underlineThickness: 0.05, stackAscent: 1, stackDescent: 0.3)
}

extension Diagnostics {
  fileprivate mutating func refuse(_ file: String, _ defect: FontDefect, request family: String?) {
    let asked = family.map { " (asked for as `\(Excerpt.of($0))`)" } ?? ""
    error(.fontRefused, at: nil, "the font file `\(file)`\(asked) \(defect.clause)", hint: defect.hint)
  }
}
