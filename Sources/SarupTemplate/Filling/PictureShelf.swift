internal import SarupBrief
internal import SarupImage
internal import SarupSyntax

/// The pictures of one document: each file is read once, and each picture is there once.
struct PictureShelf {
  /// Whose folder a path starts from.
  enum Owner: Hashable {
    case brief
    case template
  }

  private struct Place: Hashable {
    var owner: Owner
    var path: String
  }

  /// What is said wherever the picture is named.
  private struct Complaint: Error {
    var code: DiagnosticCode
    var message: String
    var hints: [String]
  }

  private(set) var pictures: [Picture] = []
  private let briefFiles: any FileAccess
  private let templateFiles: any FileAccess
  private let memory: PictureMemory
  private var places: [Place: Result<Int, Complaint>] = [:]
  /// By the bytes of the file.
  private var known: [[UInt8]: Int] = [:]
  private var size = 0

  /// Bytes of all files together: they are in memory until the last output has been made.
  private static let most = 256 << 20

  init(briefFiles: any FileAccess, templateFiles: any FileAccess, memory: PictureMemory) {
    self.memory = memory
    self.briefFiles = briefFiles
    self.templateFiles = templateFiles
  }

  /// The index of a picture; `nil` after what is wrong with it has been reported.
  mutating func picture(_ path: Placed<String>, of owner: Owner, reporting diagnostics: inout Diagnostics) -> Int? {
    let place = Place(owner: owner, path: path.value)
    let result = places[place] ?? read(path.value, of: owner)
    places[place] = result
    switch result {
    case .success(let index): return index
    case .failure(let complaint):
      diagnostics.add(Diagnostic(.error, complaint.code, at: path.span, complaint.message, hints: complaint.hints))
      return nil
    }
  }

  private mutating func read(_ path: String, of owner: Owner) -> Result<Int, Complaint> {
    let name = "the picture `\(Excerpt.of(path))`"
    if path.hasPrefix("https://") || path.hasPrefix("http://") {
      return .failure(
        Complaint(
          code: .pictureNotFound, message: "\(name) is on the web, where Sarup does not look",
          hints: ["Save it beside the \(owner) and write its file name."]))
    }
    let files = owner == .brief ? briefFiles : templateFiles
    let file: [UInt8]
    do throws(FileError) {
      file = try files.read(path, limit: PictureLimits().bytes)
    } catch {
      return .failure(complaint(of: error, name, path, files, owner))
    }
    if let index = known[file] { return .success(index) }
    size += file.count
    if size > Self.most {
      return .failure(
        Complaint(
          code: .pictureTooLarge,
          message: "the pictures up to `\(Excerpt.of(path))` have more than \(Self.most >> 20) MiB",
          hints: ["Make them smaller: 300 pixels an inch are enough for print."]))
    }
    do throws(PictureFault) {
      let picture = try memory.picture(file)
      pictures.append(picture)
      known[file] = pictures.count - 1
      return .success(pictures.count - 1)
    } catch {
      return .failure(Complaint(code: error.kind.code, message: "\(name) \(error.message)", hints: [error.hint]))
    }
  }

  private func complaint(
    of error: FileError, _ name: String, _ path: String, _ files: any FileAccess, _ owner: Owner
  ) -> Complaint {
    switch error.reason {
    case .outsideRoot:
      return Complaint(
        code: .pictureNotFound, message: "\(name) stands outside the \(owner)'s folder",
        hints: ["Copy it beside the \(owner), or into a folder there."])
    case .tooLarge(let limit):
      return Complaint(
        code: .pictureTooLarge, message: "\(name) has more than \(limit >> 20) MiB",
        hints: ["Make it smaller: 300 pixels an inch are enough for print."])
    case .isFolder:
      return Complaint(
        code: .pictureNotFound, message: "\(name) is a folder", hints: ["Write the path of a PNG or JPEG file in it."])
    case .denied:
      return Complaint(
        code: .pictureNotFound, message: "\(name) may not be read", hints: ["Ask its owner for the right to read it."])
    case .notFound, .other:
      return Complaint(
        code: .pictureNotFound, message: "there is no picture `\(Excerpt.of(path))`",
        hints: [
          Self.similar(to: path, in: files).map { "Did you mean `\($0)`?" }
            ?? "Write the path of a PNG or JPEG file below the folder of the \(owner)."
        ])
    }
  }

  /// A file of the same folder that may be meant: nearly the same name, or the same with another ending.
  private static func similar(to path: String, in files: any FileAccess) -> String? {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[..<$0]) } ?? ""
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let pictures = files.names(in: folder).filter { name in
      [".png", ".jpg", ".jpeg"].contains { name.lowercased().hasSuffix($0) }
    }
    func stem(_ name: String) -> String { name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name }
    let same = pictures.first { stem($0).lowercased() == stem(name).lowercased() }
    return (same ?? DidYouMean.nearest(to: name, among: pictures)).map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
  }
}

extension PictureFault.Kind {
  fileprivate var code: DiagnosticCode {
    switch self {
    case .format: .pictureFormat
    case .damage: .pictureDamaged
    case .size: .pictureTooLarge
    case .color: .pictureColor
    }
  }
}
