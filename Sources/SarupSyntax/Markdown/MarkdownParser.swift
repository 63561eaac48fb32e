private import CMarkdown
private import Synchronization

/// The library that reads Markdown.
package enum MarkdownLibrary {
  /// Of the library that is loaded, not of its headers.
  package static var version: String { cmark_version_string().map { String(cString: $0) } ?? "" }
}

/// One parse of cmark-gfm. This file alone knows the C library; a node is valid as long as its parse.
final class MarkdownParse {
  private let parser: OpaquePointer
  private var root: OpaquePointer?
  private let strikethrough: Bool

  /// - Parameter strikethrough: Whether `~~` marks struck text; see ``finish()`` for what it costs.
  init?(strikethrough: Bool) {
    let options = CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
    guard let parser = cmark_parser_new(options) else { return nil }
    self.parser = parser
    self.strikethrough = strikethrough
    if let table = Extensions.shared.table { cmark_parser_attach_syntax_extension(parser, table) }
    if strikethrough, let extend = Extensions.shared.strikethrough {
      cmark_parser_attach_syntax_extension(parser, extend)
    }
  }

  deinit {
    if let root { cmark_node_free(root) }
    cmark_parser_free(parser)
  }

  /// Hands over the next bytes of the text; they need not end at a line's end.
  func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count > 0, let base = bytes.baseAddress else { return }
    base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { cmark_parser_feed(parser, $0, bytes.count) }
  }

  /// Parses what has been fed. To be called once.
  ///
  /// An extension for inlines adds its character to a table that the library shares between all parsers and takes it
  /// out again afterwards. Such parses stand in line, so that the result does not depend on what another thread does;
  /// a text without `~` is indifferent to the table and needs no lock.
  func finish() -> MarkdownNode? {
    if strikethrough {
      Extensions.lock.withLock { _ in root = cmark_parser_finish(parser) }
    } else {
      root = cmark_parser_finish(parser)
    }
    return root.map(MarkdownNode.init(raw:))
  }

  /// What an entity such as `&amp;` or `&#3585;` stands for; `nil` when it is none.
  static func entity(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    guard let parse = MarkdownParse(strikethrough: false) else { return nil }
    bytes.withUnsafeBufferPointer { parse.feed($0) }
    guard let text = parse.finish()?.firstChild?.firstChild, text.next == nil else { return nil }
    let literal = Array(text.literal)
    return literal.elementsEqual(bytes) ? nil : literal
  }

  private struct Extensions: @unchecked Sendable {
    // The pointers lead into the library's registry, which is filled once and never changes again.
    let table: OpaquePointer?
    let strikethrough: OpaquePointer?

    static let lock = Mutex(())
    static let shared: Extensions = {
      cmark_gfm_core_extensions_ensure_registered()
      return Extensions(
        table: cmark_find_syntax_extension("table"), strikethrough: cmark_find_syntax_extension("strikethrough"))
    }()
  }
}

/// A node of the tree of a ``MarkdownParse``.
struct MarkdownNode {
  enum Kind {
    case document, quote, list, item, code, html, paragraph, heading, rule, footnoteDefinition
    case table, tableRow, tableCell
    case text, softBreak, lineBreak, codeSpan, inlineHTML, emphasis, strong, strikethrough, link, image
    case footnoteReference
    case unknown
  }

  private let raw: OpaquePointer

  fileprivate init(raw: OpaquePointer) { self.raw = raw }

  var kind: Kind {
    switch cmark_node_get_type(raw) {
    case CMARK_NODE_DOCUMENT: return .document
    case CMARK_NODE_BLOCK_QUOTE: return .quote
    case CMARK_NODE_LIST: return .list
    case CMARK_NODE_ITEM: return .item
    case CMARK_NODE_CODE_BLOCK: return .code
    case CMARK_NODE_HTML_BLOCK: return .html
    case CMARK_NODE_PARAGRAPH: return .paragraph
    case CMARK_NODE_HEADING: return .heading
    case CMARK_NODE_THEMATIC_BREAK: return .rule
    case CMARK_NODE_FOOTNOTE_DEFINITION: return .footnoteDefinition
    case CMARK_NODE_TEXT: return .text
    case CMARK_NODE_SOFTBREAK: return .softBreak
    case CMARK_NODE_LINEBREAK: return .lineBreak
    case CMARK_NODE_CODE: return .codeSpan
    case CMARK_NODE_HTML_INLINE: return .inlineHTML
    case CMARK_NODE_EMPH: return .emphasis
    case CMARK_NODE_STRONG: return .strong
    case CMARK_NODE_LINK: return .link
    case CMARK_NODE_IMAGE: return .image
    case CMARK_NODE_FOOTNOTE_REFERENCE: return .footnoteReference
    default:
      // The kinds of extensions get their numbers when they are registered; their names are fixed.
      return switch String(cString: cmark_node_get_type_string(raw)) {
      case "table": .table
      case "table_header", "table_row": .tableRow
      case "table_cell": .tableCell
      case "strikethrough": .strikethrough
      default: .unknown
      }
    }
  }

  var firstChild: MarkdownNode? { cmark_node_first_child(raw).map(MarkdownNode.init(raw:)) }
  var next: MarkdownNode? { cmark_node_next(raw).map(MarkdownNode.init(raw:)) }
  var parent: MarkdownNode? { cmark_node_parent(raw).map(MarkdownNode.init(raw:)) }

  /// Frees the node and everything below it; it must not be used again.
  ///
  /// A long text would otherwise stand in memory twice until its last block has been read.
  func release() {
    cmark_node_unlink(raw)
    cmark_node_free(raw)
  }

  func isSame(as other: MarkdownNode) -> Bool { raw == other.raw }

  /// The children in their order.
  var children: [MarkdownNode] {
    var result: [MarkdownNode] = []
    var child = firstChild
    while let node = child {
      result.append(node)
      child = node.next
    }
    return result
  }

  /// Lines count from 1 in what was fed; 0 where the library does not know.
  var startLine: Int { Int(cmark_node_get_start_line(raw)) }
  var endLine: Int { Int(cmark_node_get_end_line(raw)) }
  /// Columns count bytes from 1 in what was fed; reliable for blocks alone.
  var startColumn: Int { Int(cmark_node_get_start_column(raw)) }

  var headingLevel: Int { Int(cmark_node_get_heading_level(raw)) }
  var isOrdered: Bool { cmark_node_get_list_type(raw) == CMARK_ORDERED_LIST }
  var listStart: Int { Int(cmark_node_get_list_start(raw)) }
  var isFenced: Bool {
    var length: CInt = 0
    var offset: CInt = 0
    var character: CChar = 0
    return cmark_node_get_fenced(raw, &length, &offset, &character) != 0
  }

  /// UTF-8 of a text, code or HTML node; valid as long as the parse.
  var literal: UnsafeBufferPointer<UInt8> { MarkdownNode.bytes(cmark_node_get_literal(raw)) }
  var fenceInfo: UnsafeBufferPointer<UInt8> { MarkdownNode.bytes(cmark_node_get_fence_info(raw)) }
  var url: UnsafeBufferPointer<UInt8> { MarkdownNode.bytes(cmark_node_get_url(raw)) }
  var title: UnsafeBufferPointer<UInt8> { MarkdownNode.bytes(cmark_node_get_title(raw)) }

  /// The column alignments of a table.
  var alignments: [MarkdownTable.Alignment] {
    guard let letters = cmark_gfm_extensions_get_table_alignments(raw) else { return [] }
    return (0..<Int(cmark_gfm_extensions_get_table_columns(raw))).map { column in
      switch letters[column] {
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .end
      default: .start
      }
    }
  }

  private static func bytes(_ string: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let string else { return UnsafeBufferPointer(start: nil, count: 0) }
    var count = 0
    while string[count] != 0 { count += 1 }
    return UnsafeRawBufferPointer(start: string, count: count).bindMemory(to: UInt8.self)
  }
}
