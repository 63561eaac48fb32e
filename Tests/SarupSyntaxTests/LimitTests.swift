import SarupSyntax
import Testing

/// Everything that comes from outside has a limit, and over it one error with a place.
struct LimitTests {
  private func codes(_ text: String, json: Bool = false, _ limits: InputLimits = InputLimits()) -> [String] {
    var diagnostics = Diagnostics()
    let source = SourceText(name: "big", text: text)
    let node =
      json
      ? JSON.read(source, limits: limits, reporting: &diagnostics)
      : YAML.read(source, limits: limits, reporting: &diagnostics)
    #expect((node == nil) == diagnostics.hasErrors)
    return diagnostics.all.map(\.code.name)
  }

  @Test(arguments: [true, false])
  func depth(json: Bool) {
    let deep = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    #expect(codes(deep(64), json: json) == [])
    #expect(codes(deep(65), json: json) == ["input-too-deep"])
    #expect(codes(String(repeating: "[", count: 100_000), json: json) == ["input-too-deep"])
    #expect(codes(String(repeating: "{\"a\":", count: 100_000), json: json) == ["input-too-deep"])
  }

  @Test(arguments: [true, false])
  func sizeAndCount(json: Bool) {
    var limits = InputLimits()
    limits.bytes = 10
    #expect(codes("[1,2,3,45]", json: json, limits) == [])
    #expect(codes("[1,2,3,456]", json: json, limits) == ["input-too-large"])
    limits.nodes = 4
    #expect(codes("[1,2,3]", json: json, limits) == [])
    #expect(codes("[1,2,3,4]", json: json, limits) == ["input-too-large"])
  }

  @Test func aliasBomb() {
    let first = "a0: &a0 [ก, ก, ก, ก, ก, ก, ก, ก, ก, ก]\n"
    let rest = (1..<12).map { level in
      "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
    }
    #expect(codes(first + rest.joined()) == ["yaml-alias-bomb"])
    #expect(codes(first + rest.prefix(2).joined()) == [])
  }

  /// Each alias counts its texts in bytes, and 16 for each node.
  @Test func aliasBudget() {
    let text = "a: &a [กข, ค]\nb: *a\nc: *a\n"
    var limits = InputLimits()
    limits.aliasBytes = 2 * (3 * 16 + 9)
    #expect(codes(text, limits) == [])
    limits.aliasBytes -= 1
    #expect(codes(text, limits) == ["yaml-alias-bomb"])
  }

  @Test func aliasesDeepInEachOther() {
    let first = "a0: &a0 \(String(repeating: "[", count: 40))\(String(repeating: "]", count: 40))\n"
    #expect(codes(first + "b: \(String(repeating: "[", count: 23))*a0\(String(repeating: "]", count: 23))") == [])
    #expect(
      codes(first + "b: \(String(repeating: "[", count: 24))*a0\(String(repeating: "]", count: 24))")
        == ["input-too-deep"])
  }

  @Test func manyKeys() {
    let keys = (0..<2000).map { "k\($0): \($0)\n" }.joined()
    #expect(codes(keys) == [])
    #expect(codes(keys + "k1999: again\n") == ["duplicate-key"])
  }
}
