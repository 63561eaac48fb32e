internal import Sarup
internal import SarupSyntax
internal import SarupThai

/// What a request asks to be done with a brief: the brief, the files beside it, and how it is to come out.
struct BriefForm: Sendable {
  var input: Brief
  var request = RenderRequest(formats: [.pdf])
  /// Which page of an output that has a file for each.
  var page = 1
  /// Asked for by `to`, which goes before `Accept`.
  var format: OutputFormat?

  /// Limits of what a form may hold.
  struct Limits: Sendable {
    /// Bytes of the brief's text.
    var brief = 1 << 20
  }

  /// Media types of briefs, as RFC 7763, RFC 9512 and RFC 8259 call them, and what programs send instead.
  private static let formats: [(type: String, format: BriefFormat?, ending: String)] = [
    ("text/markdown", .markdown, "md"), ("text/plain", nil, "txt"),
    ("application/yaml", .yaml, "yaml"), ("application/x-yaml", .yaml, "yaml"), ("text/yaml", .yaml, "yaml"),
    ("application/json", .json, "json"),
  ]
  private static let wordType = OutputFormat.docx.mediaType

  /// The media types that a route takes.
  static func mediaTypes(of route: Route) -> [String] {
    formats.map(\.type) + ["multipart/form-data"] + (route == .check ? [wordType] : [])
  }

  /// - Throws: What is wrong with the form; mistakes of the brief show later.
  init(
    _ route: Route, type: HeaderValue, query: Query, body: [UInt8], limits: Limits, templates: TemplateShelf
  ) throws(Problem) {
    guard type.value == "multipart/form-data" else {
      let known = Self.formats.first { $0.type == type.value }
      input = Brief(name: "brief.\(known?.ending ?? "docx")", bytes: body, format: known?.format)
      try Self.check(input, limits)
      for (name, value) in query.items { try set(name, value, templates) }
      return
    }
    var parts: [Multipart.Part]
    do throws(Multipart.Fault) {
      parts = try Multipart.read(body, boundary: type["boundary"] ?? "")
    } catch {
      throw Problem(.badRequest, "The form cannot be read: \(error.message).")
    }
    guard let place = parts.firstIndex(where: { $0.name == "brief" }) else {
      throw Problem(.badRequest, "The form has no part with the name brief.")
    }
    let brief = parts.remove(at: place)
    let known = Self.formats.first { $0.type == brief.contentType }
    // A text field that is not a file has no type, or that of plain text.
    let name = brief.fileName.flatMap { Uploads.path($0) } ?? "brief.\(known?.ending ?? "md")"
    input = Brief(name: name, bytes: brief.bytes, format: known?.format)
    try Self.check(input, limits)
    for (name, value) in query.items { try set(name, value, templates) }
    var uploads = Uploads()
    var template: Multipart.Part?
    for part in parts {
      guard let fileName = part.fileName else {
        if part.name == "brief" { throw Problem(.badRequest, "The form has two parts with the name brief.") }
        guard let value = String(validating: part.bytes, as: UTF8.self) else {
          throw Problem(.badRequest, "The field \(part.name) is not UTF-8.")
        }
        try set(part.name, value, templates)
        continue
      }
      switch part.name {
      case "brief",
        "template" where template != nil:
        throw Problem(.badRequest, "The form has two parts with the name \(part.name).")
      case "template": template = part
      case "letterhead":
        let letterhead = LetterheadFile(name: fileName, bytes: part.bytes)
        request.letterhead = letterhead
      // Browsers send a field for files without a file as one without a name.
      case "file" where fileName.isEmpty && part.bytes.isEmpty: break
      case "file": try Self.add(fileName, part.bytes, to: &uploads)
      default:
        throw Problem(.badRequest, "The form has a file with the name \(part.name). \(Self.partHint)")
      }
    }
    input.files = uploads
    if let template {
      let name = template.fileName.flatMap { Uploads.path($0) } ?? "template.yaml"
      request.template = Template(name: name, bytes: template.bytes, files: uploads)
      if template.bytes.count > Sarup.Limits.template {
        throw Problem(.tooLarge, "The template is larger than \(Sarup.Limits.template) bytes.")
      }
    }
  }

  private static let partHint =
    "Files are brief, template, letterhead, and file for pictures and what else a brief names."

  private static func add(_ name: String, _ bytes: [UInt8], to uploads: inout Uploads) throws(Problem) {
    do throws(Uploads.Refusal) {
      try uploads.add(name, bytes)
    } catch {
      switch error {
      case .name:
        throw Problem(
          .badRequest, "A file has no name that can be used: give it a name without \\ and .., not beginning with /.")
      case .twice: throw Problem(.badRequest, "Two files have the name \(name).")
      }
    }
  }

  private static func check(_ input: Brief, _ limits: Limits) throws(Problem) {
    guard input.bytes.count > limits.brief else { return }
    throw Problem(.tooLarge, "The brief has \(input.bytes.count) bytes; up to \(limits.brief) are taken.")
  }

  // MARK: Settings

  /// Names of fields and of the query, in the order of the documentation.
  static let settings = ["to", "template", "digits", "date", "archive", "page", "resolution", "set"]

  static let pages = 1...100_000
  static let resolutions = 36...300

  private mutating func set(_ name: String, _ value: String, _ templates: TemplateShelf) throws(Problem) {
    switch name {
    case "to": format = try Self.choice(name, value)
    case "digits": request.digits = try Self.choice(name, value) as DigitMode
    case "archive": request.archive = try Self.choice(name, value)
    case "template": try setTemplate(value, templates)
    case "date":
      guard case .day(let day) = ISODate.parse(value) else {
        throw Problem(.badRequest, "date is a day of the Common Era such as 2026-01-31.")
      }
      request.day = day
    case "page": page = try Self.number(name, value, Self.pages)
    case "resolution": request.resolution = Double(try Self.number(name, value, Self.resolutions))
    case "set":
      guard let equals = value.firstIndex(of: "="), equals != value.startIndex else {
        throw Problem(.badRequest, "set is a field of the brief and its value, such as title=…")
      }
      if request.settings.count == 100 { throw Problem(.badRequest, "There are more than 100 set.") }
      request.settings.append((String(value[..<equals]), String(value[value.index(after: equals)...])))
    default:
      let near = DidYouMean.nearest(to: name, among: Self.settings).map { " Did you mean \($0)?" } ?? ""
      throw Problem(
        .badRequest,
        "There is no setting \(name.prefix(64)).\(near) Settings are \(Self.settings.joined(separator: ", ")).")
    }
  }

  private mutating func setTemplate(_ name: String, _ templates: TemplateShelf) throws(Problem) {
    // Whatever is no name of a template would be taken for the path of a file.
    guard templates.names.contains(name) else {
      let near = DidYouMean.nearest(to: name, among: templates.names).map { "Did you mean `\($0)`? " } ?? ""
      throw Problem(
        "template-not-found", "there is no template \(name.prefix(64))",
        hints: "\(near)Templates are \(templates.names.joined(separator: ", ")).")
    }
    request.template = Template(name)
  }

  private static func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ value: String
  ) throws(Problem) -> Value {
    if let choice = Value(rawValue: value) { return choice }
    throw Problem(.badRequest, "\(name) is one of \(Value.allCases.map(\.rawValue).joined(separator: ", ")).")
  }

  private static func number(_ name: String, _ value: String, _ range: ClosedRange<Int>) throws(Problem) -> Int {
    if value.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(value), range ~= number { return number }
    throw Problem(.badRequest, "\(name) is a number from \(range.lowerBound) to \(range.upperBound).")
  }
}
