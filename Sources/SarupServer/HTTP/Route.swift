/// Where a request may go. The paths, the methods and the words of the OpenAPI document are declared here.
enum Route: String, CaseIterable, Sendable {
  case page = "/"
  case style = "/page.css"
  case script = "/page.js"
  case face = "/sarabun.ttf"
  case boldFace = "/sarabun-bold.ttf"
  case render = "/render"
  case check = "/check"
  case templates = "/templates"
  case template = "/templates/{name}"
  case schemas = "/schema"
  case schema = "/schema/{name}"
  case health = "/healthz"
  case metrics = "/metrics"
  case openAPI = "/openapi.json"

  /// The methods that it takes, the one that it is for first.
  var methods: [String] {
    switch self {
    case .render, .check: ["POST"]
    default: ["GET", "HEAD"]
    }
  }

  /// Whether it takes a brief, and a worker's time.
  var takesBrief: Bool { self == .render || self == .check }

  /// Whether it is there for everybody, where the service asks for a key.
  var isOpen: Bool {
    switch self {
    case .page, .style, .script, .face, .boldFace, .health, .openAPI: true
    default: false
    }
  }

  /// What programs that are made from the OpenAPI document call it.
  var operationName: String {
    switch self {
    case .page: "readPage"
    case .style: "readStyle"
    case .script: "readScript"
    case .face: "readFace"
    case .boldFace: "readBoldFace"
    case .render: "render"
    case .check: "check"
    case .templates: "listTemplates"
    case .template: "readTemplate"
    case .schemas: "listSchemas"
    case .schema: "readSchema"
    case .health: "health"
    case .metrics: "metrics"
    case .openAPI: "describe"
    }
  }

  /// What one gets there.
  var summary: String {
    switch self {
    case .page: "The page where people paste a brief."
    case .style: "The style sheet of the page."
    case .script: "The script of the page."
    case .face: "The typeface of the page: not every computer has one for Thai."
    case .boldFace: "Its bold face."
    case .render: "Render a brief to PDF, Word, OpenDocument, a web page, pictures or drawings."
    case .check: "Look for mistakes in a brief, a template or a Word file."
    case .templates: "The templates that briefs may name."
    case .template: "One template, as YAML."
    case .schemas: "The schemas that there are."
    case .schema: "What may be written in a brief or a template, as JSON Schema."
    case .health: "Whether the service is there."
    case .metrics: "What it has done."
    case .openAPI: "This description."
    }
  }

  /// The route of a path, and what stands in the place of `{name}`; `nil` when nothing is there.
  static func find(_ path: String) -> (route: Route, name: String)? {
    if let route = Route(rawValue: path), !path.contains("{") { return (route, "") }
    guard let slash = path.lastIndex(of: "/"), let route = Route(rawValue: path[...slash] + "{name}"),
      let name = Query.decoded(path[path.index(after: slash)...], plusIsSpace: false), !name.isEmpty
    else { return nil }
    return (route, name)
  }
}
