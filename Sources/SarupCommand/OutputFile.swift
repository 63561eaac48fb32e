internal import Sarup

/// Puts results where they were asked for.
enum OutputFile {
  /// - Parameter path: `-` is standard output.
  static func write(_ bytes: [UInt8], to path: String, reporting reporter: inout Reporter) -> Status {
    do throws(SystemError) {
      if path == "-" { try Console.write(bytes) } else { try SystemFiles.replace(path, with: bytes) }
      return .done
    } catch {
      let name = path == "-" ? "to standard output" : path
      let message = "cannot write \(name): \(error.message.lowercased())"
      let folder = SystemFiles.folder(of: path)
      if path != "-", !SystemFiles.exists(folder) {
        reporter.fail("output", message, hints: "There is no folder \(folder); make it first.")
      } else {
        reporter.fail("output", message)
      }
      return .cannotWrite
    }
  }
}
