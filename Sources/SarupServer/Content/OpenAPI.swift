internal import Sarup
internal import SarupThai

/// The description of the service that programs read (OpenAPI 3.1), from the declarations that it answers by: routes, settings,
/// media types, problems, and the schema of a brief.
struct OpenAPI {
  var templates: [String]
  /// Whether requests must bring a key.
  var asksForKey: Bool

  var document: JSON {
    var members: [(String, JSON)] = [
      ("openapi", "3.1.0"),
      (
        "info",
        [
          "title": "Sarup", "version": .text(Version.number), "summary": "Renders Thai briefs to PDF, Word and more.",
          "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
        ]
      ),
      ("paths", .object(Route.allCases.map { ($0.rawValue, path($0)) })),
      ("components", components),
    ]
    if asksForKey { members.append(("security", [["bearer": []], ["key": []]])) }
    return .object(members)
  }

  // MARK: Paths

  private func path(_ route: Route) -> JSON {
    .object(route.methods.map { ($0.lowercased(), operation(route, $0)) })
  }

  private func operation(_ route: Route, _ method: String) -> JSON {
    let isHead = method == "HEAD"
    var members: [(String, JSON)] = [
      ("operationId", .text(route.operationName + (isHead ? "Head" : ""))), ("summary", .text(route.summary)),
    ]
    var parameters: [JSON] = []
    if let names = names(of: route) {
      parameters.append(
        ["name": "name", "in": "path", "required": true, "schema": Self.choice(names)])
    }
    if route.takesBrief { parameters += settings }
    if !parameters.isEmpty { members.append(("parameters", .list(parameters))) }
    if route.takesBrief { members.append(("requestBody", body(route))) }
    members.append(("responses", responses(route, isHead: isHead)))
    if asksForKey, route.isOpen { members.append(("security", [])) }
    return .object(members)
  }

  /// What may stand for `{name}`.
  private func names(of route: Route) -> [String]? {
    switch route {
    case .template: templates
    case .schema: InputSchema.allCases.map(\.rawValue)
    default: nil
    }
  }

  private func responses(_ route: Route, isHead: Bool) -> JSON {
    var responses: [(String, JSON)] = []
    switch route {
    case .render:
      let outputs = OutputFormat.allCases.map { ($0.mediaType, ["schema": [:]] as JSON) }
      responses.append(
        (
          "200",
          [
            "description": "The output. For one picture or drawing a page, that of the page asked for.",
            "headers": [
              "ETag": Self.header("A mark of the content: the same bytes have the same.", "string"),
              "Sarup-Pages": Self.header("How many pages the brief has, for outputs with pages.", "integer"),
              "Sarup-Warnings": Self.header("How many warnings /check has for it.", "integer"),
            ], "content": .object(outputs),
          ]
        ))
    case .page: responses.append(("200", Self.answer("The page.", "text/html", nil, isHead)))
    case .style: responses.append(("200", Self.answer("The style sheet.", "text/css", nil, isHead)))
    case .script: responses.append(("200", Self.answer("The script.", "text/javascript", nil, isHead)))
    case .face, .boldFace: responses.append(("200", Self.answer("The face.", "font/ttf", nil, isHead)))
    case .check: responses.append(("200", Self.answer("What was found.", "application/json", "Checking", isHead)))
    case .templates: responses.append(("200", Self.answer("The templates.", "application/json", "Templates", isHead)))
    case .template: responses.append(("200", Self.answer("The template.", "application/yaml", nil, isHead)))
    case .schemas:
      responses.append(("200", Self.answer("Where each schema is.", "application/json", "Schemas", isHead)))
    case .schema: responses.append(("200", Self.answer("A JSON Schema.", "application/schema+json", nil, isHead)))
    case .health: responses.append(("200", Self.answer("It is there.", "application/json", "Health", isHead)))
    case .openAPI: responses.append(("200", Self.answer("This.", "application/json", nil, isHead)))
    case .metrics:
      responses.append(("200", Self.answer("Counts, in the text format of Prometheus.", "text/plain", nil, isHead)))
    }
    if !route.takesBrief, route != .health, route != .metrics {
      responses.append(("304", ["description": "It is what If-None-Match names."]))
    }
    for kind in problems(of: route) where !responses.contains(where: { $0.0 == "\(kind.status)" }) {
      responses.append(("\(kind.status)", Self.answer(kind.title + ".", "application/problem+json", "Problem", isHead)))
    }
    return .object(responses)
  }

  private func problems(of route: Route) -> [Problem.Kind] {
    var kinds: [Problem.Kind] = [.badRequest]
    if asksForKey, !route.isOpen { kinds.append(.keyNeeded) }
    if names(of: route) != nil { kinds.append(.notFound) }
    if route == .render { kinds += [.notAcceptable, .sameContent] }
    if route.takesBrief {
      kinds += [.tooSlow, .tooLarge, .mediaType, .mistakes, .tooManyRequests, .overloaded, .tookTooLong]
    }
    return kinds
  }

  private static func answer(_ description: String, _ type: String, _ schema: String?, _ isHead: Bool) -> JSON {
    var members: [(String, JSON)] = [("description", .text(description))]
    let schema: JSON = schema.map { ["$ref": .text("#/components/schemas/\($0)")] } ?? [:]
    if !isHead { members.append(("content", .object([(type, ["schema": schema] as JSON)]))) }
    return .object(members)
  }

  private static func header(_ description: String, _ type: String) -> JSON {
    ["description": .text(description), "schema": ["type": .text(type)]]
  }

  private static func choice(_ values: [String]) -> JSON { ["type": "string", "enum": .list(values.map(JSON.text))] }

  // MARK: What comes in

  /// What each setting takes, by the names of ``BriefForm/settings``.
  private func schema(of setting: String) -> JSON {
    switch setting {
    case "to": Self.choice(OutputFormat.allCases.map(\.rawValue))
    case "template": Self.choice(templates)
    case "digits": Self.choice(DigitMode.allCases.map(\.rawValue))
    case "archive": Self.choice(ArchiveLevel.allCases.map(\.rawValue))
    case "date": ["type": "string", "format": "date"]
    case "page": ["type": "integer", "minimum": 1, "maximum": .number(BriefForm.pages.upperBound)]
    case "resolution":
      [
        "type": "integer", "minimum": .number(BriefForm.resolutions.lowerBound),
        "maximum": .number(BriefForm.resolutions.upperBound),
      ]
    default: ["type": "string", "pattern": "^[^=]+="]
    }
  }

  private func description(of setting: String) -> String {
    switch setting {
    case "to": "The kind of output; it goes before Accept."
    case "template": "The name of a template. Without it the brief decides."
    case "digits": "Digits of numbers and dates that are written for the brief."
    case "archive": "What a PDF declares itself to be: PDF/A-2a, or PDF/A-3a with the brief inside."
    case "date": "The day of the document where the brief gives none, in years of the Common Era."
    case "page": "Which page, where the output is one file a page."
    case "resolution": "Dots per inch of pictures."
    default: "A field of the brief and its value, as title=…; may be given again."
    }
  }

  private var settings: [JSON] {
    BriefForm.settings.map { name in
      let schema = schema(of: name)
      return [
        "name": .text(name), "in": "query", "description": .text(description(of: name)),
        "schema": name == "set" ? ["type": "array", "items": schema, "maxItems": 100] : schema,
      ]
    }
  }

  private func body(_ route: Route) -> JSON {
    let content = BriefForm.mediaTypes(of: route).map { type in
      let schema: JSON =
        switch type {
        case "application/json": ["$ref": "#/components/schemas/Brief"]
        case "multipart/form-data": form
        case OutputFormat.docx.mediaType: [:]
        default: ["type": "string"]
        }
      return (type, ["schema": schema] as JSON)
    }
    return ["required": true, "content": .object(content)]
  }

  private var form: JSON {
    let file: JSON = ["type": "string", "contentMediaType": "application/octet-stream"]
    var properties: [(String, JSON)] = [
      ("brief", ["type": "string", "description": "The brief: a file, or a text."]),
      ("template", ["description": "A template file, or the name of one.", "type": "string"]),
      ("letterhead", file), ("file", ["type": "array", "items": file]),
    ]
    for name in BriefForm.settings where name != "template" { properties.append((name, schema(of: name))) }
    return [
      "type": "object", "required": ["brief"], "properties": .object(properties), "additionalProperties": false,
    ]
  }

  // MARK: Components

  private var components: JSON {
    // The definitions of a schema are named from the root of the document that holds it.
    let brief = InputSchema.brief.text.replacing("#/$defs/", with: "#/components/schemas/Brief/$defs/")
    var members: [(String, JSON)] = [
      (
        "schemas",
        [
          "Brief": .written(brief), "Diagnostic": diagnostic, "Problem": problem,
          "Checking": Self.object([
            ("errors", ["type": "integer"]), ("warnings", ["type": "integer"]), ("diagnostics", diagnostics),
          ]),
          "Templates": [
            "type": "array",
            "items": Self.object([("name", Self.text), ("summary", Self.text), ("href", Self.text)]),
          ],
          "Schemas": Self.object(InputSchema.allCases.map { ($0.rawValue, Self.text) }),
          "Health": Self.object([("status", Self.choice(["ok"]))]),
        ]
      )
    ]
    if asksForKey {
      members.append(
        (
          "securitySchemes",
          [
            "bearer": ["type": "http", "scheme": "bearer"],
            "key": ["type": "apiKey", "in": "header", "name": "X-API-Key"],
          ]
        ))
    }
    return .object(members)
  }

  private static let text: JSON = ["type": "string"]

  /// All members are there.
  private static func object(_ members: [(String, JSON)], optional: [(String, JSON)] = []) -> JSON {
    [
      "type": "object", "required": .list(members.map { .text($0.0) }), "properties": .object(members + optional),
    ]
  }

  private var diagnostics: JSON { ["type": "array", "items": ["$ref": "#/components/schemas/Diagnostic"]] }

  private var problem: JSON {
    Self.object(
      [
        ("type", Self.choice(Problem.Kind.allCases.map { "urn:sarup:problem:" + $0.rawValue })),
        ("title", Self.text), ("status", ["type": "integer"]), ("detail", Self.text),
      ], optional: [("diagnostics", diagnostics)])
  }

  /// Lines and columns count from 1, bytes from 0. Without a place `file` is null and nothing else of it is there.
  private var diagnostic: JSON {
    let place = ["line", "column", "endLine", "endColumn", "byte", "endByte"]
      .map { ($0, ["type": "integer", "minimum": 0] as JSON) }
    let file: (String, JSON) = ("file", ["type": ["string", "null"]])
    let note = Self.object([("message", Self.text), file], optional: place)
    return Self.object(
      [
        ("severity", Self.choice(["error", "warning"])), ("code", Self.text), ("message", Self.text), file,
        ("hints", ["type": "array", "items": Self.text]), ("notes", ["type": "array", "items": note]),
      ], optional: place)
  }
}
