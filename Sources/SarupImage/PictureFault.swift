/// Why a picture cannot be taken.
package struct PictureFault: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Another kind of file.
    case format
    /// Cut off, or with wrong bytes in it.
    case damage
    /// Over a limit.
    case size
    /// Colours that a screen document cannot have.
    case color
  }

  package var kind: Kind
  /// What is the matter, to go behind the picture's name: "is a WebP picture".
  package var message: String
  /// A sentence that says what to do.
  package var hint: String

  static func format(_ message: String) -> PictureFault {
    PictureFault(kind: .format, message: message, hint: "Save it as PNG or JPEG.")
  }

  static func damage(_ message: String) -> PictureFault {
    PictureFault(kind: .damage, message: message, hint: "Copy or save it again.")
  }

  static func size(_ message: String) -> PictureFault {
    PictureFault(kind: .size, message: message, hint: "Make it smaller: 300 pixels an inch are enough for print.")
  }
}

/// The largest pictures that are taken.
package struct PictureLimits: Sendable {
  /// Of one file.
  package var bytes = 32 << 20
  /// Width times height: a page of A3 at 600 pixels an inch has 70 million.
  package var pixels = 80_000_000
  /// Neither Word nor Cairo takes longer sides.
  package var side = 32_000
  /// What a PNG may hold when its compression is taken off.
  package var unpackedBytes = 256 << 20

  package init() {}
}
