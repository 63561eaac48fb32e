private import Synchronization

/// Names one ``SourceText`` of this process. Never shown and never part of an output.
public struct SourceID: Hashable, Sendable {
  let number: UInt32

  private static let last = Atomic<UInt32>(0)

  static func next() -> SourceID {
    SourceID(number: last.add(1, ordering: .relaxed).newValue)
  }
}

/// A text that a person or a program wrote: valid UTF-8, with the name by which messages speak of it.
public final class SourceText: Sendable {
  /// Tells the spans of this source from those of others.
  public let id: SourceID
  /// A file path as the user gave it, or `-` for standard input.
  public let name: String
  /// UTF-8. A byte order mark at the start has been dropped.
  public let bytes: [UInt8]
  /// Where the first byte stands in the file, when the source is a part of one.
  package let origin: SourceOrigin

  /// Makes a source from bytes that are known to be UTF-8, such as those of a `String`.
  public convenience init(name: String, text: String) {
    self.init(name: name, validated: Array(text.utf8))
  }

  package init(name: String, validated bytes: [UInt8], origin: SourceOrigin = SourceOrigin()) {
    self.id = SourceID.next()
    self.name = name
    self.bytes = bytes
    self.origin = origin
  }

  /// The text of a span of this source; the empty string when the span reaches outside.
  public subscript(span: Span) -> String {
    guard span.source == id, span.lower <= span.upper, Int(span.upper) <= bytes.count else { return "" }
    return String(decoding: bytes[Int(span.lower)..<Int(span.upper)], as: UTF8.self)
  }

  /// The span from one byte offset to another.
  public func span(_ lower: Int, _ upper: Int) -> Span {
    Span(source: id, lower: UInt32(clamping: lower), upper: UInt32(clamping: upper))
  }
}

/// The place in a file at which a source begins: a record of many is a source of its own, and its mistakes are told with the lines of
/// the file.
package struct SourceOrigin: Hashable, Sendable {
  /// Lines before it. A source begins with the first column of its line.
  package var lines = 0
  /// Bytes before it.
  package var bytes = 0

  package init(lines: Int = 0, bytes: Int = 0) {
    self.lines = lines
    self.bytes = bytes
  }
}

/// A place in a source: byte offsets, the upper one excluded. Line, column and cell are computed when it is printed.
public struct Span: Hashable, Sendable {
  /// The source that the offsets belong to.
  public var source: SourceID
  /// The offset of the first byte.
  public var lower: UInt32
  /// The offset behind the last byte.
  public var upper: UInt32

  package init(source: SourceID, lower: UInt32, upper: UInt32) {
    self.source = source
    self.lower = lower
    self.upper = upper
  }
}
