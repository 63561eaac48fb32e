internal import SarupDocument
internal import SarupSyntax

/// The sheets of a document, with the room for text that catchwords leave.
struct Sheets: Sendable {
  var portrait: Sheet
  var landscape: Sheet

  init(of document: Document, faces: inout StyleFaces) {
    portrait = document.page.sheet
    landscape = document.page.landscapeSheet
    guard let style = document.page.catchwordStyle, document.styles.indices.contains(style) else { return }
    // What is not known of the styles is told where they set text.
    var told = Diagnostics()
    let line = faces.lineBox(style: style, reporting: &told).height
    let feet = document.page.allHeads.compactMap(\.bottom).filter { document.styles.indices.contains($0.style) }
    let foot = feet.map { faces.lineBox(style: $0.style, reporting: &told).height }.max() ?? 0
    // Catchwords stand between the text and the running feet; where the margin is too narrow for both, the text gives way.
    let needed = document.page.footDistance + foot + line
    portrait.margins.bottom = max(portrait.bottom, needed)
    landscape.margins.bottom = max(landscape.bottom, needed)
  }
}
