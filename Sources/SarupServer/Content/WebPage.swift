internal import CWebPage
internal import SarupResources

/// The files of the page that people use the service by; they are part of the binary.
enum WebPage {
  static let page = bytes(of: sarup_web_page)
  static let style = bytes(of: sarup_web_style)
  static let script = bytes(of: sarup_web_script)

  private static func bytes(of file: SarupWebFile) -> [UInt8] {
    [UInt8](UnsafeBufferPointer(start: file.start, count: file.length))
  }

  /// One of the bundled faces.
  static func face(_ name: String) -> [UInt8] {
    BundledFonts.faces.first { $0.name == name }.map { [UInt8]($0.data.bytes) } ?? []
  }

  /// What the page may do: load its own files, ask its own service, and show the drawings that came from it.
  static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src blob: data:; connect-src 'self'; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}
