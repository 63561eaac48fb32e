internal import ArgumentParser
internal import Sarup

/// The letterhead of Word files, and whether they carry their fonts.
struct ReferenceOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "An office's own Word file: Word files take its page, running heads, pictures and styles.",
      valueName: "letterhead"),
    completion: .file(extensions: ["docx", "dotx"]))
  var reference: String?

  @Flag(help: "Put the fonts into Word files, for readers who do not have them.")
  var embedFonts = false

  /// - Parameter formats: Of all outputs of the run.
  ///
  /// - Throws: `ValidationError`, its hint on a second line.
  func check(_ formats: [OutputFormat]) throws {
    if formats.contains(.docx) { return }
    guard let option = reference != nil ? "--reference" : embedFonts ? "--embed-fonts" : nil else { return }
    throw ValidationError(
      "\(option) is for Word files, and none is asked for\nGive -o a name that ends in .docx, or say --to docx.")
  }

  /// The letterhead; what is wrong with it has been told.
  ///
  /// - Throws: `ExitCode` when it is not there, or cannot be used.
  func letterhead(for formats: [OutputFormat], reporting reporter: inout Reporter) throws -> LetterheadFile? {
    guard let reference else { return nil }
    let file: LetterheadFile
    do throws(FileError) {
      file = try LetterheadFile(path: reference)
    } catch {
      reporter.fail("input-unreadable", Console.sentence(error), hints: "--reference takes a .docx or .dotx file.")
      throw ExitCode(Status.noInput.rawValue)
    }
    reporter.report(file.diagnostics, sources: file.sources)
    if file.diagnostics.hasErrors { throw ExitCode(Status.badInput.rawValue) }
    let others = OutputFormat.allCases.filter { $0 != .docx && formats.contains($0) }.map(\.rawValue)
    if !others.isEmpty {
      reporter.warn(
        "letterhead-other-outputs",
        "only the Word file takes the letterhead; \(others.joined(separator: ", ")) looks as the template says",
        hints: "Give the template the page and the header of the letterhead, if they are to look alike.")
    }
    return file
  }
}
