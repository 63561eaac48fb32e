internal import SarupFonts
public import SarupSyntax

/// The faces that a ``Renderer`` with the same environment could use.
public struct FontList: Sendable {
  /// One face.
  public struct Face: Sendable {
    /// Where a face comes from.
    public enum Source: String, Sendable {
      /// A file of ``Environment/fonts``.
      case file
      case bundled
      /// Fontconfig knows it.
      case system
    }

    /// The name that templates choose it by.
    public var family: String
    /// Other names by which it is found.
    public var otherNames: [String]
    /// `regular`, `bold italic`, `weight 500`.
    public var style: String
    /// How much of the Thai block of Unicode the face has.
    public var thai: ThaiCoverage
    /// Where it comes from.
    public var source: Source
    /// As it was handed in; for faces of the system the path of the file.
    public var file: String
    /// What the font says of its licence, in its own words; `nil` when it says nothing.
    public var licence: String?
    /// Where the font says that its licence is found.
    public var licenceAddress: String?
    /// Why Sarup refuses to use it, in a few words: `variable`, `forbidden` where its `fsType` forbids embedding. `nil` when
    /// it can be used, and embedded.
    public var refusal: String?
  }

  /// How many of the characters that Unicode has assigned in the Thai block are there.
  public struct ThaiCoverage: Hashable, Sendable {
    /// The number of them.
    public var characters: Int
    /// Whether none is missing.
    public var isComplete: Bool { characters == Self.all }
    /// The number that there could be.
    public static let all = FaceDescription.thaiCharacterCount
  }

  /// In the order in which families are looked for: files, bundled faces, faces of the system.
  public var faces: [Face]
  /// What is wrong with files of the environment that are no fonts.
  public var diagnostics: Diagnostics

  /// Lists the faces of an environment. With ``Environment/allowsSystemFonts`` this starts Fontconfig and opens every font
  /// that it knows.
  public init(_ environment: Environment) {
    let book = FontBooks(environment).common
    faces = book.descriptions(includingSystem: environment.allowsSystemFonts).map(Face.init)
    diagnostics = Diagnostics()
    for var problem in book.problems.all {
      // The list is whole without the file.
      problem.severity = .warning
      diagnostics.add(problem)
    }
  }
}

extension FontList.Face {
  fileprivate init(_ face: FaceDescription) {
    family = face.families.first ?? "?"
    otherNames = face.families.dropFirst().filter { $0 != face.families.first }
    style = face.style
    thai = FontList.ThaiCoverage(characters: face.thaiCharacters)
    source =
      switch face.origin {
      case .handedIn: .file
      case .bundled: .bundled
      case .system: .system
      }
    file = face.fileName
    licence = face.licence
    licenceAddress = face.licenceAddress
    refusal = face.defect?.label
  }
}
