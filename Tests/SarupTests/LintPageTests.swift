import Sarup
import TestSupport
import Testing

@Suite struct LintPageTests {
  /// The page is made of the declarations; `SARUP_RECORD=1` writes it.
  @Test func documentationListsTheRules() {
    let path = Fixtures.folder(beside: #filePath) + "/../../Documentation/lints.md"
    #expect(GoldenFile.difference(of: LintList.page, from: path) == nil)
  }

  /// The Thai page is written by hand: it has the same rules in the same order, with the same examples, and says of the same ones that
  /// they mend.
  @Test func theThaiPageHasTheSameRules() throws {
    let path = Fixtures.folder(beside: #filePath) + "/../../Documentation/lints.th.md"
    func rows(_ page: String, isFixed: String) -> [String] {
      page.split(separator: "\n").filter { $0.hasPrefix("| `") && !$0.contains("`--fix`") }.map { line in
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }
        return cells.count < 5 ? "" : "\(cells[1])\(cells[3])\(cells[4].hasPrefix(isFixed))"
      }
    }
    let thai = rows(try #require(GoldenFile.read(path)), isFixed: "แก้ให้")
    #expect(thai == rows(LintList.page, isFixed: "yes"))
    #expect(thai.count == LintList.rows.count)
  }
}
