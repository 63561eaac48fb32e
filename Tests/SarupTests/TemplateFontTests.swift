import Foundation
import Sarup
import SarupSyntax
import TestSupport
import Testing

private let fonts = Fixtures.folder(beside: #filePath) + "/../../Fonts/"

/// Sarabun under a name that no system has: the letters of its `name` table, in ASCII and in UTF-16, are changed in place.
private func renamedFont(_ file: String) throws -> Data {
  var bytes = try Data(contentsOf: URL(fileURLWithPath: fonts + file))
  for encoding in [String.Encoding.ascii, .utf16BigEndian] {
    let old = try #require("Sarabun".data(using: encoding))
    let new = try #require("Qarabun".data(using: encoding))
    while let range = bytes.range(of: old) { bytes.replaceSubrange(range, with: new) }
  }
  return bytes
}

private struct OfficeFolder: ~Copyable {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("sarup-fonts-\(UUID().uuidString)")

  init() throws {
    let styles = url.appendingPathComponent("office")
    try FileManager.default.createDirectory(at: styles, withIntermediateDirectories: true)
    for file in ["Sarabun-Regular.ttf", "Sarabun-Bold.ttf"] {
      try renamedFont(file).write(to: styles.appendingPathComponent(file.replacing("Sarabun", with: "Office")))
    }
    let template = "extends: brief\nfonts:\n  body: {families: [Qarabun]}\n"
    try Data(template.utf8).write(to: styles.appendingPathComponent("office.yaml"))
    try write("---\ntitle: ชื่อเรื่อง\ntemplate: office/office.yaml\n---\nเนื้อความ\n", "named.md")
    try write("---\ntitle: ชื่อเรื่อง\n---\nเนื้อความ\n", "plain.md")
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
  }

  func path(_ name: String) -> String { url.path + "/" + name }

  /// Uses neither the system's fonts nor what another test has kept.
  func dump(_ name: String, template: String? = nil) throws -> (text: String, codes: [String]) {
    var environment = Environment()
    environment.allowsSystemFonts = false
    var request = RenderRequest(formats: [.dump])
    request.template = template.map { Template($0) }
    let rendering = Renderer(environment).renderKept(try Brief(path: path(name)), request)
    let text = rendering.outputs.map { String(decoding: $0[0].bytes, as: UTF8.self) } ?? ""
    return (text, rendering.diagnostics.all.map(\.code.name))
  }
}

@Test func fontsOfTheTemplatesFolderAreUsed() throws {
  let folder = try OfficeFolder()
  let named = try folder.dump("named.md")
  #expect(named.codes == [])
  #expect(named.text.contains("Office-Regular") && named.text.contains("Office-Bold"))
  let given = try folder.dump("plain.md", template: folder.path("office/office.yaml"))
  #expect(given.codes == [])
  #expect(given.text == named.text)
}

@Test func fontsOfOtherFoldersAreNotUsed() throws {
  let folder = try OfficeFolder()
  try FileManager.default.moveItem(atPath: folder.path("office/office.yaml"), toPath: folder.path("office.yaml"))
  let found = try folder.dump("plain.md", template: folder.path("office.yaml"))
  #expect(found.text.isEmpty && found.codes.contains("font-not-found"))
}

@Test func brokenFontBesideTheTemplateIsAWarning() throws {
  let folder = try OfficeFolder()
  try folder.write("no font", "office/broken.ttf")
  let found = try folder.dump("named.md")
  #expect(found.text.contains("Office-Regular"))
  #expect(found.codes == ["font-refused"])
}

@Test func checkingWritesNothingAndFindsTheSame() throws {
  let folder = try OfficeFolder()
  try folder.write("---\ntitle: ก\ndate: 2026-02-30\n---\nเเก้\n", "bad.md")
  let renderer = Renderer()
  let checking = renderer.check(try Brief(path: folder.path("bad.md")))
  #expect(checking.diagnostics.all.map(\.code.name) == ["date-not-in-calendar", "thai-double-sara-e"])
  let template = renderer.check(try Brief(path: folder.path("office/office.yaml")))
  #expect(
    template.diagnostics.all.filter { $0.severity == .error }.map(\.code.name) == [
      "font-style-missing", "font-style-missing",
    ])
  let named = renderer.check(Template(folder.path("office/office.yaml")))
  #expect(named.diagnostics.all.map(\.code) == template.diagnostics.all.map(\.code))
  let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
  #expect(files == ["bad.md", "named.md", "office", "plain.md"])
}
