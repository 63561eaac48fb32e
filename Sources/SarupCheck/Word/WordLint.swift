internal import SarupBrief
internal import SarupContainer
internal import SarupDOCX
package import SarupSyntax

/// What is wrong with a Word file, whichever program wrote it: what keeps Word from opening it, what vanishes or leads nowhere, what
/// makes Word take Thai for something else, and what those who cannot see the page miss.
///
/// Messages about text point into the words of a part, one line a paragraph; others into the part's XML.
package struct WordLint {
  let file: WordFile
  let styles: WordStyleTable
  var stories: [WordStory] = []
  var diagnostics = Diagnostics()

  /// Reports all that is wrong.
  ///
  /// - Returns: The texts that the diagnostics point into.
  package static func check(_ bytes: [UInt8], name: String, reporting diagnostics: inout Diagnostics) -> [SourceText] {
    var sources: [SourceText] = []
    guard let file = WordFile(name, bytes, sources: &sources, reporting: &diagnostics) else { return sources }
    var lint = WordLint(file)
    lint.check()
    diagnostics.add(contentsOf: file.diagnostics)
    diagnostics.add(contentsOf: lint.diagnostics)
    // The text comes first: it is what an author knows.
    return lint.stories.map(\.source) + file.sources
  }

  private init(_ file: WordFile) {
    self.file = file
    styles = WordStyleTable(file.root("styles"))
  }

  private mutating func check() {
    let main = file.main
    guard file.tree(main) != nil else { return }
    stories = storyParts(main).compactMap { part in
      file.tree(part).map { WordStory(part, $0, of: file.name) }
    }
    checkPackage()
    checkProperties()
    checkSettings()
    checkStyles()
    checkNumbering()
    checkEmbeddedFonts()
    let references = WordReferences(file, stories: stories)
    for story in stories {
      checkStructure(of: story, references)
      checkNotes(of: story, references)
      checkBindings(of: story, references)
      checkThai(of: story)
      // Characters that must not be in a Word file have a rule of their own.
      let rules = Set(LintRule.allCases).subtracting([.invisible])
      for lint in Lints.findings(in: story.source, rules: rules) { diagnostics.add(lint.diagnostic) }
    }
    if let body = stories.first {
      checkReading(of: body)
      checkLeftovers(of: body)
    }
  }

  /// The parts that hold text, the body first.
  private func storyParts(_ main: String) -> [String] {
    let kinds = ["header", "footer", "footnotes", "endnotes"]
    var result = [main]
    for relationship in file.relationships(of: main) where kinds.contains(relationship.kind) {
      if case .part(let part) = relationship.target, !result.contains(part) { result.append(part) }
    }
    return result
  }

  // MARK: Reporting

  mutating func error(_ code: DiagnosticCode, at span: Span?, _ message: String, hint: String) {
    diagnostics.error(code, at: span, message, hint: hint)
  }

  mutating func warn(_ code: DiagnosticCode, at span: Span?, _ message: String, hint: String) {
    diagnostics.warning(code, at: span, message, hint: hint)
  }
}

extension DiagnosticCode {
  static let wordPart: DiagnosticCode = "word-part-missing"
  static let wordRelationship: DiagnosticCode = "word-relationship"
  static let wordContentType: DiagnosticCode = "word-content-type"
  static let wordExternal: DiagnosticCode = "word-external"
  static let wordMacros: DiagnosticCode = "word-macros"
  static let wordTitle: DiagnosticCode = "word-title"
  static let wordLanguage: DiagnosticCode = "word-language"
  static let wordDate: DiagnosticCode = "word-date"
  static let wordCompatibility: DiagnosticCode = "word-compatibility"
  static let wordThaiLanguage: DiagnosticCode = "word-thai-language"
  static let wordThaiFont: DiagnosticCode = "word-thai-font"
  static let wordTwins: DiagnosticCode = "word-twins"
  static let wordStyle: DiagnosticCode = "word-style"
  static let wordList: DiagnosticCode = "word-list"
  static let wordFont: DiagnosticCode = "word-embedded-font"
  static let wordBookmark: DiagnosticCode = "word-bookmark"
  static let wordControl: DiagnosticCode = "word-control"
  static let wordBinding: DiagnosticCode = "word-binding"
  static let wordPicture: DiagnosticCode = "word-picture"
  static let wordField: DiagnosticCode = "word-field"
  static let wordAnchor: DiagnosticCode = "word-anchor"
  static let wordNote: DiagnosticCode = "word-note"
  static let wordCell: DiagnosticCode = "word-cell"
  static let wordSection: DiagnosticCode = "word-section"
  static let wordUntagged: DiagnosticCode = "word-thai-untagged"
  static let wordTagged: DiagnosticCode = "word-latin-tagged"
  static let wordRightToLeft: DiagnosticCode = "word-thai-right-to-left"
  static let wordJustified: DiagnosticCode = "word-thai-justified"
  static let wordInvisible: DiagnosticCode = "word-invisible"
  /// A value that the standard does not know.
  static let wordValue: DiagnosticCode = "word-value"
  static let wordLineHeight: DiagnosticCode = "word-line-height"
  static let wordTypedNumber: DiagnosticCode = "word-typed-number"
  static let wordHeadings: DiagnosticCode = "word-headings"
  static let wordHeaderRow: DiagnosticCode = "word-header-row"
  static let wordAlternative: DiagnosticCode = "word-alternative"
  static let wordChanges: DiagnosticCode = "word-tracked-changes"
  static let wordComments: DiagnosticCode = "word-comments"
}
