import Sarup
import TestSupport
import Testing

@Suite struct LintPageTests {
  /// The page is made of the declarations; `SARUP_RECORD=1` writes it.
  @Test func documentationListsTheRules() {
    let path = Fixtures.folder(beside: #filePath) + "/../../Documentation/lints.md"
    #expect(GoldenFile.difference(of: LintList.page, from: path) == nil)
  }
}
