internal import Glibc
internal import Sarup
internal import SarupSyntax

/// What has become of each record, a line each, on disk before anybody relies on it. A run that was killed goes on from it.
final class Journal: Sendable {
  /// Why there is no journal to write to.
  enum Failure: Error {
    case system(SystemError)
    /// It is there already.
    case exists
    /// Another run holds it.
    case busy
    /// The file is no journal.
    case foreign
    case otherSettings(name: String, here: String, there: String)
    case otherShard(here: String?, there: String?)
  }

  let path: String
  private let descriptor: Int32
  /// Of records that are done: where their lines stand, by the names of their files. Later lines count more.
  private let places: [UInt128: (offset: Int, length: Int)]
  /// Lines that could not be read, and a last one without an end.
  let brokenLines: Int

  /// Opens a journal, or begins one.
  ///
  /// - Parameter resumes: whether one that is there is gone on with.
  init(_ path: String, header: JournalHeader, resumes: Bool) throws(Failure) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .system(.last) }
    var places: [UInt128: (offset: Int, length: Int)] = [:]
    var broken = 0
    do throws(Failure) {
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        throw errno == EWOULDBLOCK ? .busy : .system(.last)
      }
      let scan = try Self.scan(descriptor) { entry, offset, length in
        guard let entry else {
          broken += 1
          return
        }
        if entry.status == .done { places[Self.key(of: entry.files.map(\.path))] = (offset, length) }
      }
      if scan.size > 0, !resumes { throw .exists }
      if scan.whole == 0, !scan.mayBeHeader { throw .foreign }
      // A line that was being written when the run ended is cut off.
      if scan.whole < scan.size {
        broken += scan.whole > 0 ? 1 : 0
        guard ftruncate(descriptor, off_t(scan.whole)) == 0 else { throw .system(.last) }
      }
      if scan.whole == 0 {
        do throws(SystemError) {
          try SystemFiles.write(Array((header.text + "\n").utf8), to: descriptor)
          guard fsync(descriptor) == 0 else { throw .last }
          try SystemFiles.syncFolder(SystemFiles.folder(of: path))
        } catch {
          throw .system(error)
        }
      } else {
        guard let old = scan.header else { throw .foreign }
        if let (name, here, there) = header.difference(from: old) {
          throw .otherSettings(name: name, here: here, there: there)
        }
        if header.shard != old.shard { throw .otherShard(here: header.shard, there: old.shard) }
      }
    } catch {
      close(descriptor)
      throw error
    }
    self.places = places
    brokenLines = broken
  }

  deinit { close(descriptor) }

  /// Records that the journal calls done.
  var doneCount: Int { places.count }

  /// The record with files of these names, when it is done.
  func done(_ paths: [String]) -> JournalEntry.Kept? {
    guard let place = places[Self.key(of: paths)] else { return nil }
    var got = 0
    let line = [UInt8](unsafeUninitializedCapacity: place.length) { buffer, count in
      got = pread(descriptor, buffer.baseAddress, place.length, off_t(place.offset))
      count = max(0, got)
    }
    return got == place.length ? JournalEntry.Kept(line: line) : nil
  }

  /// Writes lines down; when it comes back they are on disk. After an error none of them is there.
  func append(_ entries: [JournalEntry]) throws(SystemError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last }
    let text = entries.map { $0.text + "\n" }.joined()
    do throws(SystemError) {
      try SystemFiles.write(Array(text.utf8), to: descriptor)
      guard fdatasync(descriptor) == 0 else { throw .last }
    } catch {
      // Half a line would be cut off by the next run as well; the files that it speaks of are then made again.
      _ = ftruncate(descriptor, status.st_size)
      throw error
    }
  }

  static func key(of paths: [String]) -> UInt128 {
    var hasher = Hasher256()
    for path in paths { hasher.add(framed: path) }
    return hasher.digest().key
  }

  // MARK: - Reading

  struct Scan {
    var header: JournalHeader?
    /// Bytes of lines that have an end.
    var whole = 0
    var size = 0
    /// Whether the file, when it has no whole line, could be the beginning of a journal.
    var mayBeHeader = true
  }

  /// Goes over a journal, line by line.
  static func scan(
    _ descriptor: Int32, _ visit: (JournalEntry.Kept?, _ offset: Int, _ length: Int) -> Void
  ) throws(Failure) -> Scan {
    var scan = Scan()
    var offset = 0
    var lines = ByteLines(limit: 64 << 20) { () throws(FileError) -> [UInt8] in
      var got = 0
      let piece = [UInt8](unsafeUninitializedCapacity: 256 << 10) { buffer, count in
        got = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
        count = max(0, got)
      }
      guard got >= 0 else { throw FileError(path: "", reason: SystemFiles.reason(.last)) }
      offset += got
      return piece
    }
    do throws(FileError) {
      while let line = try lines.line() {
        scan.size = line.origin.bytes + line.bytes.count
        guard line.bytes.last == 0x0A else {
          let mark = Array(JournalHeader.mark.utf8)
          scan.mayBeHeader = line.bytes.prefix(mark.count).elementsEqual(mark.prefix(line.bytes.count))
          continue
        }
        scan.whole = scan.size
        if line.origin.lines == 0 {
          scan.header = JournalHeader(line: line.bytes)
          if scan.header == nil { throw FileError(path: "", reason: .notFound) }
        } else {
          visit(JournalEntry.Kept(line: line.bytes), line.origin.bytes, line.bytes.count)
        }
      }
    } catch {
      throw error.reason == .notFound ? .foreign : .system(.last)
    }
    return scan
  }
}
