/// How far a rendering has come.
public struct RenderProgress: Sendable, Hashable {
  /// What is being done, in this order; `writing` comes once for each output and for each of its pages.
  public enum Phase: String, Sendable {
    /// The brief and its template are read and become one document.
    case reading
    /// Paragraphs are fitted to lines, and lines to pages. Only outputs that have pages need it.
    case setting
    case writing
  }

  /// What is about to be done.
  public var phase: Phase
  /// The output that is being written.
  public var format: OutputFormat?
  /// Pages that the output has so far.
  public var pages = 0
  /// Pages that it will have; 0 for an output without pages.
  public var pageCount = 0
}

/// What a caller hears of a rendering while it goes on, and how it ends one early.
public struct RenderControl: Sendable {
  /// Hears of each step, on the thread that renders, which waits meanwhile. Default: nobody.
  public var progress: (@Sendable (RenderProgress) -> Void)?
  /// Asked between phases, before each paragraph is set and before each page is made: `true` ends the rendering there. In a task,
  /// `{ Task.isCancelled }` follows the task. Default: never.
  public var isCancelled: (@Sendable () -> Bool)?

  /// Nobody listens, and nothing is ended early.
  public init() {}

  func report(_ phase: RenderProgress.Phase, _ format: OutputFormat? = nil, pages: Int = 0, of pageCount: Int = 0) {
    progress?(RenderProgress(phase: phase, format: format, pages: pages, pageCount: pageCount))
  }
}

/// A piece of an output, for a writer that does not want whole files in memory. Pieces of one output follow one another, in the order of
/// the formats asked for.
public struct OutputPiece: Sendable {
  /// What the bytes are a piece of.
  public var format: OutputFormat
  /// Counted from 1 where the format has a file for each page, else `nil`.
  public var page: Int?
  /// What comes next in the file.
  public var bytes: [UInt8]
  /// Whether the file is whole with this piece.
  public var isLast: Bool
}

/// Why pages are no longer wanted.
enum Interruption<Failure: Error>: Error {
  case cancelled
  case failed(Failure)
}
