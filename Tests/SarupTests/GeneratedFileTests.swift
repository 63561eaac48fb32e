import Sarup
import SarupBrief
import SarupSyntax
import SarupThai
import TestSupport
import Testing

/// Briefs with everything that could be misread, as office files and as pages. `Scripts/test` has checkers that are not ours look at
/// all of them, and opens some in LibreOffice beside their PDF.
@Suite struct GeneratedFileTests {
  /// Whatever a brief calls its pictures, they are there.
  private struct Files: FileAccess {
    func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
      Fixtures.picture("rgb8.png")
    }
  }

  private static let templates = ["brief", "memo", "letter", "announcement", "press", "minutes"]
  /// Office files name a face that the machine of a test may not have, and a program that has another one makes other pages.
  private static let bundled = "name: bundled\nextends: brief\nfonts: {body: {word: [Sarabun]}}\n"

  private static func brief(_ seed: Int) -> SarupBrief.Brief {
    var generator = BriefGenerator(seed: seed, isSound: true)
    var brief = generator.brief()
    // What forms ask for.
    let office = RichText("กองแผน")
    brief.to = office
    brief.from = office
    brief.agency = brief.agency ?? office
    brief.number = brief.number ?? office
    brief.place = brief.place ?? office
    brief.date = brief.date ?? Placed(.day(CalendarDay(year: 2026, month: 3, day: 2)))
    brief.extra.append(SarupBrief.Brief.Extra(key: Placed("attendees"), value: .list([.text(office)])))
    return brief
  }

  /// The files of a brief are kept under its number; those of the sample, with a PDF, under that name.
  private static func render(_ seed: Int, sample: Bool = false) throws -> [Diagnostic] {
    var environment = Environment()
    environment.allowsSystemFonts = false
    var request = RenderRequest(formats: [.docx, .odt, .html] + (sample ? [.pdf] : []))
    request.template = Sarup.Template(templates[seed % templates.count])
    if sample { request.template = Sarup.Template(name: "bundled.yaml", bytes: Array(bundled.utf8)) }
    let markdown = Array(MarkdownWriter.write(brief(seed)).utf8)
    let input = Sarup.Brief(name: "generated.md", bytes: markdown, files: Files())
    let rendering = Renderer(environment).render(input, request)
    for output in rendering.outputs ?? [] {
      KeptFiles.keep(
        output.bytes, of: "\(sample ? "sample" : "generated") \(seed)", ending: output.format.rawValue)
    }
    return rendering.diagnostics.all.filter { $0.severity == .error }
  }

  @Test(arguments: 0..<20) func tenBriefs(_ group: Int) throws {
    for seed in group * 10..<group * 10 + 10 { #expect(try Self.render(seed) == [], "seed \(seed)") }
  }

  @Test(arguments: 200..<206) func sample(_ seed: Int) throws { #expect(try Self.render(seed, sample: true) == []) }
}
