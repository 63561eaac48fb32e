internal import SarupCheck
internal import SarupResources
internal import SarupSyntax
internal import SarupTemplate
internal import Synchronization

/// Templates that were read in this process: each shipped one is read once, and each file where files do not change.
final class TemplateStore: Sendable {
  private let shipped = Mutex<[String: Reading]>([:])
  private let files = Mutex<[String: Reading]>([:])
  private let keepsFiles: Bool
  private let folder: TemplateFolder?

  /// Further files are read anew for each brief.
  private static let mostFiles = 256

  /// - Parameters:
  ///   - keepsFiles: Whether a template file is read once, and a change of it is not seen.
  ///   - folder: Further templates that are known by their names.
  init(keepsFiles: Bool = false, folder: TemplateFolder? = nil) {
    self.keepsFiles = keepsFiles
    self.folder = folder
  }

  /// A template that was read from the file at a path.
  func kept(_ path: String) -> Reading? { keepsFiles ? files.withLock { $0[path] } : nil }

  func keep(_ reading: Reading, as path: String) {
    guard keepsFiles else { return }
    files.withLock { files in
      if files.count < Self.mostFiles { files[path] = reading }
    }
  }

  struct Reading: Sendable {
    var template: SarupTemplate.Template?
    var sources: [SourceText]
    var diagnostics: Diagnostics
    /// The folder that the template's file is in; `nil` for one that ships or came from memory.
    var folder: String?
    /// Pictures that the template names are read through this.
    var files: any FileAccess = NoFiles()
  }

  /// The template that ships under a name, or stands in the folder of templates; `nil` when none does.
  func shipped(_ name: String) -> Reading? {
    let own = folder?.source(name)
    guard own != nil || ShippedTemplates.all.contains(where: { $0.name == name }) else { return nil }
    return shipped.withLock { known in
      if let reading = known[name] { return reading }
      if let own, let folder {
        let reading = file(own, files: FolderFiles(root: folder.root))
        known[name] = reading
        return reading
      }
      var diagnostics = Diagnostics()
      let reading = Self.library().template(named: name, reporting: &diagnostics)
      let result = Reading(template: reading.template, sources: reading.sources, diagnostics: diagnostics)
      known[name] = result
      return result
    }
  }

  /// The template that a brief asks for: one that ships, or a file below the brief's folder.
  func named(_ name: String, at span: Span?, files: any FileAccess) -> Reading {
    if let reading = shipped(name) { return reading }
    let path = (files as? FolderFiles).map { $0.root + "/" + name }
    if let path, let known = kept(path) { return known }
    var diagnostics = Diagnostics()
    let reading = Self.library(files: files).template(named: name, at: span, reporting: &diagnostics)
    if reading.template == nil, let source = reading.sources.first, let what = Self.otherKind(of: source) {
      // Its mistakes as a template would only lead astray.
      diagnostics = Diagnostics()
      diagnostics.error(
        "input-kind", at: span, "\(source.name) is \(what), not a template",
        hint: "Name a template that ships, such as `brief`, or a YAML file that begins with `extends: brief`.")
    }
    let folder = path.map(SystemFiles.folder)
    let result = Reading(
      template: reading.template, sources: reading.sources, diagnostics: diagnostics, folder: folder,
      files: folder.map { FolderFiles(root: $0, log: (files as? FolderFiles)?.log) } ?? files)
    // A message about a template that is not there points into the brief that names it.
    if let path, result.template != nil { keep(result, as: path) }
    return result
  }

  private static func otherKind(of source: SourceText) -> String? {
    switch InputKind.tell(name: source.name, bytes: source.bytes) {
    case .foreign(let kind): kind.name
    case .brief: InputKind.isSurelyBrief(source.bytes) ? "a brief" : nil
    case .template, .empty: nil
    }
  }

  /// A template from a text; its bases are looked for below its folder, then among the shipped ones.
  func file(_ source: SourceText, files: any FileAccess) -> Reading {
    var diagnostics = Diagnostics()
    let folder = (files as? FolderFiles)?.root
    let reading = Self.library(files: files).template(from: source, reporting: &diagnostics)
    return Reading(
      template: reading.template, sources: reading.sources, diagnostics: diagnostics, folder: folder, files: files)
  }

  private static func library(files: any FileAccess = NoFiles()) -> TemplateLibrary {
    // Messages name files as the caller did.
    let folder = (files as? FolderFiles).flatMap { $0.root == "." ? nil : $0.root } ?? ""
    return TemplateLibrary(
      shipped: ShippedTemplates.all.map { template in
        TemplateLibrary.Shipped(
          name: template.name, source: SourceText(name: template.name + ".yaml", text: template.text))
      }, files: files, folder: folder)
  }
}
