import Foundation
import Sarup
import Synchronization
import TestSupport
import Testing

/// What programs that embed Sarup lean on: pieces, files, progress, an early end.
@Suite struct RenderControlTests {
  private static let renderer: Renderer = {
    var environment = Environment()
    environment.allowsSystemFonts = false
    return Renderer(environment)
  }()

  private static func input(_ name: String) throws -> Brief {
    try Brief(path: Fixtures.folder(beside: #filePath) + "/../../Examples/\(name)")
  }

  private struct Unwanted: Error, Equatable {}

  // MARK: Pieces

  @Test(arguments: ["integrity-workshop.md", "long.md", "pictures.md"])
  func piecesAreTheWholeFiles(name: String) throws {
    let input = try Self.input(name)
    let request = RenderRequest(formats: [.docx, .pdf, .png, .svg, .html, .odt])
    let whole = try #require(Self.renderer.renderKept(input, request).outputs)
    var made: [(format: OutputFormat, page: Int?, bytes: [UInt8])] = []
    var isOpen = false
    let rendering = Self.renderer.render(input, request) { piece in
      if isOpen {
        #expect(made[made.count - 1].format == piece.format)
        made[made.count - 1].bytes += piece.bytes
      } else {
        made.append((piece.format, piece.page, piece.bytes))
      }
      isOpen = !piece.isLast
    }
    #expect(!isOpen)
    #expect(made.map(\.format) == whole.map(\.format) && made.map(\.page) == whole.map(\.page))
    #expect(made.map(\.bytes) == whole.map(\.bytes))
    #expect(rendering.outputs?.map(\.format) == whole.map(\.format))
  }

  /// Pictures are written with the page that shows them, so that a file with large ones comes in several pieces.
  @Test func aLargeFileComesInPieces() throws {
    var pieces: [[UInt8]] = []
    _ = Self.renderer.render(try Self.input("pictures.md"), RenderRequest(formats: [.pdf])) { pieces.append($0.bytes) }
    #expect(pieces.count > 1)
    #expect(pieces.first?.starts(with: Array("%PDF-1.7".utf8)) == true)
    #expect(pieces.last?.suffix(6).elementsEqual("%%EOF\n".utf8) == true)
  }

  @Test func nothingComesOfABriefWithErrors() {
    let input = Brief(name: "x.md", bytes: Array("---\ntitel: ก\n---\n".utf8))
    let rendering = Self.renderer.render(input, RenderRequest(formats: [.pdf])) { _ in Issue.record("a piece") }
    #expect(rendering.outputs == nil && rendering.diagnostics.hasErrors)
  }

  @Test func whatTheWriterThrowsEndsTheRendering() throws {
    let input = try Self.input("long.md")
    var pieces = 0
    #expect(throws: Unwanted()) {
      _ = try Self.renderer.render(input, RenderRequest(formats: [.png])) { (_) throws(Unwanted) in
        pieces += 1
        if pieces == 2 { throw Unwanted() }
      }
    }
    #expect(pieces == 2)
  }

  // MARK: Files

  @Test func aFileAppearsWholeOrNotAtAll() throws {
    let folder = NSTemporaryDirectory() + "sarup-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let input = try Self.input("one-page.md")
    let rendering = try Self.renderer.render(input, RenderRequest(formats: []), toFile: folder + "/a.pdf")
    #expect(rendering.outputs?.count == 1)
    let whole = Self.renderer.renderKept(input, RenderRequest(formats: [.pdf])).outputs?.first?.bytes
    #expect(FileManager.default.contents(atPath: folder + "/a.pdf").map(Array.init) == whole)
    let mistaken = Brief(name: "x.md", bytes: Array("---\ntitel: ก\n---\n".utf8))
    #expect(try Self.renderer.render(mistaken, RenderRequest(formats: []), toFile: folder + "/b.pdf").outputs == nil)
    #expect(throws: FileError.self) {
      try Self.renderer.render(input, RenderRequest(formats: []), toFile: folder + "/none/c.pdf")
    }
    #expect(throws: FileError.self) {
      try Self.renderer.render(input, RenderRequest(formats: []), toFile: folder + "/c.png")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.pdf"])
  }

  // MARK: Progress and an early end

  @Test func everyPageIsTold() throws {
    let steps = Mutex<[RenderProgress]>([])
    var request = RenderRequest(formats: [.pdf, .docx])
    request.control.progress = { step in steps.withLock { $0.append(step) } }
    let rendering = Self.renderer.renderKept(try Self.input("long.md"), request)
    #expect(rendering.outputs != nil)
    let told = steps.withLock { $0 }
    #expect(told.first?.phase == .reading && told.dropFirst().first?.phase == .setting)
    let pages = told.filter { $0.phase == .writing && $0.format == .pdf }
    #expect(pages.map(\.pages) == Array(0..<pages.count) && Set(pages.map(\.pageCount)) == [pages.count])
    #expect(told.last?.format == .docx)
  }

  /// Ended at the first question, the second, and so on until it is asked no more often.
  @Test func itCanBeEndedAnywhere() throws {
    let input = try Self.input("integrity-workshop.md")
    var count = 0
    while true {
      var request = RenderRequest(formats: [.pdf, .png, .svg, .docx])
      let questions = Questions(count)
      request.control.isCancelled = { questions.isEnough() }
      let rendering = Self.renderer.render(input, request)
      if !rendering.wasCancelled {
        #expect(rendering.outputs != nil)
        break
      }
      #expect(rendering.outputs == nil && !rendering.diagnostics.hasErrors)
      count += 1
    }
    #expect(count > 20)
  }

  private final class Questions: Sendable {
    private let left: Atomic<Int>
    init(_ count: Int) { left = Atomic(count) }
    func isEnough() -> Bool { left.subtract(1, ordering: .relaxed).oldValue <= 0 }
  }

  @Test func aTaskThatIsCancelledEndsItsRendering() async throws {
    let input = try Self.input("long.md")
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      var request = RenderRequest(formats: [.pdf])
      request.control.isCancelled = { Task.isCancelled }
      return Self.renderer.render(input, request).wasCancelled
    }
    #expect(await task.value)
  }

  // MARK: Templates from memory

  @Test func aTemplateNeedsNoFile() throws {
    var request = RenderRequest(formats: [.pdf])
    request.template = Template(name: "own.yaml", bytes: Array("name: own\nextends: brief\n".utf8))
    let input = try Self.input("one-page.md")
    #expect(Self.renderer.renderKept(input, request).outputs != nil)
    request.template = Template(name: "own.yaml", bytes: Array("extends: brief\nstylse: {}\n".utf8))
    let rendering = Self.renderer.render(input, request)
    let printer = DiagnosticPrinter(format: .short, sources: rendering.sources)
    let places = rendering.diagnostics.all.compactMap { printer.location(of: $0.span) }
    #expect(places.contains { $0.file == "own.yaml" && $0.line == 2 && $0.column == 1 })
  }
}
