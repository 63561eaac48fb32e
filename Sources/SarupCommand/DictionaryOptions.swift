internal import ArgumentParser
internal import Sarup

/// Lists of words that lines must not tear, for every verb that breaks lines.
struct DictionaryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A list of words that lines must not tear, one a line; | in a word is where a line may end. May be given again.",
      valueName: "file"),
    completion: .file())
  var dictionary: [String] = []

  /// The lists as texts. What is wrong with their words is found by whoever uses them.
  func sources(reporting reporter: inout Reporter) throws -> [SourceText] {
    var sources: [SourceText] = []
    for path in dictionary {
      let bytes: [UInt8]
      do throws(FileError) {
        bytes = try SystemFiles.read(path, limit: Limits.dictionary)
      } catch {
        reporter.fail("input-unreadable", Console.sentence(error), hints: "--dictionary takes a text file of words.")
        throw ExitCode(Status.noInput.rawValue)
      }
      var diagnostics = Diagnostics()
      let decoded = SourceText.decode(name: path, bytes: bytes, reporting: &diagnostics)
      reporter.report(diagnostics, sources: [decoded.source])
      guard decoded.isValid else { throw ExitCode(Status.badInput.rawValue) }
      sources.append(decoded.source)
    }
    return sources
  }
}
