package import SarupSyntax

/// `lint` of a brief or a template: rules of `sarup check` that are not for it.
package struct LintSettings: Sendable, Equatable {
  /// In the order in which they were written.
  package var off: [LintRule] = []

  /// Switches nothing off.
  package init() {}

  package static let shape = Shape.record(
    "the settings of `sarup check`", initial: { LintSettings() },
    fields: [
      Field("off", "Rules that are not for it.", .oneOrMany(.choice(LintRule.self))) { $0.off = $1 }
    ])
}
