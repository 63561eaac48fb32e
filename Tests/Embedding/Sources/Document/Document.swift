// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

import Layout

public struct Document: Sendable {
  public var title: String
  public var layout: Layout

  public init(title: String, layout: Layout) {
    self.title = title
    self.layout = layout
  }
}
