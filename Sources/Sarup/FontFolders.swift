package import SarupSyntax

/// Font files of folders that the user names.
package enum FontFolders {
  /// Every `.ttf` and `.otf` file of a folder, in the order of their names.
  ///
  /// - Throws: ``FileError`` when the folder or one of its fonts cannot be read.
  package static func read(_ folder: String) throws(FileError) -> [Environment.FontFile] {
    var fonts: [Environment.FontFile] = []
    for name in try SystemFiles.names(in: folder) where isFont(name) {
      let bytes = try SystemFiles.read("\(folder)/\(name)", limit: Limits.font)
      fonts.append(Environment.FontFile(name: name, bytes: bytes))
    }
    return fonts
  }

  private static func isFont(_ name: String) -> Bool {
    let ending = name.suffix(4).lowercased()
    return ending == ".ttf" || ending == ".otf" || ending == ".ttc"
  }
}
