// swift-format-ignore-file: AlwaysUseLowerCamelCase, AllPublicDeclarationsHaveDocumentation
// The names are those of sarup.h, which says what each function does; the compiler checks them against it.

public import CSarup
internal import Sarup
internal import SarupSyntax

/// What came of a call. Nothing in it changes, so that many threads may read it.
final class ResultHandle {
  struct Told {
    var isError: Bool
    var code: Block
    var message: Block
    var hint: Block
    var location: DiagnosticPrinter.Location?
    var file: Block
  }

  let status: sarup_status
  let outputs: [(format: Block, page: Int, file: Block)]
  let diagnostics: [Told]
  let json: Block
  let people: Block

  init(_ status: sarup_status, outputs: [Output], diagnostics: Diagnostics, sources: [SourceText]) {
    self.status = status
    self.outputs = outputs.map { (Block($0.format.rawValue), $0.page ?? 0, Block($0.bytes)) }
    let places = DiagnosticPrinter(format: .short, sources: sources)
    self.diagnostics = diagnostics.all.map { diagnostic in
      let location = places.location(of: diagnostic.span)
      return Told(
        isError: diagnostic.severity == .error, code: Block(diagnostic.code.name), message: Block(diagnostic.message),
        hint: Block(diagnostic.hints.joined(separator: " ")), location: location, file: Block(location?.file ?? ""))
    }
    if diagnostics.all.isEmpty {
      json = Block("")
      people = Block("")
    } else {
      json = Block(DiagnosticPrinter(format: .json, sources: sources).text(of: diagnostics))
      people = Block(DiagnosticPrinter(format: .human, sources: sources).text(of: diagnostics))
    }
  }

  convenience init(_ rendering: Rendering) {
    let status = rendering.wasCancelled ? SARUP_CANCELLED : rendering.outputs == nil ? SARUP_INPUT : SARUP_OK
    self.init(
      status, outputs: rendering.outputs ?? [], diagnostics: rendering.diagnostics, sources: rendering.sources)
  }

  /// The caller asked for what there is not.
  convenience init(usage message: String, hint: String) {
    var diagnostics = Diagnostics()
    diagnostics.error("interface-usage", at: nil, message, hint: hint)
    self.init(SARUP_USAGE, outputs: [], diagnostics: diagnostics, sources: [])
  }
}

// MARK: - Rendering

@implementation @c public func sarup_renderer_new(_ environment: OpaquePointer!) -> OpaquePointer! {
  retained(Renderer(object(environment, as: EnvironmentHandle.self)?.environment ?? Environment()))
}

@implementation @c public func sarup_renderer_free(_ renderer: OpaquePointer!) {
  release(renderer, as: Renderer.self)
}

private func input(
  _ name: UnsafePointer<CChar>?, _ nameLength: Int, _ brief: UnsafePointer<CChar>?, _ length: Int,
  _ request: RequestHandle?
) -> Brief {
  Brief(
    name: text(name, nameLength), bytes: bytes(brief, length), files: request?.access ?? NoFiles())
}

@implementation @c public func sarup_render(
  _ renderer: OpaquePointer!, _ request: OpaquePointer!, _ name: UnsafePointer<CChar>!, _ name_length: Int,
  _ brief: UnsafePointer<CChar>!, _ length: Int, _ formats: UnsafePointer<CChar>!, _ formats_length: Int
) -> OpaquePointer! {
  guard let renderer = object(renderer, as: Renderer.self) else { return retained(missingRenderer()) }
  let handle = object(request, as: RequestHandle.self)
  var request = handle?.whole ?? RenderRequest(formats: [])
  for word in text(formats, formats_length).split(separator: ",") {
    guard let format = OutputFormat(rawValue: String(word)) else {
      return retained(
        ResultHandle(
          usage: "no kind of output is called `\(word)`",
          hint: "There are " + OutputFormat.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ") + "."))
    }
    request.formats.append(format)
  }
  return retained(
    ResultHandle(renderer.render(input(name, name_length, brief, length, handle), request)))
}

@implementation @c public func sarup_check(
  _ renderer: OpaquePointer!, _ request: OpaquePointer!, _ name: UnsafePointer<CChar>!, _ name_length: Int,
  _ brief: UnsafePointer<CChar>!, _ length: Int
) -> OpaquePointer! {
  guard let renderer = object(renderer, as: Renderer.self) else { return retained(missingRenderer()) }
  let handle = object(request, as: RequestHandle.self)
  let checking = renderer.check(
    input(name, name_length, brief, length, handle), handle?.whole ?? RenderRequest(formats: []))
  return retained(
    ResultHandle(
      checking.diagnostics.hasErrors ? SARUP_INPUT : SARUP_OK, outputs: [], diagnostics: checking.diagnostics,
      sources: checking.sources))
}

private func missingRenderer() -> ResultHandle {
  ResultHandle(usage: "there is no renderer", hint: "Make one with `sarup_renderer_new`.")
}

// MARK: - Results

@implementation @c public func sarup_result_free(_ result: OpaquePointer!) {
  release(result, as: ResultHandle.self)
}

@implementation @c public func sarup_result_status(_ result: OpaquePointer!) -> sarup_status {
  object(result, as: ResultHandle.self)?.status ?? SARUP_USAGE
}

@implementation @c public func sarup_result_output_count(_ result: OpaquePointer!) -> Int {
  object(result, as: ResultHandle.self)?.outputs.count ?? 0
}

@implementation @c public func sarup_result_output(
  _ result: OpaquePointer!, _ index: Int, _ output: UnsafeMutablePointer<sarup_output>!
) -> Bool {
  guard let outputs = object(result, as: ResultHandle.self)?.outputs, outputs.indices.contains(index), let output
  else { return false }
  let found = outputs[index]
  output.pointee = sarup_output(
    format: UnsafePointer(found.format.start), page: UInt32(clamping: found.page), file: lent(found.file))
  return true
}

@implementation @c public func sarup_result_diagnostic_count(_ result: OpaquePointer!) -> Int {
  object(result, as: ResultHandle.self)?.diagnostics.count ?? 0
}

@implementation @c public func sarup_result_diagnostic(
  _ result: OpaquePointer!, _ index: Int, _ diagnostic: UnsafeMutablePointer<sarup_diagnostic>!
) -> Bool {
  guard let all = object(result, as: ResultHandle.self)?.diagnostics, all.indices.contains(index), let diagnostic
  else { return false }
  let told = all[index]
  let place = told.location
  diagnostic.pointee = sarup_diagnostic(
    is_error: told.isError, code: lent(told.code), message: lent(told.message), hint: lent(told.hint),
    file: lent(told.file), line: UInt32(clamping: place?.line ?? 0), column: UInt32(clamping: place?.column ?? 0),
    end_line: UInt32(clamping: place?.endLine ?? 0), end_column: UInt32(clamping: place?.endColumn ?? 0))
  return true
}

@implementation @c public func sarup_result_json(_ result: OpaquePointer!) -> sarup_bytes {
  lent(object(result, as: ResultHandle.self)?.json)
}

@implementation @c public func sarup_result_text(_ result: OpaquePointer!) -> sarup_bytes {
  lent(object(result, as: ResultHandle.self)?.people)
}

private func lent(_ block: Block?) -> sarup_bytes {
  block.map { sarup_bytes(bytes: UnsafePointer($0.start), length: $0.count) } ?? sarup_bytes(bytes: nil, length: 0)
}
