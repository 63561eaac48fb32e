internal import SarupContainer
internal import SarupLayout

/// What the last rendering was made from, for a renderer that makes much the same document again and again, as `sarup watch` does: the
/// lines of its paragraphs, and its streams. Each says how much it keeps at most; together that is 64 MiB.
struct LastRendering: Sendable {
  let paragraphs = FittedParagraphs()
  let streams = PackedStreams()
}
