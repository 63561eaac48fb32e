// The one file that speaks to HarfBuzz.

internal import CHarfBuzz
internal import SarupThai

/// The library that shapes text.
package enum HarfBuzzLibrary {
  /// Of the library that is loaded, not of its headers.
  package static var version: String { String(cString: hb_version_string()) }
}

/// A font as HarfBuzz sees it: immutable, so that any number of threads may shape with it at once.
final class HarfBuzzFont: @unchecked Sendable {
  // Both are made immutable in `init`; HarfBuzz fills its caches of an immutable object atomically.
  fileprivate let face: OpaquePointer
  fileprivate let font: OpaquePointer

  /// `nil` when HarfBuzz finds no glyph in the font.
  init?(_ bytes: FontBytes, index: Int) {
    // The blob keeps the bytes alive for as long as HarfBuzz has a use for them.
    let owner = Unmanaged.passRetained(bytes)
    let blob = hb_blob_create_or_fail(
      bytes.buffer.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(bytes.buffer.count),
      HB_MEMORY_MODE_READONLY, owner.toOpaque()
    ) { Unmanaged<FontBytes>.fromOpaque($0!).release() }
    guard let blob else { return nil }
    defer { hb_blob_destroy(blob) }
    guard let face = hb_face_create(blob, UInt32(index)) else { return nil }
    guard hb_face_get_glyph_count(face) > 0, let font = hb_font_create(face) else {
      hb_face_destroy(face)
      return nil
    }
    hb_face_make_immutable(face)
    hb_font_make_immutable(font)
    self.face = face
    self.font = font
  }

  deinit {
    hb_font_destroy(font)
    hb_face_destroy(face)
  }

  var unitsPerEm: Int { Int(hb_face_get_upem(face)) }

  func glyph(_ scalar: Unicode.Scalar) -> UInt32? {
    var glyph: UInt32 = 0
    return hb_font_get_nominal_glyph(font, scalar.value, &glyph) != 0 ? glyph : nil
  }

  /// Font units.
  func advance(_ glyph: UInt32) -> Int { Int(hb_font_get_glyph_h_advance(font, glyph)) }

  /// The font's own name for a glyph, or `gid` and its number.
  func name(_ glyph: UInt32) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { name in
      hb_font_glyph_to_string(font, glyph, name.baseAddress, UInt32(name.count))
      return name.baseAddress.map { String(cString: $0) } ?? ""
    }
  }

  /// How far a glyph's outline reaches above and below the baseline, in font units, y up.
  func verticalExtents(_ glyph: UInt32) -> ClosedRange<Int>? {
    var extents = hb_glyph_extents_t()
    guard hb_font_get_glyph_extents(font, glyph, &extents) != 0, extents.height < 0 else { return nil }
    return Int(extents.y_bearing) + Int(extents.height)...Int(extents.y_bearing)
  }
}

extension HarfBuzzFont {
  /// The outline of a glyph, whatever curves the font is drawn with; empty for one that has none.
  func outline(of glyph: UInt32) -> GlyphOutline {
    var outline = GlyphOutline()
    withUnsafeMutablePointer(to: &outline) {
      hb_font_get_glyph_shape(font, glyph, HarfBuzzFont.pen.functions, $0)
    }
    outline.close()
    return outline
  }

  private struct Pen: @unchecked Sendable {
    // Made immutable as soon as it is complete.
    let functions: OpaquePointer?
  }

  private static let pen: Pen = {
    let functions = hb_draw_funcs_create()
    hb_draw_funcs_set_move_to_func(
      functions,
      { _, outline, _, x, y, _ in
        outline!.assumingMemoryBound(to: GlyphOutline.self).pointee.move(Double(x), Double(y))
      }, nil, nil)
    hb_draw_funcs_set_line_to_func(
      functions,
      { _, outline, _, x, y, _ in
        outline!.assumingMemoryBound(to: GlyphOutline.self).pointee.line(Double(x), Double(y))
      }, nil, nil)
    hb_draw_funcs_set_quadratic_to_func(
      functions,
      { _, outline, _, controlX, controlY, x, y, _ in
        outline!.assumingMemoryBound(to: GlyphOutline.self).pointee
          .quadratic((Double(controlX), Double(controlY)), Double(x), Double(y))
      }, nil, nil)
    hb_draw_funcs_set_cubic_to_func(
      functions,
      { _, outline, state, firstX, firstY, secondX, secondY, x, y, _ in
        guard let state = state?.pointee else { return }
        outline!.assumingMemoryBound(to: GlyphOutline.self).pointee
          .cubic(
            from: (Double(state.current_x), Double(state.current_y)), (Double(firstX), Double(firstY)),
            (Double(secondX), Double(secondY)), Double(x), Double(y))
      }, nil, nil)
    hb_draw_funcs_set_close_path_func(
      functions,
      { _, outline, _, _ in outline!.assumingMemoryBound(to: GlyphOutline.self).pointee.close() }, nil, nil)
    hb_draw_funcs_make_immutable(functions)
    return Pen(functions: functions)
  }()
}

// MARK: - What the rules of a font look at

extension HarfBuzzFont {
  typealias RuleGlyphs = (seen: [UInt32], input: [UInt32], output: [UInt32])

  /// The rules that are used without being asked for, in any script and language, by their numbers in `GSUB` or `GPOS`; `nil` where
  /// a script has a feature of its own choice that it never goes without.
  func defaultRules(ofSubstitution isSubstitution: Bool) -> [(number: Int, glyphs: RuleGlyphs)]? {
    let table = hb_tag_from_string(isSubstitution ? "GSUB" : "GPOS", 4)
    if hasRequiredFeature(table) { return nil }
    let features = HarfBuzzFont.defaultFeatures.map { hb_tag_from_string($0, 4) } + [0]
    guard let rules = hb_set_create() else { return nil }
    defer { hb_set_destroy(rules) }
    hb_ot_layout_collect_lookups(face, table, nil, nil, features, rules)
    return HarfBuzzFont.members(of: rules).map { rule in
      let sets = (0..<4).map { _ in hb_set_create() }
      defer { for set in sets { hb_set_destroy(set) } }
      hb_ot_layout_lookup_collect_glyphs(face, table, rule, sets[0], sets[1], sets[2], sets[3])
      let lists = sets.map(HarfBuzzFont.members(of:))
      return (Int(rule), (lists[0] + lists[1] + lists[2], lists[1], lists[3]))
    }
  }

  /// Those that HarfBuzz turns on by itself for text that is set from left to right.
  private static let defaultFeatures = [
    "rvrn", "ltra", "ltrm", "rand", "HARF", "Harf", "BUZZ", "Buzz", "abvm", "blwm", "ccmp", "locl", "mark", "mkmk",
    "rlig",
    "calt", "clig", "curs", "dist", "kern", "liga", "rclt",
  ]

  private func hasRequiredFeature(_ table: hb_tag_t) -> Bool {
    for script in 0..<hb_ot_layout_table_get_script_tags(face, table, 0, nil, nil) {
      let languages = hb_ot_layout_script_get_language_tags(face, table, script, 0, nil, nil)
      for language in Array(0..<languages) + [UInt32(HB_OT_LAYOUT_DEFAULT_LANGUAGE_INDEX)] {
        var feature: UInt32 = 0
        if hb_ot_layout_language_get_required_feature_index(face, table, script, language, &feature) != 0 {
          return true
        }
      }
    }
    return false
  }

  private static func members(of set: OpaquePointer?) -> [UInt32] {
    var members: [UInt32] = []
    var value = hb_codepoint_t.max
    while hb_set_next(set, &value) != 0 { members.append(value) }
    return members
  }
}

/// A buffer to shape with, used again and again by one owner.
struct ShapingBuffer: ~Copyable {
  private let buffer: OpaquePointer
  /// Languages met so far: a document has two or three.
  private var languages: [(tag: String, language: hb_language_t?)] = []

  init() { buffer = hb_buffer_create() }

  deinit { hb_buffer_destroy(buffer) }

  mutating func shape(
    _ text: Swift.Span<UInt8>, range: Range<Int>, script: Script, language: String, font: HarfBuzzFont,
    into glyphs: inout [Glyph]
  ) {
    hb_buffer_clear_contents(buffer)
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS)
    text.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        hb_buffer_add_utf8(
          buffer, $0.baseAddress, Int32(clamping: $0.count), UInt32(clamping: range.lowerBound),
          Int32(clamping: range.count))
      }
    }
    switch script {
    case .cjk, .other:
      // Several scripts under one name: the characters tell which, and with it the direction.
      hb_buffer_guess_segment_properties(buffer)
    case .thai, .latin, .lao, .khmer, .myanmar:
      hb_buffer_set_direction(buffer, HB_DIRECTION_LTR)
      hb_buffer_set_script(buffer, ShapingBuffer.script(script))
    }
    hb_buffer_set_language(buffer, self.language(language))
    let features = ShapingBuffer.features(for: script)
    features.withUnsafeBufferPointer { hb_shape(font.font, buffer, $0.baseAddress, UInt32($0.count)) }
    append(to: &glyphs)
  }

  private func append(to glyphs: inout [Glyph]) {
    var count: UInt32 = 0
    guard let infos = hb_buffer_get_glyph_infos(buffer, &count),
      let positions = hb_buffer_get_glyph_positions(buffer, &count)
    else { return }
    glyphs.reserveCapacity(glyphs.count + Int(count))
    for number in 0..<Int(count) {
      let info = infos[number]
      let position = positions[number]
      glyphs.append(
        Glyph(
          id: info.codepoint, cluster: Int(info.cluster), advance: position.x_advance, xOffset: position.x_offset,
          yOffset: position.y_offset))
    }
  }

  private mutating func language(_ tag: String) -> hb_language_t? {
    for known in languages where known.tag == tag { return known.language }
    let language = hb_language_from_string(tag, -1)
    languages.append((tag, language))
    return language
  }

  /// Ligatures of letters are off: a reader of the PDF would get ﬁ where f and i were written.
  private static let lettersApart = [feature("liga"), feature("clig")]

  private static func features(for script: Script) -> [hb_feature_t] {
    switch script {
    case .latin, .cjk, .other: lettersApart
    // `liga` is no ornament here: TH Sarabun New has nothing else to put its tone marks in their place.
    case .thai, .lao, .khmer, .myanmar: []
    }
  }

  private static func feature(_ name: String) -> hb_feature_t {
    hb_feature_t(tag: hb_tag_from_string(name, 4), value: 0, start: 0, end: UInt32.max)
  }

  private static func script(_ script: Script) -> hb_script_t {
    switch script {
    case .thai: HB_SCRIPT_THAI
    case .latin: HB_SCRIPT_LATIN
    case .lao: HB_SCRIPT_LAO
    case .khmer: HB_SCRIPT_KHMER
    case .myanmar: HB_SCRIPT_MYANMAR
    case .cjk: HB_SCRIPT_HAN
    case .other: HB_SCRIPT_COMMON
    }
  }
}

extension FontBytes {
  /// Maps a file that Fontconfig has found into memory; `nil` when it cannot be read.
  convenience init?(systemFile path: String) {
    guard let blob = hb_blob_create_from_file_or_fail(path) else { return nil }
    var length: UInt32 = 0
    guard let start = hb_blob_get_data(blob, &length) else {
      hb_blob_destroy(blob)
      return nil
    }
    self.init(UnsafeRawBufferPointer(start: start, count: Int(length))) { hb_blob_destroy(blob) }
  }
}
