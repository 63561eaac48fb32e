// What each phase of a further brief costs in a process that has made some already: microseconds of CPU, medians.
//
//   Phases BRIEF.md...
//   Phases --memory BRIEF.md     what choosing the pages of a long brief and its PDF take, in kB
//
// Rounds go through all briefs, so that no brief follows itself. The phases of layout run into each other; what is measured
// alone (breaks, shaping) is taken off the whole.

internal import SarupBrief
internal import SarupDOCX
internal import SarupDocument
internal import SarupFonts
internal import SarupLayout
internal import SarupPDF
internal import SarupResources
internal import SarupSyntax
internal import SarupTemplate
internal import SarupThai

#if canImport(Glibc)
  internal import Glibc
#endif

/// Microseconds of CPU that the process has used.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

func contents(of path: String) -> [UInt8] {
  guard let file = fopen(path, "rb") else { return [] }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}

/// A line of /proc/self/status, in kB.
func memory(_ key: String) -> Int {
  let text = String(decoding: contents(of: "/proc/self/status"), as: UTF8.self)
  let line = text.split(separator: "\n").first { $0.hasPrefix(key) } ?? ""
  return Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0
}

/// Lets the system count its peak from here.
func resetPeak() {
  guard let file = fopen("/proc/self/clear_refs", "w") else { return }
  fputs("5", file)
  fclose(file)
}

/// Times of one brief, by phase.
struct Times {
  static let names = [
    "read", "fill", "break", "shape", "fit", "choose pages", "make pages", "draw", "finish", "whole PDF", "write DOCX",
    "whole DOCX",
  ]
  var values: [Double] = []
}

struct Run {
  let fonts = FontBook()
  let breaks = ThaiBreakFinder()
  let template: Template

  init?() {
    var diagnostics = Diagnostics()
    let shipped = BundledTemplates.all.map { name, data in
      TemplateLibrary.Shipped(
        name: name, source: SourceText(name: name, text: String(decoding: data.bytes, as: UTF8.self)))
    }
    guard let template = TemplateLibrary(shipped: shipped).template(named: "brief", reporting: &diagnostics).template
    else { return nil }
    self.template = template
  }

  func times(of bytes: [UInt8]) -> Times? {
    var diagnostics = Diagnostics()
    let start = now()
    let source = SourceText.decode(name: "brief", bytes: bytes, reporting: &diagnostics).source
    guard let brief = MarkdownReader.read(source, into: &diagnostics) else { return nil }
    let read = now()
    let document = template.fill(brief, environment: FillEnvironment(), reporting: &diagnostics)
    let filled = now()
    findBreaks(document)
    let broken = now()
    shape(document)
    let shaped = now()
    let layout = Layout(document, fonts: fonts, breaks: breaks, reporting: &diagnostics)
    let fitted = now()
    _ = layout.choosePagesAgain()
    let chosen = now()
    layout.forEachPage { _ in }
    let made = now()
    var writer = PDFWriter(document: document, fonts: fonts)
    layout.forEachPage { page in writer.add(page) }
    let drawn = now()
    guard (try? writer.finish()) != nil else { return nil }
    let finished = now()
    _ = DOCXWriter.write(document, reporting: &diagnostics)
    let written = now()
    let pages = made - chosen
    let choice = chosen - fitted
    let layoutTime = fitted - shaped
    let (breakTime, shapeTime) = (broken - filled, shaped - broken)
    return Times(values: [
      read - start, filled - read, breakTime, shapeTime, layoutTime - breakTime - shapeTime - choice, choice, pages,
      drawn - made - pages, finished - drawn, filled - start + layoutTime + finished - made, written - finished,
      filled - start + written - finished,
    ])
  }

  func printMemory(of bytes: [UInt8]) {
    var diagnostics = Diagnostics()
    let source = SourceText.decode(name: "brief", bytes: bytes, reporting: &diagnostics).source
    guard let brief = MarkdownReader.read(source, into: &diagnostics) else { return }
    let document = template.fill(brief, environment: FillEnvironment(), reporting: &diagnostics)
    let layout = Layout(document, fonts: fonts, breaks: breaks, reporting: &diagnostics)
    let held = memory("VmRSS:")
    resetPeak()
    let start = now()
    let count = layout.choosePagesAgain()
    let time = Int((now() - start).rounded())
    print("choosing \(count) pages: \(time) µs of CPU, \(memory("VmHWM:") - held) kB at the peak")
    let before = memory("VmRSS:")
    resetPeak()
    var writer = PDFWriter(document: document, fonts: fonts)
    layout.forEachPage { page in writer.add(page) }
    let drawn = memory("VmRSS:")
    resetPeak()
    guard let size = try? writer.finish().count else { return }
    let peak = memory("VmHWM:")
    let pages = Double(max(1, layout.pageCount))
    func perPage(_ kilobytes: Int) -> String {
      let tenths = Int((Double(kilobytes) * 10 / pages).rounded())
      return "\(tenths / 10).\(abs(tenths % 10))"
    }
    print(
      "\(layout.pageCount) pages, \(perPage(size / 1024)) kB a page in the file; kept when all are drawn "
        + "\(perPage(drawn - before)), at the peak of the end \(perPage(peak - before))")
  }

  private func findBreaks(_ document: Document) {
    var found: [BreakOpportunity] = []
    for element in document.elements {
      if case .paragraph(let paragraph) = element.kind { breaks.findBreaks(in: paragraph.text.utf8.span, into: &found) }
    }
  }

  /// Body text in the regular face: close enough to what layout shapes.
  private func shape(_ document: Document) {
    var shaper = Shaper(book: fonts)
    var glyphs: [Glyph] = []
    for element in document.elements {
      guard case .paragraph(let paragraph) = element.kind else { continue }
      for run in paragraph.text.runs {
        glyphs.removeAll(keepingCapacity: true)
        shaper.shape(
          paragraph.text.utf8.span, range: run.range, script: run.script, language: run.language.tag,
          face: FaceIndex(0), into: &glyphs)
      }
    }
  }
}

let arguments = CommandLine.arguments.dropFirst()
let briefs = arguments.filter { !$0.hasPrefix("-") }.map(contents(of:))
guard let run = Run(), !briefs.isEmpty else {
  print("usage: Phases [--memory] BRIEF.md...")
  exit(64)
}
if arguments.contains("--memory") {
  for brief in briefs { run.printMemory(of: brief) }
  exit(0)
}
var all: [[Double]] = []
for round in 0..<6 {
  for brief in briefs {
    guard let times = run.times(of: brief) else { continue }
    // The first round warms up.
    if round > 0 || briefs.count < 2 { all.append(times.values) }
  }
}
print("| phase | µs of CPU |\n| --- | --- |")
for (phase, name) in Times.names.enumerated() {
  let sorted = all.map { $0[phase] }.sorted()
  if sorted.isEmpty { continue }
  let median = max(0, Int(sorted[sorted.count / 2].rounded()))
  print(name.hasPrefix("whole") ? "| **\(name)** | **\(median)** |" : "| \(name) | \(median) |")
}
