extension DiagnosticCode {
  package static let yamlSyntax: DiagnosticCode = "yaml-syntax"
  package static let yamlAlias: DiagnosticCode = "yaml-alias"
  package static let yamlAliasBomb: DiagnosticCode = "yaml-alias-bomb"
  package static let yamlTag: DiagnosticCode = "yaml-tag"
  package static let yamlKey: DiagnosticCode = "yaml-key"
  package static let yamlComment: DiagnosticCode = "yaml-comment"
  package static let yamlDocuments: DiagnosticCode = "yaml-several-documents"
  package static let duplicateKey: DiagnosticCode = "duplicate-key"
  package static let inputTooLarge: DiagnosticCode = "input-too-large"
  package static let inputTooDeep: DiagnosticCode = "input-too-deep"
  package static let controlCharacter: DiagnosticCode = "control-character"
}

/// Reads YAML 1.2 with the core schema, through libyaml.
///
/// One document a source. Anchors are resolved by copying, within ``InputLimits/aliasBytes``. Refused, each with its
/// place: keys that are lists or mappings, merge keys (`<<`), tags other than those of the core schema.
package enum YAML {
  /// - Parameters:
  ///   - range: The part of the source to read, such as front matter; spans are offsets in the whole source all the same.
  /// - Returns: `nil` when there was an error. A source without any content is an empty scalar, which is a null.
  package static func read(
    _ source: SourceText, in range: Range<Int>? = nil, limits: InputLimits = InputLimits(),
    reporting diagnostics: inout Diagnostics
  ) -> Node? {
    guard let range = limits.part(range, of: source, reporting: &diagnostics) else { return nil }
    var composer = YAMLComposer(source, range, limits)
    composer.run()
    diagnostics.add(contentsOf: composer.diagnostics)
    return composer.diagnostics.hasErrors ? nil : composer.root
  }
}

/// Builds the tree from the events with a stack of its own, so that depth costs no stack of the thread.
private struct YAMLComposer {
  var diagnostics = Diagnostics()
  /// The document; an empty scalar where there was none.
  var root: Node

  private let source: SourceText
  private let range: Range<Int>
  private let limits: InputLimits
  private var stack: [Frame] = []
  private var anchors: [String: Anchored] = [:]
  private var documents = 0
  private var nodes = 0
  private var aliasBytes = 0

  /// A list or mapping that is being read.
  private struct Frame {
    var isMapping: Bool
    var isFlow: Bool
    var anchor: String?
    var start: Int
    var items: [Node] = []
    var entries: [Entry] = []
    var key: Key = .none
    var keys = KeyIndex()
    var cost = InputLimits.aliasNodeCost
    /// Levels below this one.
    var height = 0
  }

  private enum Key {
    case none
    case some(String, Span)
    /// A key was there, but its value goes nowhere.
    case dropped
  }

  private struct Anchored {
    var node: Node
    var cost: Int
    var height: Int
  }

  /// A finished node on its way to the place it belongs to.
  private struct Finished {
    var node: Node
    var cost: Int
    var height: Int
  }

  init(_ source: SourceText, _ range: Range<Int>, _ limits: InputLimits) {
    self.source = source
    self.range = range
    self.limits = limits
    let start = source.span(range.lowerBound, range.lowerBound)
    root = Node(.scalar(Scalar("", style: .plain)), at: start)
  }

  mutating func run() {
    var events = YAMLEvents(source.bytes[range])
    do throws(YAMLFailure) {
      while step(try events.next()) {}
    } catch {
      diagnostics.add(YAMLMistake(error, in: source, range).diagnostic)
    }
  }

  /// - Returns: `false` when there is nothing more to read.
  private mutating func step(_ event: YAMLEvent) -> Bool {
    let lower = range.lowerBound + event.range.lowerBound
    let upper = range.lowerBound + event.range.upperBound
    switch event.content {
    case .streamEnd:
      return false
    case .documentStart:
      documents += 1
      if documents > 1 {
        diagnostics.error(
          .yamlDocuments, at: span(lower, upper), "a second document begins here, where one is read",
          hint: "Put it into a file of its own.")
        return false
      }
    case .alias(let name):
      return resolve(name, lower, upper)
    case .scalar(let text, let style):
      guard count(at: lower) else { return false }
      let start = contentStart(lower, event)
      let scalar = self.scalar(text, style, event.tag, lower, start, upper)
      finish(scalar, anchor: event.anchor)
    case .sequenceStart(let isFlow):
      return open(
        Frame(isMapping: false, isFlow: isFlow, anchor: event.anchor, start: contentStart(lower, event)), event)
    case .mappingStart(let isFlow):
      return open(
        Frame(isMapping: true, isFlow: isFlow, anchor: event.anchor, start: contentStart(lower, event)), event)
    case .sequenceEnd, .mappingEnd:
      close(upper)
    case .other:
      break
    }
    return true
  }

  // MARK: Scalars

  private mutating func scalar(
    _ text: String, _ style: Scalar.Style, _ tag: String?, _ lower: Int, _ start: Int, _ upper: Int
  ) -> Finished {
    var scalar = Scalar(text, style: style)
    var end = max(start, upper)
    switch style {
    case .plain:
      scalar.contentSpan = literal(text, at: start)
    case .quoted:
      scalar.contentSpan = literal(text, at: start + 1)
      // A literal shorter than what stands between the quotes is a chance hit of something escaped or folded.
      if let content = scalar.contentSpan, Int(content.upper) != end - 1 { scalar.contentSpan = nil }
    case .block:
      while end > start, isBlank(end - 1) { end -= 1 }
      scalar.contentSpan = blockContent(text, start, end)
    }
    let span = span(start, end)
    refuseControlCharacters(in: text, at: span)
    if let tag { apply(tag, to: &scalar, at: lower) }
    let cost = InputLimits.aliasNodeCost + text.utf8.count
    return Finished(node: Node(.scalar(scalar), at: span), cost: cost, height: 0)
  }

  private func literal(_ text: String, at offset: Int) -> Span? {
    let count = text.utf8.count
    guard offset + count <= range.upperBound, source.bytes[offset..<(offset + count)].elementsEqual(text.utf8) else {
      return nil
    }
    return span(offset, offset + count)
  }

  /// A block of one line stands in the source as it is, behind the line of `|` or `>` and its indentation.
  private func blockContent(_ text: String, _ start: Int, _ end: Int) -> Span? {
    guard var offset = source.bytes[start..<end].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    while offset < end, isBlank(offset) { offset += 1 }
    offset -= text.utf8.prefix { $0 == UInt8(ascii: " ") }.count
    return offset > start ? literal(text, at: offset) : nil
  }

  /// A text in double quotes may name any character by an escape; some of them no document can hold.
  private mutating func refuseControlCharacters(in text: String, at span: Span) {
    guard let scalar = text.unicodeScalars.first(where: ControlCharacters.contains) else { return }
    var place = span
    var offset = Int(span.lower)
    while offset + 1 < Int(span.upper), place == span {
      guard source.bytes[offset] == UInt8(ascii: "\\") else {
        offset += 1
        continue
      }
      let length = YAMLEscape.length(of: source.bytes[offset + 1])
      if YAMLEscape.value(in: source.bytes[offset..<min(offset + length, Int(span.upper))]) == scalar.value {
        place = self.span(offset, min(offset + length, Int(span.upper)))
      }
      offset += length
    }
    diagnostics.error(
      .controlCharacter, at: place, ControlCharacters.message(for: scalar), hint: ControlCharacters.hint)
  }

  private mutating func apply(_ tag: String, to scalar: inout Scalar, at offset: Int) {
    var asPlain = scalar
    asPlain.style = .plain
    let fits: Bool
    switch tag {
    case "!", "tag:yaml.org,2002:str":
      if scalar.style == .plain { scalar.style = .quoted }
      return
    case "tag:yaml.org,2002:int": fits = asPlain.integer != nil
    case "tag:yaml.org,2002:float": fits = asPlain.number != nil
    case "tag:yaml.org,2002:bool": fits = asPlain.bool != nil
    case "tag:yaml.org,2002:null": fits = asPlain.isNull
    default:
      refuse(tag, at: offset)
      return
    }
    scalar = asPlain
    if !fits {
      let place = tagSpan(at: offset)
      diagnostics.error(
        .yamlTag, at: place, "the text behind `\(source[place])` is not of that kind",
        hint: "Leave the tag away.")
    }
  }

  private mutating func refuse(_ tag: String, at offset: Int) {
    let place = tagSpan(at: offset)
    diagnostics.error(
      .yamlTag, at: place, "the tag `\(source[place])` is not known here",
      hint: "Put a text that begins with `!` in quotes; leave any other tag away.")
  }

  // MARK: Lists and mappings

  private mutating func open(_ frame: Frame, _ event: YAMLEvent) -> Bool {
    guard count(at: frame.start) else { return false }
    if let tag = event.tag, tag != "!", tag != "tag:yaml.org,2002:\(frame.isMapping ? "map" : "seq")" {
      refuse(tag, at: range.lowerBound + event.range.lowerBound)
    }
    guard stack.count < limits.depth else {
      tooDeep(at: span(frame.start, frame.start + 1))
      return false
    }
    stack.append(frame)
    return true
  }

  private mutating func close(_ upper: Int) {
    guard let frame = stack.popLast() else { return }
    // A block ends where libyaml meets the next token, lines later; here it ends with its last value.
    let isBracketed = frame.isFlow && upper > frame.start && source.bytes[upper - 1] == (frame.isMapping ? 0x7D : 0x5D)
    let last = frame.isMapping ? frame.entries.last?.value.span.upper : frame.items.last?.span.upper
    var end = isBracketed ? upper : max(frame.start, Int(last ?? 0))
    // The last value may be an alias's copy only at its top, so its span is of this place; an end beyond the event
    // could only come from a mistake above.
    end = min(end, max(upper, frame.start))
    let kind: Node.Kind = frame.isMapping ? .mapping(frame.entries) : .sequence(frame.items)
    finish(
      Finished(node: Node(kind, at: span(frame.start, end)), cost: frame.cost, height: frame.height + 1),
      anchor: frame.anchor)
  }

  /// Puts a node where it belongs: into the list or mapping that is open, or at the root.
  private mutating func finish(_ finished: Finished, anchor: String?) {
    if let anchor {
      anchors[anchor] = Anchored(node: finished.node, cost: finished.cost, height: finished.height)
    }
    guard let top = stack.indices.last else {
      root = finished.node
      return
    }
    stack[top].cost += finished.cost
    stack[top].height = max(stack[top].height, finished.height)
    guard stack[top].isMapping else {
      stack[top].items.append(finished.node)
      return
    }
    switch stack[top].key {
    case .none:
      stack[top].key = key(from: finished.node, in: top)
    case .some(let key, let keySpan):
      warnOfComment(as: finished.node, of: key, at: keySpan)
      stack[top].entries.append(Entry(key: key, keySpan: keySpan, value: finished.node))
      stack[top].key = .none
    case .dropped:
      stack[top].key = .none
    }
  }

  private mutating func key(from node: Node, in top: Int) -> Key {
    guard let scalar = node.scalar else {
      if let field = bracedField(around: node.span) {
        diagnostics.error(
          .yamlKey, at: field, "`\(Excerpt.of(source[field]))` without quotes is a mapping, not a text",
          hint: "Put the whole text in quotes.")
        return .dropped
      }
      diagnostics.error(
        .yamlKey, at: node.span, "a key must be a text, not \(node.found)",
        hint: "Put a text that begins with `{` or `[` in quotes.")
      return .dropped
    }
    if scalar.style == .plain, scalar.text == "<<" {
      diagnostics.error(
        .yamlKey, at: node.span, "there are no merge keys here", hint: "Write the fields out in this place.")
      return .dropped
    }
    if scalar.style == .plain, scalar.text.isEmpty {
      diagnostics.error(
        .yamlKey, at: node.span, "a key is missing before the `:`", hint: "Write the key in front of it: `key: value`.")
      return .dropped
    }
    if let first = stack[top].keys.insert(scalar.text, at: node.span) {
      diagnostics.duplicateKey(scalar.text, at: node.span, first: first)
      return .dropped
    }
    return .some(scalar.text, node.span)
  }

  /// `{{title}}`, which YAML takes for a mapping whose key is a mapping.
  private func bracedField(around inner: Span) -> Span? {
    let (open, close) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
    let (lower, upper) = (Int(inner.lower), Int(inner.upper))
    guard lower > range.lowerBound, upper < range.upperBound, source.bytes[lower - 1] == open,
      source.bytes[lower] == open, source.bytes[upper] == close
    else { return nil }
    return span(lower - 1, upper + 1)
  }

  /// `color: #1a2b3c`: what was meant for the value is a comment.
  private mutating func warnOfComment(as value: Node, of key: String, at keySpan: Span) {
    guard value.scalar.map({ $0.style == .plain && $0.text.isEmpty }) ?? false else { return }
    var start = Int(keySpan.upper)
    while start < range.upperBound, source.bytes[start] == UInt8(ascii: ":") || source.bytes[start] == 0x20 {
      start += 1
    }
    guard start + 1 < range.upperBound, source.bytes[start] == UInt8(ascii: "#"), !isBlank(start + 1) else { return }
    var end = start
    while end < range.upperBound, !isBlank(end) { end += 1 }
    let comment = span(start, end)
    diagnostics.warning(
      .yamlComment, at: comment, "`\(Excerpt.of(source[comment]))` is a comment, and `\(Excerpt.of(key))` has no value",
      hint: "Put the value in quotes; write a space behind the `#` of a comment.")
  }

  // MARK: Aliases

  private mutating func resolve(_ name: String, _ lower: Int, _ upper: Int) -> Bool {
    let place = span(lower, upper)
    guard count(at: lower) else { return false }
    guard let anchored = anchors[name] else {
      if stack.contains(where: { $0.anchor == name }) {
        diagnostics.error(
          .yamlAlias, at: place, "the alias `*\(name)` stands inside the value that it names",
          hint: "Write the value out in this place.")
      } else {
        diagnostics.error(
          .yamlAlias, at: place, "no anchor `&\(name)` stands before the alias `*\(name)`",
          hint: "Put a text that begins with `*` in quotes: without them YAML takes it for an alias.")
      }
      // Something has to stand in the place, or keys and values would be mixed up from here on.
      let nothing = Node(.scalar(Scalar("*\(name)", style: .quoted)), at: place)
      finish(Finished(node: nothing, cost: 0, height: 0), anchor: nil)
      return true
    }
    aliasBytes += anchored.cost
    guard aliasBytes <= limits.aliasBytes else {
      diagnostics.error(
        .yamlAliasBomb, at: place, "the aliases repeat more than \(limits.aliasBytes) bytes of text",
        hint: "Write the repeated parts out, or make the text shorter.")
      return false
    }
    guard stack.count + anchored.height <= limits.depth else {
      tooDeep(at: place)
      return false
    }
    var node = anchored.node
    node.span = place
    finish(Finished(node: node, cost: anchored.cost, height: anchored.height), anchor: nil)
    return true
  }

  // MARK: Limits and places

  private mutating func count(at offset: Int) -> Bool {
    nodes += 1
    guard nodes > limits.nodes else { return true }
    diagnostics.error(
      .inputTooLarge, at: span(offset, offset), "there are more than \(limits.nodes) values",
      hint: "Split the text into several files.")
    return false
  }

  private mutating func tooDeep(at place: Span) {
    diagnostics.error(
      .inputTooDeep, at: place, "lists and mappings stand more than \(limits.depth) deep in each other",
      hint: "Bring some of them up a level.")
  }

  private func span(_ lower: Int, _ upper: Int) -> Span { source.span(lower, upper) }

  private func isBlank(_ offset: Int) -> Bool {
    switch source.bytes[offset] {
    case 0x20, 0x09, 0x0A, 0x0D: true
    default: false
    }
  }

  /// Behind the anchor and the tag, which libyaml counts to the node.
  private func contentStart(_ lower: Int, _ event: YAMLEvent) -> Int {
    guard event.anchor != nil || event.tag != nil else { return lower }
    var offset = lower
    while offset < range.upperBound,
      source.bytes[offset] == UInt8(ascii: "&") || source.bytes[offset] == UInt8(ascii: "!")
    {
      while offset < range.upperBound, !isBlank(offset) { offset += 1 }
      while offset < range.upperBound, isBlank(offset) { offset += 1 }
    }
    // An empty value has nothing behind its anchor; what follows is the next key.
    return min(offset, max(lower, range.lowerBound + event.range.upperBound))
  }

  /// The tag among the anchor and tag that begin at an offset.
  private func tagSpan(at offset: Int) -> Span {
    var start = offset
    while start < range.upperBound, source.bytes[start] != UInt8(ascii: "!") { start += 1 }
    var end = start
    while end < range.upperBound, !isBlank(end) { end += 1 }
    return span(start, end)
  }
}
