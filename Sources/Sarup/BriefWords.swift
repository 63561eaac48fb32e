internal import SarupBrief
internal import SarupSyntax
internal import SarupThai
internal import Synchronization

/// The words of the organisation's lists, read at the first brief.
final class SharedWords: Sendable {
  struct Reading: Sendable {
    var words = UserDictionary()
    var diagnostics = Diagnostics()
  }

  private let known = Mutex<Reading?>(nil)

  /// - Parameter lists: the same ones every time.
  func read(_ lists: [SourceText]) -> Reading {
    known.withLock { known in
      if let known { return known }
      var reading = Reading()
      for list in lists { reading.words.read(list, reporting: &reading.diagnostics) }
      known = reading
      return reading
    }
  }
}

extension RenderRun {
  /// A break finder that keeps whole what the organisation's lists, the brief's own list and the brief's names say.
  mutating func finder(for brief: SarupBrief.Brief, files: any FileAccess) -> ThaiBreakFinder {
    sources += environment.dictionaries
    let shared = sharedWords.read(environment.dictionaries)
    diagnostics.add(contentsOf: shared.diagnostics)
    var words = shared.words
    if let path = brief.dictionary { read(path, files, into: &words) }
    let names = brief.credits.map(\.name.string) + brief.signatures.map(\.name.string)
    words.add(names: names)
    if last != nil { for name in names { ownWords += Array(name.utf8) + [0] } }
    return ThaiBreakFinder(words: words.isEmpty ? nil : words)
  }

  private mutating func read(_ path: Placed<String>, _ files: any FileAccess, into words: inout UserDictionary) {
    do throws(FileError) {
      let bytes = try files.read(path.value, limit: Limits.dictionary)
      if let source = decode(path.value, bytes) { words.read(source, reporting: &diagnostics) }
      if last != nil { ownWords += bytes + [0] }
    } catch {
      let why =
        switch error.reason {
        case .outsideRoot: "the list of words `\(path.value)` stands outside the brief's folder"
        case .tooLarge(let limit): "the list of words `\(path.value)` has more than \(limit) bytes"
        default: "the list of words `\(path.value)` cannot be read"
        }
      diagnostics.error(
        "dictionary-not-found", at: path.span, why,
        hint: "Give the path of a text file below the folder of the brief, one word a line.")
    }
  }
}
