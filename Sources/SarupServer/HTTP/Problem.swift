internal import Sarup
internal import SarupSyntax

/// Why a request is not answered as asked, as `application/problem+json` has it (RFC 9457).
struct Problem: Error, Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case badRequest = "bad-request"
    case keyNeeded = "key-needed"
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case tooSlow = "too-slow"
    case sameContent = "same-content"
    case tooLarge = "too-large"
    case mediaType = "media-type"
    case mistakes = "mistakes"
    case tooManyRequests = "too-many-requests"
    case fault = "fault"
    case overloaded = "overloaded"
    case tookTooLong = "took-too-long"

    var status: Int {
      switch self {
      case .badRequest: 400
      case .keyNeeded: 401
      case .notFound: 404
      case .methodNotAllowed: 405
      case .notAcceptable: 406
      case .tooSlow: 408
      case .sameContent: 412
      case .tooLarge: 413
      case .mediaType: 415
      case .mistakes: 422
      case .tooManyRequests: 429
      case .fault: 500
      case .overloaded, .tookTooLong: 503
      }
    }

    var title: String {
      switch self {
      case .badRequest: "The request cannot be understood"
      case .keyNeeded: "A key is needed"
      case .notFound: "There is nothing at this address"
      case .methodNotAllowed: "This address takes other methods"
      case .notAcceptable: "No output is of a kind that is accepted"
      case .tooSlow: "The request came too slowly"
      case .sameContent: "The output is the one that you have"
      case .tooLarge: "The request is too large"
      case .mediaType: "A brief does not come as this kind of data"
      case .mistakes: "The brief or its template has mistakes"
      case .tooManyRequests: "Too many requests"
      case .fault: "The service has a fault"
      case .overloaded: "The service has more to do than it can"
      case .tookTooLong: "The brief took too long"
      }
    }
  }

  var kind: Kind
  /// A sentence about this request.
  var detail: String
  var headers: [(name: String, value: String)] = []
  var diagnostics = Diagnostics()
  var sources: [SourceText] = []
  /// Of very many mistakes only so many are told.
  private static let mostDiagnostics = 500

  init(_ kind: Kind, _ detail: String, headers: [(name: String, value: String)] = []) {
    self.kind = kind
    self.detail = detail
    self.headers = headers
  }

  /// Mistakes with their places.
  init(_ diagnostics: Diagnostics, sources: [SourceText]) {
    let errors = diagnostics.all.count { $0.severity == .error }
    self.init(.mistakes, "\(errors) mistake\(errors == 1 ? "" : "s"), and no output.")
    self.diagnostics = diagnostics
    self.sources = sources
  }

  /// A mistake that has no place in a text.
  init(_ code: DiagnosticCode, _ message: String, hints: String...) {
    self.init(.mistakes, "1 mistake, and no output.")
    diagnostics.add(Diagnostic(.error, code, at: nil, message, hints: hints))
  }

  var answer: Answer {
    var members: [(String, JSON)] = [
      ("type", .text("urn:sarup:problem:" + kind.rawValue)), ("title", .text(kind.title)),
      ("status", .number(kind.status)), ("detail", .text(detail)),
    ]
    if kind == .mistakes {
      members.append(("diagnostics", Self.list(diagnostics, sources: sources)))
    }
    var answer = Answer(
      kind.status, type: "application/problem+json", Array((JSON.object(members).line + "\n").utf8), headers: headers)
    answer.notes.problem = kind.rawValue
    return answer
  }

  /// Diagnostics as `sarup check --format json` prints them, in a list.
  static func list(_ diagnostics: Diagnostics, sources: [SourceText]) -> JSON {
    let lines = DiagnosticPrinter(format: .json, sources: sources).text(of: diagnostics)
    return .list(lines.split(separator: "\n").prefix(mostDiagnostics).map { .written(String($0)) })
  }
}
