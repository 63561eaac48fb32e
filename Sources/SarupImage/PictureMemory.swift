internal import SarupContainer
internal import Synchronization

/// Pictures that were read before, by the bytes of their files: many briefs show one logo, which is checked, decoded and packed once.
///
/// A file is read anew by whoever names it, so that a change of it is seen. Safe to use from many threads: two that meet a new picture at
/// the same time both do the work, and get the same.
package final class PictureMemory: Sendable {
  /// Bytes of what is kept. Beyond it all is forgotten: what briefs go on to use is soon here again.
  package static let most = 32 << 20
  /// Bytes of the largest file that is kept: a photograph of its own in each brief gains nothing from being here.
  package static let largest = 4 << 20

  /// The bytes of a file, hashed before the lock is taken.
  private struct Key: Hashable {
    let bytes: [UInt8]
    let digest: Int

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      var hasher = Hasher()
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
      digest = hasher.finalize()
    }

    func hash(into hasher: inout Hasher) { hasher.combine(digest) }
  }

  private struct Content {
    var pictures: [Key: Picture] = [:]
    var size = 0
  }

  private let content = Mutex(Content())

  package init() {}

  /// Bytes that what is here may take.
  package var size: Int { content.withLock { $0.size } }

  /// The picture of a file, as ``Picture/init(_:limits:)`` reads it.
  package func picture(_ file: [UInt8]) throws(PictureFault) -> Picture {
    if file.count > Self.largest { return try Picture(file) }
    let key = Key(file)
    if let known = content.withLock({ $0.pictures[key] }) { return known }
    var picture = try Picture(file)
    let samples = PackedSamples(limit: 2 * file.count + 65536)
    picture.packedSamples = samples
    // The file as it came, the file as it is kept, and what is packed of it.
    let size = 2 * file.count + samples.limit
    content.withLock { content in
      if content.pictures[key] != nil { return }
      if content.size + size > Self.most { content = Content() }
      content.pictures[key] = picture
      content.size += size
    }
    return picture
  }
}

/// What a PDF holds of a picture that had to be decoded for it, once that has been made.
package final class PackedSamples: Sendable {
  /// Bytes; what is larger is made anew each time.
  let limit: Int
  private let known = Mutex<(level: Int, picture: PrintablePicture)?>(nil)

  init(limit: Int) { self.limit = limit }

  func samples(level: Int) -> PrintablePicture? {
    known.withLock { $0?.level == level ? $0?.picture : nil }
  }

  func keep(_ picture: PrintablePicture, level: Int, size: Int) {
    if size <= limit { known.withLock { $0 = (level, picture) } }
  }
}

extension Picture {
  /// As ``printable()``, with what a PDF has to pack itself packed; without doing it twice for a picture of a ``PictureMemory``.
  ///
  /// - Parameter level: Of the compression, as ``Compressor`` takes it.
  package func packed(level: Int) throws(PictureFault) -> PrintablePicture {
    if let known = packedSamples?.samples(level: level) { return known }
    var printable = try printable()
    let packed: [UInt8]
    switch printable.samples {
    case .plain(let samples):
      packed = Deflate.compress(samples, level: level, format: .zlib)
      printable.samples = .deflated(packed)
    case .rows(let rows):
      packed = Deflate.compress(rows, level: level, format: .zlib)
      printable.samples = .filtered(packed, depth: 8)
    case .jpeg, .filtered, .indexed, .deflated: return printable
    }
    printable.alpha = printable.alpha.map { Deflate.compress($0, level: level, format: .zlib) }
    packedSamples?.keep(printable, level: level, size: packed.count + (printable.alpha?.count ?? 0))
    return printable
  }
}
