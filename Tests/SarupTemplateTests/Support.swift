import SarupResources
import SarupSyntax
import TestSupport

@testable import SarupTemplate

/// Files in memory.
struct MemoryFiles: FileAccess {
  var texts: [String: String]

  func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    if path.hasPrefix("..") { throw FileError(path: path, reason: .outsideRoot) }
    guard let text = texts[path] else { throw FileError(path: path, reason: .notFound) }
    if text.utf8.count > limit { throw FileError(path: path, reason: .tooLarge(limit: limit)) }
    return Array(text.utf8)
  }
}

extension TemplateLibrary {
  /// The templates that ship, and files in memory.
  static func shipped(with texts: [String: String] = [:]) -> TemplateLibrary {
    TemplateLibrary(
      shipped: BundledTemplates.all.map { template in
        Shipped(
          name: template.name,
          source: SourceText(name: template.name, text: String(decoding: template.data.bytes, as: UTF8.self)))
      },
      files: MemoryFiles(texts: texts))
  }
}

/// A text with what was said about it, each message under the line it is about. Lines that begin with `#~` are such messages.
enum Annotation {
  static func strip(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#~") }.joined(separator: "\n")
  }

  static func annotate(_ source: SourceText, others: [SourceText], with diagnostics: [Diagnostic]) -> String {
    let lines = source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    var result: [String] = []
    var said = [Bool](repeating: false, count: diagnostics.count)
    for line in lines {
      result.append(String(decoding: line, as: UTF8.self))
      for (index, diagnostic) in diagnostics.enumerated() {
        guard let span = diagnostic.span, span.source == source.id,
          (line.startIndex...line.endIndex).contains(Int(span.lower)), !said[index]
        else { continue }
        said[index] = true
        result += self.lines(for: diagnostic, at: source[span], column: Int(span.lower) - line.startIndex + 1)
      }
    }
    for (index, diagnostic) in diagnostics.enumerated() where !said[index] {
      let other = diagnostic.span.flatMap { span in others.first { $0.id == span.source } }
      let place = other.flatMap { other in diagnostic.span.map { "\(other[$0]) in \(other.name)" } } ?? "no place"
      result += self.lines(for: diagnostic, at: place, column: nil)
    }
    return result.joined(separator: "\n")
  }

  private static func lines(for diagnostic: Diagnostic, at place: String, column: Int?) -> [String] {
    let place = place.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    let position = column.map { "byte \($0), |\(place)|" } ?? "|\(place)|"
    let head = "#~ \(diagnostic.severity) \(diagnostic.code.name) at \(position)"
    // The words of the readers below are tested where they are.
    guard diagnostic.code.name.hasPrefix("template-") || diagnostic.code == .badLength else { return [head] }
    return ["\(head): \(diagnostic.message)"] + diagnostic.hints.map { "#~   \($0)" }
      + diagnostic.notes.map { "#~   note: \($0.message)" }
  }
}

/// The pictures of the tests.
struct PictureFiles: FileAccess {
  func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    let bytes = Fixtures.picture(path)
    if bytes.isEmpty { throw FileError(path: path, reason: .notFound) }
    return bytes
  }
}
