internal import SarupFonts
internal import SarupSyntax
internal import Synchronization

/// The font books of a renderer: one for templates without faces of their own, and one for each folder whose templates stand
/// beside font files. Those come behind the faces of the environment and before the bundled ones.
final class FontBooks: Sendable {
  private let environment: Environment
  /// What nearly every rendering uses.
  let common: FontBook
  private let ofFolders = Mutex<[String: FontBook]>([:])

  /// Books hold the bytes of their fonts; folders beyond these are read again for each rendering.
  private static let mostFolders = 16

  init(_ environment: Environment) {
    self.environment = environment
    common = FontBook(faces: environment.fonts.map(FontSource.init), system: environment.systemFonts)
  }

  /// The book for a template in a folder. A folder is read at its first template, and remembered with what it held then.
  func book(besideTemplateIn folder: String) -> FontBook {
    if let known = ofFolders.withLock({ $0[folder] }) { return known }
    let fonts = FontFolders.readable(in: folder)
    let book =
      fonts.isEmpty
      ? common
      : FontBook(faces: (environment.fonts + fonts).map(FontSource.init), system: environment.systemFonts)
    ofFolders.withLock { books in
      if books.count < Self.mostFolders { books[folder] = book }
    }
    return book
  }
}

extension Environment {
  var systemFonts: SystemFonts { allowsSystemFonts ? .allowed : .forbidden }
}

extension FontSource {
  fileprivate init(_ file: Environment.FontFile) { self.init(name: file.name, bytes: file.bytes) }
}
