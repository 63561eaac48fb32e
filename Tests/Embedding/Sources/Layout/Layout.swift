// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// Shares its name with a module and a type of Sarup's that nobody outside sees.
public struct Layout: Sendable {
  public var columns: Int

  public init(columns: Int) { self.columns = columns }
}
