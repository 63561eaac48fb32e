internal import CResources

/// Bytes that are part of the binary: read-only, and there as long as the process runs.
package struct Resource: @unchecked Sendable {
  // Points to constant data of the executable, which nothing can change or free.
  package let bytes: UnsafeRawBufferPointer

  init(_ resource: SarupResource) {
    bytes = UnsafeRawBufferPointer(start: resource.start, count: resource.length)
  }
}

/// The faces that ship with Sarup.
package enum BundledFonts {
  /// Every bundled face with its file name in `Fonts/`.
  package static let faces: [(name: String, data: Resource)] = [
    ("Sarabun-Regular.ttf", Resource(sarup_font_regular)),
    ("Sarabun-Bold.ttf", Resource(sarup_font_bold)),
    ("Sarabun-Italic.ttf", Resource(sarup_font_italic)),
    ("Sarabun-BoldItalic.ttf", Resource(sarup_font_bold_italic)),
  ]
}

/// Tables about scripts and languages, laid out to be read in place.
package enum LanguageData {
  /// Properties of every Unicode scalar; `Tools/unicode_tables.py` writes it and describes its layout.
  package static let unicode = Resource(sarup_unicode)
  /// Dictionary and weights of the Thai break scorer; `Tools/thai_model` trains it and describes its layout.
  package static let thaiModel = Resource(sarup_thai_model)
}
