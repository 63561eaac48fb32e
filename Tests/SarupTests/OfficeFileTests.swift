import Sarup
import SarupContainer
import SarupSyntax
import TestSupport
import Testing

/// A brief with everything in it as a web page and as an OpenDocument text, against files that people can read.
@Suite struct OfficeFileTests {
  private static let folder = Fixtures.folder(beside: #filePath) + "/Files/"

  private static func render(_ format: OutputFormat) throws -> Rendering {
    let bytes = try #require(GoldenFile.readBytes(folder + "everything.md"))
    return Renderer().render(Brief(name: "everything.md", bytes: bytes), RenderRequest(formats: [format]))
  }

  @Test func page() throws {
    let rendering = try Self.render(.html)
    let bytes = try #require(rendering.outputs?.first).bytes
    let difference = GoldenFile.difference(
      of: String(decoding: bytes, as: UTF8.self), from: Self.folder + "everything.html")
    #expect(difference == nil, "\(difference ?? "")")
    // The page refuses every style sheet but its own.
    let tokens = try XMLToken.tokens(of: bytes)
    let sheet = tokens.elements("style").joined().compactMap { if case .text(let text) = $0 { text } else { nil } }
      .joined()
    let digest = String(decoding: Base64.text(of: SHA256.digest(of: Array(sheet.utf8))), as: UTF8.self)
    let policy = tokens.attributes(of: "meta").compactMap { $0["http-equiv"] == nil ? nil : $0["content"] }
    #expect(policy.count == 1 && policy[0].contains("'sha256-\(digest)'"))
    #expect(tokens.attributes(of: "script").isEmpty && tokens.elements("h1").count == 1)
  }

  @Test func openDocument() throws {
    let rendering = try Self.render(.odt)
    let bytes = try #require(rendering.outputs?.first).bytes
    let archive = try ZIPReader(bytes)
    #expect(
      archive.entries.map(\.name) == [
        "mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml",
      ])
    // The kind of the file stands at byte 38, where programs look for it.
    #expect(bytes[30...].starts(with: "mimetypeapplication/vnd.oasis.opendocument.text".utf8))
    for entry in archive.entries.dropFirst() {
      let name = entry.name.split(separator: "/").last.map(String.init) ?? ""
      let difference = GoldenFile.difference(
        of: try XMLToken.tokens(of: archive.read(entry)).indented, from: Self.folder + "everything.odt/\(name).txt")
      #expect(difference == nil, "\(difference ?? "")")
    }
  }
}
