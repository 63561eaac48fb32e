internal import SarupBrief
internal import SarupCheck
internal import SarupSyntax

/// Which rules a check asks.
package struct LintSelection: Sendable {
  /// Nothing but these, whatever brief and template say; empty for all.
  private var only: [LintRule] = []
  /// Not these.
  private var without: [LintRule] = []

  package init() {}

  /// - Parameters: Names of rules; what is no name of one is left out.
  package init(only: [String], without: [String]) {
    self.only = only.compactMap(LintRule.init)
    self.without = without.compactMap(LintRule.init)
  }

  /// What rules are called.
  package static let names = LintRule.allCases.map(\.rawValue)

  /// - Parameter off: What brief and template have switched off.
  func rules(off: [LintRule]) -> Set<LintRule> {
    Set(only.isEmpty ? LintRule.allCases.filter { !off.contains($0) } : only).subtracting(without)
  }
}

/// A brief as it is after its mistakes of typing have been mended.
package struct Mending: Sendable {
  /// The whole file; as it was where there was nothing to mend.
  package var bytes: [UInt8]
  /// How many places each rule has mended, in the order of the rules.
  package var counts: [(rule: String, count: Int)]
  /// What changes, as `diff -U0` shows it.
  package var difference: String
}

extension Renderer {
  /// Mends what has one right answer. A text that would have errors afterwards stays as it is.
  package func mend(_ input: Brief, _ request: RenderRequest, _ selection: LintSelection = LintSelection())
    -> Mending
  {
    let mark: [UInt8] = input.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] : []
    var input = input
    let original = input.bytes
    var mended: [LintRule] = []
    var isSound = !check(input, request, selection).diagnostics.hasErrors
    // What overlaps is mended in the next round; each makes the text better, and this many are never needed.
    for _ in 0..<8 {
      let checking = check(input, request, selection)
      guard let source = checking.sources.first(where: { $0.name == input.name }) else { break }
      let (bytes, findings) = LintFix.apply(checking.lints, to: source)
      if findings.isEmpty { break }
      var next = input
      next.bytes = mark + bytes
      if isSound, check(next, request, selection).diagnostics.hasErrors {
        isSound = false
        break
      }
      input = next
      mended += findings.map(\.rule)
    }
    return Mending(
      bytes: input.bytes,
      counts: LintRule.allCases.compactMap { rule in
        let count = mended.count { $0 == rule }
        return count == 0 ? nil : (rule.rawValue, count)
      }, difference: LintFix.difference(of: original, input.bytes, name: input.name))
  }
}
