package import SarupSyntax

/// Where templates come from: those that ship, and files below one folder.
package struct TemplateLibrary: Sendable {
  /// A template that ships.
  package struct Shipped: Sendable {
    package var name: String
    package var source: SourceText

    package init(name: String, source: SourceText) {
      self.name = name
      self.source = source
    }
  }

  let shipped: [Shipped]
  let files: any FileAccess
  /// The folder that `files` reads from, as messages speak of it; empty for the current one.
  let folder: String

  /// Bytes that one template may have.
  static let largestTemplate = 1 << 20

  package init(shipped: [Shipped], files: any FileAccess = NoFiles(), folder: String = "") {
    self.shipped = shipped
    self.files = files
    self.folder = folder
  }

  /// A template as it was read, and every text that a message about it may point into.
  package struct Reading: Sendable {
    /// `nil` when something is wrong with it.
    package var template: Template?
    package var sources: [SourceText]
  }

  /// Reads the template of a name: one that ships, or the file of that name, with `.yaml` behind it where it has no ending.
  ///
  /// - Parameter span: where the name was written, for a message when there is none.
  package func template(
    named name: String, at span: SarupSyntax.Span? = nil, reporting diagnostics: inout Diagnostics
  ) -> Reading {
    var chain = InheritanceChain(library: self)
    guard let first = chain.find(name, from: nil, at: span, reporting: &diagnostics) else {
      return Reading(template: nil, sources: chain.sources)
    }
    return read(first, through: &chain, reporting: &diagnostics)
  }

  /// Reads a template from a text; its bases are found in the library.
  ///
  /// - Parameter path: of the text's file, below the library's folder.
  package func template(
    from source: SourceText, path: String = "", reporting diagnostics: inout Diagnostics
  ) -> Reading {
    var chain = InheritanceChain(library: self)
    return read(InheritanceChain.Link(path: path, source: source), through: &chain, reporting: &diagnostics)
  }

  private func read(
    _ first: InheritanceChain.Link, through chain: inout InheritanceChain, reporting diagnostics: inout Diagnostics
  ) -> Reading {
    var mistakes = Diagnostics()
    let tree = chain.merged(from: first, reporting: &mistakes)
    let template = tree.flatMap { TemplateReader.read($0, sources: chain.sources, reporting: &mistakes) }
    for mistake in Self.inOrder(mistakes.all, of: chain.sources) { diagnostics.add(mistake) }
    return Reading(template: template, sources: chain.sources)
  }

  /// Messages in the order of the text: the template's own first, then those about its bases.
  private static func inOrder(_ mistakes: [Diagnostic], of sources: [SourceText]) -> [Diagnostic] {
    func place(_ mistake: Diagnostic) -> (source: Int, offset: UInt32) {
      guard let span = mistake.span, let source = sources.firstIndex(where: { $0.id == span.source }) else {
        return (sources.count, 0)
      }
      return (source, span.lower)
    }
    // `sort` alone may swap messages about one place.
    return mistakes.enumerated().sorted { left, right in
      let (first, second) = (place(left.element), place(right.element))
      return (first.source, first.offset, left.offset) < (second.source, second.offset, right.offset)
    }.map(\.element)
  }
}
