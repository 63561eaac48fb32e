private import Synchronization

/// A face that could be used: what it is called and where it is. Loaded when it is first used.
final class CataloguedFace: Sendable {
  enum Place: Sendable {
    case memory(FontBytes)
    case systemFile(String)
  }

  let families: [String]
  let weight: Int
  let isBold: Bool
  let isItalic: Bool
  let isOblique: Bool
  /// As messages name it.
  let fileName: String
  /// Which face of a collection.
  let index: Int
  private let place: Place
  private let outcome = Mutex<Result<LoadedFace, FontDefect>?>(nil)

  init(
    families: [String], weight: Int, isBold: Bool, isItalic: Bool, isOblique: Bool, fileName: String, place: Place,
    index: Int
  ) {
    self.families = families
    self.weight = weight
    self.isBold = isBold
    self.isItalic = isItalic
    self.isOblique = isOblique
    self.fileName = fileName
    self.place = place
    self.index = index
  }

  /// Reads from a file handed in what the catalogue needs, and no more.
  convenience init(_ bytes: FontBytes, index: Int, fileName: String) throws(FontDefect) {
    let file = try FontFile(bytes, index: index)
    self.init(
      families: file.names(16) + file.names(1), weight: file.weight, isBold: file.isBold, isItalic: file.isItalic,
      isOblique: file.isOblique, fileName: fileName, place: .memory(bytes), index: index)
  }

  func load() -> Result<LoadedFace, FontDefect> {
    outcome.withLock { known in
      if let known { return known }
      let result = loadAnew()
      known = result
      return result
    }
  }

  /// The bytes of the face's file; `nil` when it cannot be read any more.
  func fileBytes() -> FontBytes? {
    switch place {
    case .memory(let bytes): bytes
    case .systemFile(let path): FontBytes(systemFile: path)
    }
  }

  private func loadAnew() -> Result<LoadedFace, FontDefect> {
    do throws(FontDefect) {
      switch place {
      case .memory(let bytes):
        return .success(try LoadedFace(bytes, index: index))
      case .systemFile(let path):
        guard let bytes = FontBytes(systemFile: path) else { throw .unreadable }
        return .success(try LoadedFace(bytes, index: index))
      }
    } catch {
      return .failure(error)
    }
  }

  func isNamed(_ family: String) -> Bool { families.contains { equalIgnoringCase($0, family) } }

  func hasStyle(isBold: Bool, isItalic: Bool) -> Bool { self.isBold == isBold && self.isItalic == isItalic }

  /// `Bold Italic`, as people call it.
  var styleName: String {
    let words = [
      weight != 400 && weight != 700 ? "weight \(weight)" : (isBold ? "bold" : nil), isItalic ? "italic" : nil,
    ].compactMap { $0 }
    return words.isEmpty ? "regular" : words.joined(separator: " ")
  }

  /// Among faces of the right style the smallest is the right one: the usual weight, and italic before oblique.
  func distance(isBold: Bool) -> Int { abs(weight - (isBold ? 700 : 400)) * 2 + (isOblique ? 1 : 0) }
}

/// Family names are compared without regard to the case of their ASCII letters.
func equalIgnoringCase(_ left: String, _ right: String) -> Bool {
  left.utf8.elementsEqual(right.utf8) { lowered($0) == lowered($1) }
}

private func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
