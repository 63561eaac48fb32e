internal import SarupContainer

/// The names of ECMA-376, transitional: what every Word since 2007 writes and reads.
enum Namespace {
  static let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let packageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships"
  static let wordDrawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
  static let drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
  static let picture = "http://schemas.openxmlformats.org/drawingml/2006/picture"
  static let decorative = "http://schemas.microsoft.com/office/drawing/2017/decorative"
  static let contentTypes = "http://schemas.openxmlformats.org/package/2006/content-types"
}

extension XMLWriter {
  /// `<name w:val="value"/>`, the most common shape of WordprocessingML.
  mutating func value(_ name: StaticString, _ value: String) {
    open(name)
    attribute("w:val", value)
    close()
  }

  mutating func value(_ name: StaticString, _ value: Int) {
    open(name)
    attribute("w:val", value)
    close()
  }

  /// A property that is on by being there and off by saying so.
  mutating func toggle(_ name: StaticString, _ isOn: Bool) {
    open(name)
    if !isOn { attribute("w:val", 0) }
    close()
  }
}
