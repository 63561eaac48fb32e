internal import CYAML

/// The library that reads YAML.
package enum YAMLLibrary {
  /// Of the library that is loaded, not of its headers.
  package static var version: String { yaml_get_version_string().map { String(cString: $0) } ?? "" }
}

/// One step through a YAML text. Ranges are byte offsets from the start of what ``YAMLEvents`` was given.
struct YAMLEvent {
  enum Content {
    case documentStart
    case alias(String)
    case scalar(String, Scalar.Style)
    case sequenceStart(isFlow: Bool)
    case sequenceEnd
    case mappingStart(isFlow: Bool)
    case mappingEnd
    case streamEnd
    /// Says nothing that a reader needs.
    case other
  }

  var content: Content
  var anchor: String?
  var tag: String?
  var range: Range<Int>
}

/// What libyaml gave up at, in its own words.
struct YAMLFailure: Error {
  var problem: String
  var offset: Int
  /// What it was reading, and where that began.
  var context: String?
  var contextOffset: Int
  var isOutOfMemory = false
}

/// The events of libyaml. Nothing else speaks to it.
struct YAMLEvents: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// libyaml keeps a pointer to its input, so the input is a copy that lives as long as the parser.
  private let input: UnsafeMutableBufferPointer<UInt8>
  private var cursor = ScalarCursor()

  init(_ bytes: ArraySlice<UInt8>) {
    parser = .allocate(capacity: 1)
    input = .allocate(capacity: max(1, bytes.count))
    _ = input.initialize(from: bytes)
    count = bytes.count
    isReady = yaml_parser_initialize(parser) == 1
    guard isReady else { return }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
  }

  private let count: Int
  private let isReady: Bool

  deinit {
    if isReady { yaml_parser_delete(parser) }
    parser.deallocate()
    input.deallocate()
  }

  mutating func next() throws(YAMLFailure) -> YAMLEvent {
    guard isReady else { throw YAMLFailure(problem: "", offset: 0, contextOffset: 0, isOutOfMemory: true) }
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    let lower = offset(of: event.start_mark)
    let upper = offset(of: event.end_mark)
    var result = YAMLEvent(content: .other, range: lower..<max(lower, upper))
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      result.content = .documentStart
    case YAML_STREAM_END_EVENT, YAML_NO_EVENT:
      result.content = .streamEnd
    case YAML_ALIAS_EVENT:
      result.content = .alias(Self.string(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      result.anchor = Self.string(scalar.anchor)
      result.tag = Self.string(scalar.tag)
      let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      result.content = .scalar(text, Self.style(scalar.style))
    case YAML_SEQUENCE_START_EVENT:
      let sequence = event.data.sequence_start
      result.anchor = Self.string(sequence.anchor)
      result.tag = Self.string(sequence.tag)
      result.content = .sequenceStart(isFlow: sequence.style == YAML_FLOW_SEQUENCE_STYLE)
    case YAML_SEQUENCE_END_EVENT:
      result.content = .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      result.anchor = Self.string(mapping.anchor)
      result.tag = Self.string(mapping.tag)
      result.content = .mappingStart(isFlow: mapping.style == YAML_FLOW_MAPPING_STYLE)
    case YAML_MAPPING_END_EVENT:
      result.content = .mappingEnd
    default:
      break
    }
    return result
  }

  private mutating func failure() -> YAMLFailure {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? ""
    let context = parser.pointee.context.map { String(cString: $0) }
    switch parser.pointee.error {
    case YAML_MEMORY_ERROR:
      return YAMLFailure(problem: problem, offset: 0, contextOffset: 0, isOutOfMemory: true)
    case YAML_READER_ERROR:
      // The reader runs ahead of the scanner and counts bytes.
      let offset = min(count, Int(clamping: parser.pointee.problem_offset))
      return YAMLFailure(problem: problem, offset: offset, context: nil, contextOffset: offset)
    default:
      let offset = offset(of: parser.pointee.problem_mark)
      let contextOffset = context == nil ? offset : self.offset(of: parser.pointee.context_mark)
      return YAMLFailure(problem: problem, offset: offset, context: context, contextOffset: contextOffset)
    }
  }

  private mutating func offset(of mark: yaml_mark_t) -> Int {
    cursor.move(to: Int(clamping: mark.index), in: UnsafeBufferPointer(rebasing: input[..<count]))
  }

  private static func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  private static func style(_ style: yaml_scalar_style_t) -> Scalar.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
    default: .plain
    }
  }
}

/// Turns libyaml's marks, which count Unicode scalars, into byte offsets. Marks come nearly in order, so walking from the
/// last one is cheaper than a table.
private struct ScalarCursor {
  private var scalars = 0
  private var bytes = 0

  mutating func move(to target: Int, in input: UnsafeBufferPointer<UInt8>) -> Int {
    while scalars < target, bytes < input.count {
      bytes += 1
      while bytes < input.count, Self.isContinuation(input[bytes]) { bytes += 1 }
      scalars += 1
    }
    while scalars > target, bytes > 0 {
      bytes -= 1
      while bytes > 0, Self.isContinuation(input[bytes]) { bytes -= 1 }
      scalars -= 1
    }
    return bytes
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
