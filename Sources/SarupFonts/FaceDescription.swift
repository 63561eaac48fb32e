/// A face as a list of fonts shows it.
package struct FaceDescription: Sendable {
  /// Who brought the face.
  package enum Origin: Sendable {
    /// A file that was handed in, by the name it was given.
    case handedIn
    case bundled
    case system
  }

  package var origin: Origin
  package var fileName: String
  /// The name that people choose by, first.
  package var families: [String]
  /// `regular`, `bold italic`, `weight 500`.
  package var style: String
  /// How many of the ``thaiCharacterCount`` characters of Thai it has.
  package var thaiCharacters: Int
  /// What the font says of its licence: the `name` table's description (13), else its address (14).
  package var licence: String?
  package var licenceAddress: String?
  /// Why the face cannot be used; `nil` when it can, and may be embedded.
  package var defect: FontDefect?

  /// Characters that Unicode has assigned in the Thai block.
  package static let thaiCharacterCount = 87
  fileprivate static let thaiCharacters = [0x0E01...0x0E3A, 0x0E3F...0x0E5B] as [ClosedRange<UInt32>]
}

extension FontBook {
  /// Every face of the book, in the order in which families are looked for.
  ///
  /// - Parameter includesSystem: Whether those that Fontconfig knows are listed as well, which starts it and opens their files.
  package func descriptions(includingSystem includesSystem: Bool) -> [FaceDescription] {
    let handedIn = faces.count - FontBook.bundled.count
    var result = faces.enumerated().map { $1.description(from: $0 < handedIn ? .handedIn : .bundled) }
    if includesSystem { result += SystemFontList.faces(of: nil).map { $0.description(from: .system) } }
    return result
  }
}

extension FontDefect {
  /// One or two words for a column of a list.
  package var label: String {
    switch self {
    case .notAFont: "not a font"
    case .truncated: "cut short"
    case .missingTable(let name): "no table \(name)"
    case .variable: "variable"
    case .embeddingForbidden: "forbidden"
    case .subsettingForbidden: "no subsets"
    case .editingForbidden: "no editing"
    case .outlinesForbidden: "no outlines"
    case .notTrueType: "not TrueType"
    case .collection: "collection"
    case .unreadable: "unreadable"
    }
  }
}

extension CataloguedFace {
  fileprivate func description(from origin: FaceDescription.Origin) -> FaceDescription {
    var description = FaceDescription(
      origin: origin, fileName: fileName, families: families, style: styleName, thaiCharacters: 0)
    guard let bytes = fileBytes() else {
      description.defect = .unreadable
      return description
    }
    do throws(FontDefect) {
      let file = try FontFile(bytes, index: index)
      description.licence = file.names(13).first
      description.licenceAddress = file.names(14).first
      description.defect = file.isVariable ? .variable : file.embeddingBan
      guard let font = HarfBuzzFont(bytes, index: index) else { throw .notAFont }
      description.thaiCharacters = FaceDescription.thaiCharacters.joined().count {
        Unicode.Scalar($0).flatMap(font.glyph) != nil
      }
    } catch {
      description.defect = error
    }
    return description
  }
}
