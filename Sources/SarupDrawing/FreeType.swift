// The one file that speaks to FreeType.

internal import CFreeType
internal import SarupFonts
private import Synchronization

/// A face as FreeType sees it. It exists for Cairo, which takes its outlines and tables from FreeType.
final class FreeTypeFace: @unchecked Sendable {
  // Cairo locks a face while it uses it; making and freeing faces changes the library, and is under the lock below.
  let raw: FT_Face
  /// FreeType reads the font in place.
  private let bytes: FontBytes

  private struct Library: @unchecked Sendable {
    let raw: FT_Library?

    /// Carries a face out of the lock.
    struct Face: @unchecked Sendable {
      let raw: FT_Face?
    }
  }

  private static let library: Mutex<Library> = {
    var library: FT_Library?
    return Mutex(Library(raw: FT_Init_FreeType(&library) == 0 ? library : nil))
  }()

  /// Of the library that is loaded, not of its headers.
  static var libraryVersion: String {
    library.withLock { library in
      var major: FT_Int = 0
      var minor: FT_Int = 0
      var patch: FT_Int = 0
      FT_Library_Version(library.raw, &major, &minor, &patch)
      return "\(major).\(minor).\(patch)"
    }
  }

  /// `nil` when FreeType refuses the font.
  init?(_ bytes: FontBytes, index: Int) {
    let face = FreeTypeFace.library.withLock { library in
      var face: FT_Face?
      guard let library = library.raw else { return Library.Face(raw: nil) }
      let error = FT_New_Memory_Face(
        library, bytes.buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), FT_Long(bytes.buffer.count),
        FT_Long(index), &face)
      return Library.Face(raw: error == 0 ? face : nil)
    }
    guard let raw = face.raw else { return nil }
    self.raw = raw
    self.bytes = bytes
  }

  deinit {
    let face = Library.Face(raw: raw)
    FreeTypeFace.library.withLock { _ in _ = FT_Done_Face(face.raw) }
  }
}
