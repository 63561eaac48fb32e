#if canImport(Glibc)
  internal import Glibc
#endif

/// Compares a text with a file kept beside the tests.
///
/// A file that is not there is written and the check fails once, so that nobody accepts an output by accident;
/// `SARUP_RECORD=1` writes the files anew.
package enum GoldenFile {
  /// `nil` when the texts agree, else what to tell the reader.
  package static func difference(of text: String, from path: String) -> String? {
    let recording = getenv("SARUP_RECORD").map { String(cString: $0) } == "1"
    guard let expected = read(path) else {
      write(text, to: path)
      return "recorded \(path) for the first time: read it, then run the test again"
    }
    if expected == text { return nil }
    if recording {
      write(text, to: path)
      return nil
    }
    return "\(path): \(firstDifference(expected, text))"
  }

  private static func firstDifference(_ expected: String, _ found: String) -> String {
    let left = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let right = found.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, pair) in zip(left, right).enumerated() where pair.0 != pair.1 {
      return "line \(number + 1)\n  expected: \(pair.0)\n  found:    \(pair.1)"
    }
    return "\(left.count) lines expected, \(right.count) found"
  }

  package static func read(_ path: String) -> String? {
    readBytes(path).map { String(decoding: $0, as: UTF8.self) }
  }

  package static func readBytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  private static func write(_ text: String, to path: String) {
    if let slash = path.lastIndex(of: "/") { mkdir(String(path[..<slash]), 0o777) }
    guard let file = fopen(path, "wb") else { return }
    fputs(text, file)
    fclose(file)
  }
}

/// The folder of the repository that holds a test file: `Fixtures.folder(beside: #filePath)`.
package enum Fixtures {
  package static func folder(beside file: StaticString) -> String {
    let path = "\(file)"
    return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  /// The folder with a small picture of every kind; `Tools/test_pictures.py` makes them.
  package static var pictures: String { folder(beside: #filePath) + "/../SarupImageTests/Pictures" }

  /// The file of one of them; empty where there is none.
  package static func picture(_ name: String) -> [UInt8] { GoldenFile.readBytes("\(pictures)/\(name)") ?? [] }
}
