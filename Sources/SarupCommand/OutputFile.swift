internal import Sarup

/// Puts results where they were asked for.
enum OutputFile {
  /// - Parameters:
  ///   - path: `-` is standard output.
  ///   - isSynced: Whether a file is on disk when this returns.
  static func write(
    _ bytes: [UInt8], to path: String, isSynced: Bool = true, reporting reporter: inout Reporter
  ) -> Status {
    do throws(SystemError) {
      if path == "-" {
        try Console.write(bytes)
      } else {
        try SystemFiles.replace(path, with: bytes, isSynced: isSynced)
      }
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

  /// Writes the files of one kind of output: with several pages each has its number in its name.
  static func write(
    _ files: [Output], to path: String, isSynced: Bool = true, reporting reporter: inout Reporter
  ) -> Status {
    if path == "-", files.count > 1 {
      reporter.fail(
        "output", "the brief has \(files.count) pages, and standard output takes one picture",
        hints: "Give a file name: -o page.png writes page-1.png, page-2.png and so on.")
      return .cannotWrite
    }
    for file in files {
      let name = files.count > 1 ? numbered(path, file.page ?? 1) : path
      let status = write(file.bytes, to: name, isSynced: isSynced, reporting: &reporter)
      // What stands in the way of one page stands in the way of the next.
      if status != .done { return status }
    }
    return .done
  }

  /// `page.png` and 2 give `page-2.png`.
  private static func numbered(_ path: String, _ page: Int) -> String {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return "\(path)-\(page)" }
    return "\(path[..<dot])-\(page)\(path[dot...])"
  }
}
