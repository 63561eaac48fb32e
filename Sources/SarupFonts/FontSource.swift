/// A font file that a caller hands in: the file's bytes and the name by which messages speak of it.
package struct FontSource: Sendable {
  /// A path as the user gave it.
  package var name: String
  /// TrueType, OpenType, or a collection of them.
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// Whether a family that is neither handed in nor bundled may be asked of Fontconfig.
package enum SystemFonts: Sendable {
  case forbidden
  /// Fontconfig is started when the first such family is asked for, and not before. The files it finds are read where they
  /// are: they lie outside every root that a ``SarupSyntax/FileAccess`` guards, and are the one exception to it.
  case allowed
}
