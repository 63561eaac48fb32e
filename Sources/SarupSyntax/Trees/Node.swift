/// One node of the tree that YAML and JSON are read into, with the place where it was written.
package struct Node: Sendable {
  package enum Kind: Sendable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping([Entry])
  }

  package var kind: Kind
  /// From the first byte of the node to behind its last, quotes and brackets included. For an alias it is the place of
  /// the alias; everything below it keeps the place where the anchor's value was written.
  package var span: Span

  package init(_ kind: Kind, at span: Span) {
    self.kind = kind
    self.span = span
  }

  package var scalar: Scalar? {
    if case .scalar(let scalar) = kind { scalar } else { nil }
  }

  package var sequence: [Node]? {
    if case .sequence(let items) = kind { items } else { nil }
  }

  package var mapping: [Entry]? {
    if case .mapping(let entries) = kind { entries } else { nil }
  }

  /// Nothing was written, or a null.
  package var isNull: Bool { scalar?.isNull ?? false }

  /// The value of a key when this is a mapping that has it.
  package subscript(key: String) -> Node? {
    mapping?.first { $0.key == key }?.value
  }
}

/// A key of a mapping with its value. A reader lets no mapping out in which a key stands twice.
package struct Entry: Sendable {
  package var key: String
  package var keySpan: Span
  package var value: Node

  package init(key: String, keySpan: Span, value: Node) {
    self.key = key
    self.keySpan = keySpan
    self.value = value
  }
}

/// A text, number, truth value or null. Which of them it is follows from its text by the core schema of YAML 1.2 (10.3),
/// and only where it was written without quotes.
package struct Scalar: Sendable, Equatable {
  package enum Style: Sendable {
    /// Without quotes; in JSON a number, `true`, `false` or `null`.
    case plain
    /// In quotes, or called a text by the tag `!!str`.
    case quoted
    /// A literal (`|`) or folded (`>`) block.
    case block
  }

  package var text: String
  package var style: Style
  /// The bytes of the text in the source: set when the source has them in one piece and unchanged, so that byte n of the
  /// text was written at byte n of the span. `nil` where escapes, folding or indentation stand between.
  package var contentSpan: Span?

  package init(_ text: String, style: Style, contentSpan: Span? = nil) {
    self.text = text
    self.style = style
    self.contentSpan = contentSpan
  }

  /// Equality compares what was said, not where.
  package static func == (left: Scalar, right: Scalar) -> Bool {
    left.text == right.text && (left.style == .plain) == (right.style == .plain)
  }
}

extension Node: Equatable {
  /// Equality compares what was said, not where. A mapping's order counts.
  ///
  /// Its recursion is bounded because no reader makes a tree deeper than ``InputLimits/depth``.
  package static func == (left: Node, right: Node) -> Bool {
    switch (left.kind, right.kind) {
    case (.scalar(let left), .scalar(let right)): left == right
    case (.sequence(let left), .sequence(let right)): left == right
    case (.mapping(let left), .mapping(let right)):
      left.elementsEqual(right) { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }
}
