internal import Sarup
internal import SarupSyntax

// What stands behind the pointers of sarup.h. A pointer that a ..._new gives holds one reference; ..._free gives it back.

final class EnvironmentHandle {
  var environment = Environment()
}

final class RequestHandle {
  var request = RenderRequest(formats: [])
  var folder: String?
  var files: [String: [UInt8]] = [:]

  /// What a brief may name.
  var access: any FileAccess {
    let below: any FileAccess = folder.map { FolderFiles(root: $0) } ?? NoFiles()
    return files.isEmpty ? below : HandedFiles(files: files, below: below)
  }

  /// The request with the files that its template may name.
  var whole: RenderRequest {
    var whole = request
    if !files.isEmpty { whole.template?.files = access }
    return whole
  }
}

/// Files that the caller handed over, before those of a folder.
struct HandedFiles: FileAccess {
  let files: [String: [UInt8]]
  let below: any FileAccess

  func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    guard let bytes = files[path] else {
      do {
        return try below.read(path, limit: limit)
      } catch {
        // Without a folder there is no root that a path could leave: the file is not among those at hand.
        throw below is NoFiles ? FileError(path: path, reason: .notFound) : error
      }
    }
    guard bytes.count <= limit else { throw FileError(path: path, reason: .tooLarge(limit: limit)) }
    return bytes
  }

  func names(in folder: String) -> [String] {
    let prefix = folder.isEmpty ? "" : folder + "/"
    let handed = files.keys.compactMap { path in
      path.hasPrefix(prefix) && !path.dropFirst(prefix.count).contains("/") ? String(path.dropFirst(prefix.count)) : nil
    }
    return Set(handed + below.names(in: folder)).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }
}

/// Holds what `make` gave until ``release(_:as:)``.
func retained(_ object: AnyObject) -> OpaquePointer {
  OpaquePointer(Unmanaged.passRetained(object).toOpaque())
}

func release<Object: AnyObject>(_ pointer: OpaquePointer?, as type: Object.Type) {
  guard let pointer else { return }
  Unmanaged<Object>.fromOpaque(UnsafeRawPointer(pointer)).release()
}

/// The object behind a pointer; `nil` for NULL.
func object<Object: AnyObject>(_ pointer: OpaquePointer?, as type: Object.Type = Object.self) -> Object? {
  pointer.map { Unmanaged<Object>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue() }
}

func bytes(_ start: UnsafeRawPointer?, _ count: Int) -> [UInt8] {
  start.map { Array(UnsafeRawBufferPointer(start: $0, count: count)) } ?? []
}

func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
  String(decoding: bytes(start, count), as: UTF8.self)
}

/// A function of the caller with what it wants to be called with. The header says on which thread it is called, so that whoever gives
/// one knows what it may touch.
struct Callback<Function>: @unchecked Sendable {
  let function: Function
  let context: UnsafeMutableRawPointer?
}

/// Bytes at one place until nobody needs them, with a zero behind them. Nothing writes to them once they are there, so that any thread
/// may read them.
final class Block: @unchecked Sendable {
  let start: UnsafeMutablePointer<CChar>
  let count: Int

  init(_ bytes: [UInt8]) {
    count = bytes.count
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: count + 1, alignment: 1)
    room.copyBytes(from: bytes)
    room[count] = 0
    start = room.bindMemory(to: CChar.self).baseAddress!
  }

  convenience init(_ text: String) { self.init(Array(text.utf8)) }

  deinit { start.deallocate() }
}
