import SarupSyntax
import TestSupport
import Testing

/// Trees made by chance, printed and read back; inputs made by chance, which must never be more than refused.
struct TreePropertyTests {
  private static let words = [
    "ก", "น้ำ", "ผู้", "a", "true", "~", "12", "0o7", ".5", "-", "#", ": ", " #", "\"", "'", "\\", "\n", "\t", "{", "]",
    "*", "&",
    "!", "|", ">", "%", "@", "`", "😀", "\u{2028}", "\u{FEFF}", "<<", "---", "...", ",", "?", " ",
  ]

  private static func text(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...5, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }.joined()
  }

  private static func tree(_ depth: Int, _ random: inout SeededGenerator) -> Node {
    let span = SourceText(name: "", text: "").span(0, 0)
    switch depth == 0 ? 0 : Int.random(in: 0...4, using: &random) {
    case 1, 2:
      let items = (0..<Int.random(in: 0...4, using: &random)).map { _ in tree(depth - 1, &random) }
      return Node(.sequence(items), at: span)
    case 3, 4:
      var entries: [Entry] = []
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let key = text(&random)
        guard !entries.contains(where: { $0.key == key }) else { continue }
        entries.append(Entry(key: key, keySpan: span, value: tree(depth - 1, &random)))
      }
      return Node(.mapping(entries), at: span)
    default:
      let plain = ["null", "true", "false", "0", "-12", "3.25", "1e9"]
      return Bool.random(using: &random)
        ? Node(.scalar(Scalar(plain.randomElement(using: &random) ?? "0", style: .plain)), at: span)
        : Node(.scalar(Scalar(text(&random), style: .quoted)), at: span)
    }
  }

  private static func json(_ node: Node) -> String {
    switch node.kind {
    case .scalar(let scalar): scalar.style == .plain ? scalar.text : JSONText.quoted(scalar.text)
    case .sequence(let items): "[" + items.map(json).joined(separator: " , ") + "]"
    case .mapping(let entries):
      "{" + entries.map { JSONText.quoted($0.key) + ": " + json($0.value) }.joined(separator: ",\n") + "}"
    }
  }

  /// Block style, which has indentation and single quotes where JSON has brackets and escapes.
  private static func yaml(_ node: Node, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    switch node.kind {
    case .scalar(let scalar): return " " + (scalar.style == .plain ? scalar.text : quoted(scalar.text)) + "\n"
    case .sequence(let items):
      return items.isEmpty
        ? " []\n" : "\n" + items.map { margin + "-" + yaml($0, indent: indent + 2) }.joined()
    case .mapping(let entries):
      return entries.isEmpty
        ? " {}\n"
        : "\n" + entries.map { margin + quoted($0.key) + ":" + yaml($0.value, indent: indent + 1) }.joined()
    }
  }

  private static func quoted(_ text: String) -> String {
    // A line break or a tab is folded in single quotes.
    text.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{2028}" || $0 == "\u{FEFF}" }
      ? JSONText.quoted(text).replacing("\u{2028}", with: "\\L").replacing("\u{FEFF}", with: "\\uFEFF")
      : "'" + text.replacing("'", with: "''") + "'"
  }

  @Test func treesReadBackFromJSON() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<500 {
      let tree = Self.tree(4, &random)
      let source = SourceText(name: "tree.json", text: Self.json(tree))
      var diagnostics = Diagnostics()
      let read = JSON.read(source, reporting: &diagnostics)
      #expect(read == tree && diagnostics.all.isEmpty, "\(Self.json(tree))")
      if let read { Self.checkSpans(read, in: source) }
    }
  }

  @Test func treesReadBackFromYAML() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<500 {
      let tree = Self.tree(4, &random)
      let source = SourceText(name: "tree.yaml", text: "---" + Self.yaml(tree, indent: 0))
      var diagnostics = Diagnostics()
      let read = YAML.read(source, reporting: &diagnostics)
      #expect(
        read == tree && diagnostics.all.isEmpty, "\(source.span(0, 0)) \(Self.yaml(tree, indent: 0)) \(diagnostics)")
      if let read { Self.checkSpans(read, in: source) }
    }
  }

  /// A content span holds the very text; a parent's span holds its children's.
  private static func checkSpans(_ node: Node, in source: SourceText) {
    switch node.kind {
    case .scalar(let scalar):
      if let content = scalar.contentSpan { #expect(source[content].utf8.elementsEqual(scalar.text.utf8)) }
      // Without an escape or a doubled quote the text stands in the source as it is, all of what is between the quotes.
      let quotes = scalar.style == .quoted ? 1 : 0
      let inner = source.span(Int(node.span.lower) + quotes, Int(node.span.upper) - quotes)
      if !source[inner].unicodeScalars.contains(where: { $0 == "\\" || $0 == "'" }) {
        #expect(scalar.contentSpan == inner, "\(source[node.span])")
      }
    case .sequence(let items):
      for item in items {
        #expect(node.span.lower <= item.span.lower && item.span.upper <= node.span.upper)
        checkSpans(item, in: source)
      }
    case .mapping(let entries):
      for entry in entries {
        #expect(node.span.lower <= entry.keySpan.lower && entry.value.span.upper <= node.span.upper)
        checkSpans(entry.value, in: source)
      }
    }
  }

  @Test func anyInputIsReadOrRefusedInsideIt() {
    var random = SeededGenerator(seed: 3)
    for round in 0..<2000 {
      var text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        Self.words.randomElement(using: &random) ?? ""
      }.joined(separator: ["", "\n", " "].randomElement(using: &random) ?? "")
      if round % 4 == 0 {
        text = String(decoding: (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }, as: UTF8.self)
      }
      let source = SourceText(name: "noise", text: "ก" + text + "ก")
      let range = 3..<(source.bytes.count - 3)
      for isYAML in [true, false] {
        var diagnostics = Diagnostics()
        let node =
          isYAML
          ? YAML.read(source, in: range, reporting: &diagnostics)
          : JSON.read(source, in: range, reporting: &diagnostics)
        #expect((node == nil) == diagnostics.hasErrors)
        for span in diagnostics.all.compactMap(\.span) + (node.map { [$0.span] } ?? []) {
          #expect(
            range.lowerBound <= Int(span.lower) && span.lower <= span.upper && Int(span.upper) <= range.upperBound)
        }
        for format in DiagnosticPrinter.Format.allCases {
          let text = DiagnosticPrinter(format: format, sources: [source], width: 30).text(of: diagnostics)
          #expect(text.isEmpty == diagnostics.all.isEmpty)
        }
      }
    }
  }
}
