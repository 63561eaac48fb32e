import Document
import Glibc
import Layout
import Sarup

// What a program from outside can do with `import Sarup` alone. It prints what is wrong, and ends with 1 then.

nonisolated(unsafe) var faults = 0
func expect(_ holds: Bool, _ what: String) {
  if holds { return }
  print("not so: \(what)")
  faults += 1
}

let document = Document(title: "รายงานการประชุม", layout: Layout(columns: 1))
let brief = Brief(
  name: "meeting.md",
  bytes: Array("---\ntitle: \(document.title)\n---\n\nข้อความนำ\n\n1. ข้อค้นพบที่หนึ่ง\n\n2. ข้อค้นพบที่สอง\n".utf8))

var environment = Environment()
environment.allowsSystemFonts = false
environment.day = CalendarDay(ofCommonEra: 2026, month: 1, day: 31)
environment.dictionaries = [SourceText(name: "words.txt", text: "ข้อค้นพบ\n")]
let renderer = Renderer(environment)

let rendering = renderer.render(brief, RenderRequest(formats: [.pdf, .docx]))
let outputs = rendering.outputs ?? []
expect(outputs.map(\.format) == [.pdf, .docx], "a brief becomes a PDF and a Word file")
expect(rendering.diagnostics.all.isEmpty, "nothing is to be told of a good brief")

// One renderer from many tasks.
let same = await withTaskGroup(of: [[UInt8]].self) { group in
  for _ in 0..<16 {
    group.addTask { (renderer.render(brief, RenderRequest(formats: [.pdf, .docx])).outputs ?? []).map(\.bytes) }
  }
  var same = true
  for await bytes in group { same = same && bytes == outputs.map(\.bytes) }
  return same
}
expect(same, "every task gets the same bytes")

var streamed: [UInt8] = []
let ended = renderer.render(brief, RenderRequest(formats: [.pdf])) { piece in streamed += piece.bytes }
expect(ended.outputs?.count == 1 && streamed == outputs.first?.bytes, "pieces are the whole file")

var request = RenderRequest(formats: [.pdf])
request.control.isCancelled = { true }
expect(renderer.render(brief, request).wasCancelled, "a rendering can be ended")

let mistaken = Brief(name: "x.yaml", bytes: Array("title: ก\nleed: ข\n".utf8))
let failed = renderer.render(mistaken, RenderRequest(formats: [.pdf]))
let printer = DiagnosticPrinter(format: .human, sources: failed.sources)
let places = failed.diagnostics.all.compactMap { printer.location(of: $0.span) }
expect(places.contains { $0.file == "x.yaml" && $0.line == 2 }, "a mistake has its line")
expect(failed.diagnostics.all.contains { !$0.hints.isEmpty }, "a mistake has a hint")
expect(renderer.check(mistaken).diagnostics.all.count >= failed.diagnostics.all.count, "a check finds as much")

request = RenderRequest(formats: [.docx])
request.template = "brief-en"
let english = renderer.render(brief, request).outputs?.first?.bytes
expect(english != nil && english != outputs.last?.bytes, "a template that ships can be named")
let own = Template(name: "own.yaml", bytes: Array("extends: brief\nstylse: {}\n".utf8))
request.template = own
expect(renderer.render(brief, request).outputs == nil, "a template from memory is read")
expect(renderer.check(own).diagnostics.all.contains { $0.message.contains("stylse") }, "a template can be checked")
expect(ShippedTemplates.all.contains { $0.name == "brief" }, "templates can be listed")
expect(OutputFormat(fileName: "a.docx") == .docx, "a file name tells its kind")
print("Embedding: \(faults) faults")
exit(faults > 0 ? 1 : 0)
