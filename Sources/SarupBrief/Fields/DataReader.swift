package import SarupSyntax

/// Reads a brief that is written as data, with the fields of ``BriefFields``.
package enum DataReader {
  /// Reads a tree that was made elsewhere, such as of the row of a table.
  ///
  /// - Returns: `nil` when there are errors; all of them are in `diagnostics`.
  package static func read(_ node: Node, reporting diagnostics: inout Diagnostics) -> Brief? {
    BriefFields.read(node, reporting: &diagnostics)
  }

  /// - Returns: `nil` when there are errors; all of them are in `diagnostics`.
  package static func readYAML(
    _ source: SourceText, limits: InputLimits = InputLimits(), reporting diagnostics: inout Diagnostics
  ) -> Brief? {
    YAML.read(source, limits: limits, reporting: &diagnostics).flatMap { read($0, reporting: &diagnostics) }
  }

  /// - Returns: `nil` when there are errors; all of them are in `diagnostics`.
  package static func readJSON(
    _ source: SourceText, limits: InputLimits = InputLimits(), reporting diagnostics: inout Diagnostics
  ) -> Brief? {
    JSON.read(source, limits: limits, reporting: &diagnostics).flatMap { read($0, reporting: &diagnostics) }
  }

  private static func read(_ node: Node, reporting diagnostics: inout Diagnostics) -> Brief? {
    guard var brief = BriefFields.read(node, reporting: &diagnostics) else { return nil }
    brief.bindFootnotes(unused: Array(brief.footnotes.indices), reporting: &diagnostics)
    return brief
  }
}
