internal import SarupBrief
internal import SarupCheck

/// The rules of `sarup check` for people: as a list, and as the page of the documentation.
package enum LintList {
  /// What a line of a list shows of a rule.
  package struct Row: Sendable {
    package var name: String
    package var summary: String
    package var isFixable: Bool
  }

  package static let rows = LintDeclaration.all.map {
    Row(name: $0.rule.rawValue, summary: $0.summary, isFixable: $0.isFixable)
  }

  /// `Documentation/lints.md`; a test compares the two.
  package static let page: String = {
    var text = """
      # What `sarup check` looks for in words

      Beside everything that rendering would say, `sarup check` looks for mistakes of typing that look right, or nearly so, on paper. All of them
      are warnings: nothing is changed unless `--fix` asks for it, and then only where there is one right answer.

      | rule | finds | for example | `--fix` | source |
      | --- | --- | --- | --- | --- |

      """
    for declaration in LintDeclaration.all {
      let example = declaration.example.map { "\($0.wrong) → \($0.right)" } ?? ""
      text +=
        "| `\(declaration.rule.rawValue)` | \(declaration.summary) | \(example) | \(declaration.isFixable ? "yes" : "") | \(declaration.source) |\n"
    }
    return text + """

      ## Switching rules off

      A brief says in its front matter which rules are not for it, and a template says it for all of its briefs:

      ```yaml
      lint: {off: [repeat-sign-space, mixed-years]}
      ```

      On the command line `--without` leaves rules out for one run, and `--only` asks nothing but those that it names, whatever brief and template say:

      ```
      sarup check brief.md --without repeat-sign-space
      sarup check brief.md --only mixed-years,mixed-digits
      ```

      ## Mending

      ```
      sarup check brief.md --fix --dry-run     shows what would change
      sarup check brief.md --fix               changes it
      ```

      `--fix` changes the places that rules with a yes have found, says how many, and leaves every other byte as it is. The file is replaced as a
      whole or not at all. A brief that would have mistakes afterwards stays as it is. Text that is written with escapes, as in JSON, is only reported.

      ## How sure they are

      Spaces are a matter of rules that many writers do not follow, so `repeat-sign-space` says most of what is said of texts from elsewhere. The other
      rules are quiet in sound text: [benchmarks-lints.md](benchmarks-lints.md) has the numbers.

      """
  }()
}
