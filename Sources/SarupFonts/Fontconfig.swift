// The one file that speaks to Fontconfig.

internal import CFontconfig

/// The library that finds fonts of the system.
package enum FontconfigLibrary {
  /// Of the library that is loaded. Asking does not start it.
  package static var version: String {
    let number = FcGetVersion()
    return "\(number / 10000).\(number / 100 % 100).\(number % 100)"
  }
}

/// The fonts that the system knows. Its configuration is read at the first question.
enum SystemFontList {
  /// Fontconfig allows reading one configuration from many threads, as long as nobody changes it.
  private struct Configuration: @unchecked Sendable {
    let raw: OpaquePointer?
  }

  private static let configuration = Configuration(raw: FcInitLoadConfigAndFonts())

  /// All faces of a family, or of every family where none is named, TrueType before other outlines: composite glyphs, which exact text extraction rests on, need `glyf`.
  static func faces(of family: String?) -> [CataloguedFace] {
    guard let pattern = FcPatternCreate(), let wanted = FcObjectSetCreate() else { return [] }
    defer {
      FcPatternDestroy(pattern)
      FcObjectSetDestroy(wanted)
    }
    family?.withCString { _ = FcPatternAddString(pattern, FC_FAMILY, bytes($0)) }
    for object in [FC_FAMILY, FC_FILE, FC_INDEX, FC_WEIGHT, FC_SLANT, FC_FONTFORMAT, FC_VARIABLE] {
      _ = FcObjectSetAdd(wanted, object)
    }
    guard let list = FcFontList(configuration.raw, pattern, wanted) else { return [] }
    defer { FcFontSetDestroy(list) }
    var faces: [(face: CataloguedFace, isTrueType: Bool)] = []
    for number in 0..<Int(list.pointee.nfont) {
      guard let font = list.pointee.fonts[number], boolean(font, FC_VARIABLE) == false, let face = face(font) else {
        continue
      }
      faces.append((face, string(font, FC_FONTFORMAT) == "TrueType"))
    }
    // Fontconfig lists in the order of its caches; the order of names is the same everywhere.
    return faces.sorted {
      ($0.isTrueType ? 0 : 1, $0.face.fileName, $0.face.index) < (
        $1.isTrueType ? 0 : 1, $1.face.fileName, $1.face.index
      )
    }.map(\.face)
  }

  /// Faces that have a character, the likeliest first: those of the families named, then as Fontconfig would choose.
  ///
  /// Variable faces are left out, for they are refused, and so are bitmaps and coloured pictures, which have no outlines.
  static func faces(
    covering scalar: Unicode.Scalar, preferring families: [String], isBold: Bool, isItalic: Bool
  ) -> [CataloguedFace] {
    guard let pattern = FcPatternCreate(), let characters = FcCharSetCreate() else { return [] }
    defer {
      FcPatternDestroy(pattern)
      FcCharSetDestroy(characters)
    }
    for family in families { family.withCString { _ = FcPatternAddString(pattern, FC_FAMILY, bytes($0)) } }
    FcCharSetAddChar(characters, scalar.value)
    FcPatternAddCharSet(pattern, FC_CHARSET, characters)
    FcPatternAddInteger(pattern, FC_WEIGHT, isBold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR)
    FcPatternAddInteger(pattern, FC_SLANT, isItalic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN)
    FcPatternAddBool(pattern, FC_SCALABLE, 1)
    FcPatternAddBool(pattern, FC_VARIABLE, 0)
    FcConfigSubstitute(configuration.raw, pattern, FcMatchPattern)
    FcDefaultSubstitute(pattern)
    var result = FcResultNoMatch
    guard let sorted = FcFontSort(configuration.raw, pattern, 0, nil, &result) else { return [] }
    defer { FcFontSetDestroy(sorted) }
    var faces: [CataloguedFace] = []
    for number in 0..<Int(sorted.pointee.nfont) where faces.count < mostCandidates {
      guard let font = sorted.pointee.fonts[number], has(font, scalar), boolean(font, FC_VARIABLE) == false,
        boolean(font, FC_OUTLINE), !boolean(font, FC_COLOR), let face = face(font)
      else { continue }
      faces.append(face)
    }
    return faces
  }

  /// Faces that are tried for a character: further ones would hardly be better.
  private static let mostCandidates = 8

  private static func has(_ font: OpaquePointer, _ scalar: Unicode.Scalar) -> Bool {
    var characters: OpaquePointer?
    guard FcPatternGetCharSet(font, FC_CHARSET, 0, &characters) == FcResultMatch, let characters else { return false }
    return FcCharSetHasChar(characters, scalar.value) != 0
  }

  private static func face(_ font: OpaquePointer) -> CataloguedFace? {
    guard let file = string(font, FC_FILE) else { return nil }
    var families: [String] = []
    while let family = string(font, FC_FAMILY, families.count) { families.append(family) }
    let weight = integer(font, FC_WEIGHT) ?? FC_WEIGHT_REGULAR
    let slant = integer(font, FC_SLANT) ?? FC_SLANT_ROMAN
    return CataloguedFace(
      families: families, weight: Int(FcWeightToOpenType(weight)), isBold: weight >= FC_WEIGHT_DEMIBOLD,
      isItalic: slant != FC_SLANT_ROMAN, isOblique: slant == FC_SLANT_OBLIQUE, fileName: file, place: .systemFile(file),
      // The upper half of the number names an instance of a variable font.
      index: Int(integer(font, FC_INDEX) ?? 0) & 0xFFFF)
  }

  private static func string(_ font: OpaquePointer, _ object: String, _ number: Int = 0) -> String? {
    var value: UnsafeMutablePointer<FcChar8>?
    guard FcPatternGetString(font, object, Int32(number), &value) == FcResultMatch, let value else { return nil }
    return String(cString: value)
  }

  private static func integer(_ font: OpaquePointer, _ object: String) -> Int32? {
    var value: Int32 = 0
    return FcPatternGetInteger(font, object, 0, &value) == FcResultMatch ? value : nil
  }

  private static func boolean(_ font: OpaquePointer, _ object: String) -> Bool {
    var value: FcBool = 0
    return FcPatternGetBool(font, object, 0, &value) == FcResultMatch && value != 0
  }

  private static func bytes(_ text: UnsafePointer<CChar>) -> UnsafePointer<FcChar8> {
    UnsafeRawPointer(text).assumingMemoryBound(to: FcChar8.self)
  }
}
