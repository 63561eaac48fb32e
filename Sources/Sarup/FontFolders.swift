package import SarupSyntax

/// Font files of folders that the user names.
package enum FontFolders {
  /// Every `.ttf`, `.otf` and `.ttc` file of a folder, in the order of their names; of a path that is a file, that one.
  ///
  /// - Throws: ``FileError`` when the folder or one of its fonts cannot be read.
  package static func read(_ folder: String) throws(FileError) -> [Environment.FontFile] {
    if SystemFiles.exists(folder), !SystemFiles.isFolder(folder) {
      return [Environment.FontFile(name: folder, bytes: try SystemFiles.read(folder, limit: Limits.font))]
    }
    var fonts: [Environment.FontFile] = []
    for name in try SystemFiles.names(in: folder) where isFont(name) {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      fonts.append(Environment.FontFile(name: path, bytes: try SystemFiles.read(path, limit: Limits.font)))
    }
    return fonts
  }

  /// The font files of a folder that can be read and lie in it: nobody named this folder for its fonts, so that what is wrong
  /// with one shows when a family is not found.
  static func readable(in folder: String) -> [Environment.FontFile] {
    guard let names = try? SystemFiles.names(in: folder) else { return [] }
    let files = FolderFiles(root: folder)
    return names.filter(isFont).compactMap { name in
      (try? files.read(name, limit: Limits.font)).map { Environment.FontFile(name: name, bytes: $0) }
    }
  }

  /// Whether a file's name is that of a font.
  package static func isFont(_ name: String) -> Bool {
    let ending = name.suffix(4).lowercased()
    return ending == ".ttf" || ending == ".otf" || ending == ".ttc"
  }
}
