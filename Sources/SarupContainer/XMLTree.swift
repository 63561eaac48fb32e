package import SarupSyntax

/// A name with the namespace that its prefix stands for; attributes without prefix have none.
package struct XMLName: Hashable, Sendable {
  package var namespace: String
  package var local: String

  package init(namespace: String, local: String) {
    self.namespace = namespace
    self.local = local
  }
}

/// How much a document of XML may hold before it is refused.
package struct XMLLimits: Sendable {
  package var bytes = 64 << 20
  /// How deep elements may stand in each other. Tables in tables of an office's form stay under a hundred.
  package var depth = 256
  /// Elements and texts.
  package var nodes = 4_000_000

  package init() {}
}

/// A document of XML with the place of each element in its bytes, so that stretches of it can be copied as they are.
///
/// Comments and processing instructions are read over. Every element holds on to the whole document.
package final class XMLTree: Sendable {
  struct Node: Sendable {
    /// Index of the name; -1 for a text.
    var name: Int32
    var parent: Int32
    /// Index behind the last node below it.
    var end: Int32
    var lower: UInt32
    var innerLower: UInt32
    var innerUpper: UInt32
    var upper: UInt32
    var firstAttribute: Int32
    var lastAttribute: Int32
  }

  /// The document while it is read.
  struct Parts {
    var nodes: [Node] = []
    var attributes: [(name: Int32, value: String)] = []
    var declarations: [(node: Int32, prefix: String, uri: String)] = []
    var text: [UInt8] = []
    private var names: [XMLName] = []
    private var numbers: [XMLName: Int32] = [:]

    mutating func name(_ name: XMLName) -> Int32 {
      if let known = numbers[name] { return known }
      let number = Int32(names.count)
      names.append(name)
      numbers[name] = number
      return number
    }

    func finished(_ source: SourceText) -> XMLTree {
      XMLTree(
        source: source, nodes: nodes, attributes: attributes, declarations: declarations, text: text, names: names)
    }
  }

  /// The text that was read; spans of messages point into it.
  package let source: SourceText
  /// In the order of the document; each element stands before what is in it.
  let nodes: [Node]
  let attributes: [(name: Int32, value: String)]
  let declarations: [(node: Int32, prefix: String, uri: String)]
  let text: [UInt8]
  let names: [XMLName]

  fileprivate init(
    source: SourceText, nodes: [Node], attributes: [(name: Int32, value: String)],
    declarations: [(node: Int32, prefix: String, uri: String)], text: [UInt8], names: [XMLName]
  ) {
    self.source = source
    self.nodes = nodes
    self.attributes = attributes
    self.declarations = declarations
    self.text = text
    self.names = names
  }

  package var bytes: [UInt8] { source.bytes }

  package var root: XMLElement { XMLElement(tree: self, index: 0) }

  // MARK: Reading

  /// A document that has been read, or the reason why not among the diagnostics.
  package struct Reading: Sendable {
    /// What messages point into, whether it could be read or not.
    package let source: SourceText
    package let tree: XMLTree?
  }

  /// Reads a document in UTF-8, with or without byte order mark.
  ///
  /// - Parameter name: What messages call it.
  package static func read(
    _ name: String, _ bytes: [UInt8], limits: XMLLimits = XMLLimits(), reporting diagnostics: inout Diagnostics
  ) -> Reading {
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: text.span)
    } catch {
      // Everything before the first bad byte keeps its offset in the repaired text.
      let repaired = SourceText(name: name, validated: isUTF16 ? [] : Array(String(decoding: text, as: UTF8.self).utf8))
      let start = isUTF16 ? 0 : error.byteOffsets.lowerBound
      XMLFault(.encoding(isUTF16 ? "UTF-16" : nil), at: start).report(in: repaired, to: &diagnostics)
      return Reading(source: repaired, tree: nil)
    }
    let source = SourceText(name: name, validated: text)
    do throws(XMLFault) {
      return Reading(source: source, tree: try parse(source, limits: limits))
    } catch {
      error.report(in: source, to: &diagnostics)
      return Reading(source: source, tree: nil)
    }
  }
}

/// Why a document of XML was refused.
package struct XMLFault: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// In the library's own words.
    case syntax(String)
    case documentType
    /// Its name, where it has told one.
    case encoding(String?)
    /// What there is too much of.
    case tooLarge(String)
  }

  package var kind: Kind
  /// Bytes from the start.
  package var offset: Int

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  func report(in source: SourceText, to diagnostics: inout Diagnostics) {
    let start = min(offset, source.bytes.count)
    var end = min(start + 1, source.bytes.count)
    while end < source.bytes.count, source.bytes[end] & 0xC0 == 0x80 { end += 1 }
    let span = source.span(start, end)
    switch kind {
    case .syntax(let words):
      diagnostics.error(
        .xmlSyntax, at: span, "the part is not well-formed XML: \(words)",
        hint: "Open the file in the program that it is from, and save it again.")
    case .documentType:
      diagnostics.error(
        .xmlDocumentType, at: span, "the part has a document type, which no office file has",
        hint: "Do not trust the file: a document type can make a program read other files or fill its memory.")
    case .encoding(let name):
      diagnostics.error(
        .xmlEncoding, at: span, "the part is \(name.map { "in \($0)" } ?? "not in UTF-8"), where UTF-8 is read",
        hint: "Open the file in the program that it is from, and save it again.")
    case .tooLarge(let words):
      diagnostics.error(.xmlTooLarge, at: span, "the part is too large: \(words)", hint: "Use a smaller file.")
    }
  }
}

extension DiagnosticCode {
  package static let xmlSyntax: DiagnosticCode = "xml-syntax"
  package static let xmlDocumentType: DiagnosticCode = "xml-document-type"
  package static let xmlEncoding: DiagnosticCode = "xml-encoding"
  package static let xmlTooLarge: DiagnosticCode = "xml-too-large"
}
