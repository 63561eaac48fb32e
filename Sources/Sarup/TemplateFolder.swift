internal import SarupSyntax

/// A folder of template files that are known by their names, beside those that ship. It is read once: later changes are not seen.
package struct TemplateFolder: Sendable {
  /// Where bases and pictures of the templates are read.
  package let root: String
  /// In the order of their names.
  package let templates: [ShippedTemplates.Shipped]

  /// - Throws: `FileError` when the folder or a template in it cannot be read, or has the name of one that ships.
  package init(_ root: String) throws(FileError) {
    self.root = root
    let files = FolderFiles(root: root)
    var templates: [ShippedTemplates.Shipped] = []
    for file in try SystemFiles.names(in: root) where file.hasSuffix(".yaml") {
      let name = String(file.dropLast(5))
      if ShippedTemplates.all.contains(where: { $0.name == name }) {
        throw FileError(path: "\(root)/\(file)", reason: .other("a template that ships has the same name"))
      }
      let bytes: [UInt8]
      do throws(FileError) {
        bytes = try files.read(file, limit: Limits.template)
      } catch {
        throw FileError(path: "\(root)/\(file)", reason: error.reason)
      }
      templates.append(ShippedTemplates.Shipped(name: name, text: String(decoding: bytes, as: UTF8.self)))
    }
    self.templates = templates
  }

  func source(_ name: String) -> SourceText? {
    templates.first { $0.name == name }.map { SourceText(name: "\(name).yaml", text: $0.text) }
  }
}
