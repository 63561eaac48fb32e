internal import Sarup
internal import SarupBatch
internal import SarupSyntax

/// How the service behaves, as its options say it.
struct ServiceSettings: Sendable {
  var workers = Processors.count
  /// Requests that may wait for a worker.
  var waiting = 32
  /// Bytes of one body, and of all that are open together.
  var bodyLimit = 16 << 20
  var memory = 256 << 20
  var form = BriefForm.Limits()
  /// From the moment when a request's body has come to its answer.
  var deadline = Duration.seconds(10)
  var pageLimit = 300
  /// Requests of one client in a second; `nil` for any number.
  var rate: Int?
  var keys: APIKeys?
  /// Whether the last address of `X-Forwarded-For` is the client's.
  var trustsForwarded = false
}

/// The service, without the network: what it answers to a request.
final class Service: Sendable {
  let settings: ServiceSettings
  let budget: MemoryBudget
  let metrics = Metrics()
  private let renderer: Renderer
  private let templates: TemplateShelf
  private let queue: WorkQueue
  private let rate: RateLimiter?

  /// `nil` when the system has no room for the workers.
  init?(_ settings: ServiceSettings, environment: Environment, templates folder: TemplateFolder? = nil) {
    guard let queue = WorkQueue(workers: settings.workers, waiting: settings.waiting) else { return nil }
    self.settings = settings
    self.queue = queue
    renderer = Renderer(environment, keepsTemplateFiles: false, templates: folder)
    templates = TemplateShelf(folder)
    budget = MemoryBudget(settings.memory)
    rate = settings.rate.map { RateLimiter(perSecond: $0) }
  }

  /// Finishes what is being worked on.
  func close() { queue.close() }

  // MARK: Before the body

  /// What may be said of a request by its head alone.
  enum Admission: Sendable {
    case refused(Answer)
    /// Its body is to be read, up to so many bytes.
    case admitted(Admitted)
  }

  struct Admitted: Sendable {
    var route: Route
    /// What stands in the place of `{name}`.
    var name: String
    var query: Query
    var type: HeaderValue?
    /// The holder of the key.
    var holder: String?
  }

  func admit(_ head: RequestHead) -> Admission {
    do throws(Problem) {
      return .admitted(try admitted(head))
    } catch {
      return .refused(error.answer)
    }
  }

  private func admitted(_ head: RequestHead) throws(Problem) -> Admitted {
    guard let (route, name) = Route.find(head.path) else {
      throw Problem(.notFound, "There is nothing at \(head.path.prefix(200)).")
    }
    guard route.methods.contains(head.method) else {
      let methods = route.methods.joined(separator: ", ")
      throw Problem(.methodNotAllowed, "\(route.rawValue) takes \(methods).", headers: [("Allow", methods)])
    }
    var holder: String?
    if let keys = settings.keys, !route.isOpen {
      holder = APIKeys.key(of: head).flatMap { keys.holder(of: $0) }
      if holder == nil {
        throw Problem(
          .keyNeeded, "Send a key that this service knows, as Authorization: Bearer or as X-API-Key.",
          headers: [("WWW-Authenticate", "Bearer")])
      }
    }
    guard let query = Query(target: head.target) else {
      throw Problem(.badRequest, "The query has an escape that is broken or stands for no text.")
    }
    guard route.takesBrief else {
      return Admitted(route: route, name: name, query: query, holder: holder)
    }
    if let rate, !rate.admits(holder ?? head.client) {
      throw Problem(
        .tooManyRequests, "Up to \(rate.perSecond) requests a second are taken.", headers: [("Retry-After", "1")])
    }
    if let length = head.contentLength, length > settings.bodyLimit { throw tooLarge }
    let types = BriefForm.mediaTypes(of: route)
    guard let type = head["content-type"].flatMap({ HeaderValue($0) }), types.contains(type.value) else {
      throw Problem(
        .mediaType, "Content-Type is one of \(types.joined(separator: ", ")).",
        headers: [("Accept-Post", types.joined(separator: ", "))])
    }
    if let charset = type["charset"], charset.lowercased() != "utf-8" {
      throw Problem(.mediaType, "Briefs are UTF-8, not \(charset.prefix(64)).")
    }
    // Said before the body is read, so that it comes at once.
    if queue.refuses { throw overloaded }
    return Admitted(route: route, name: name, query: query, type: type, holder: holder)
  }

  var tooLarge: Problem { Problem(.tooLarge, "A body has up to \(settings.bodyLimit) bytes.") }

  var overloaded: Problem {
    Problem(.overloaded, "All workers are busy, and enough requests wait.", headers: [("Retry-After", "1")])
  }

  // MARK: With the body

  /// The answer to a request whose body has come.
  func answer(_ head: RequestHead, _ admitted: Admitted, body: [UInt8], interest: Interest) async -> Answer {
    var answer: Answer
    switch admitted.route {
    case .render, .check: answer = await work(head, admitted, body, interest)
    case .page:
      answer = Answer(
        200, type: "text/html; charset=utf-8", WebPage.page,
        headers: [("Content-Security-Policy", WebPage.policy), ("Referrer-Policy", "no-referrer")])
    case .style: answer = Answer(200, type: "text/css; charset=utf-8", WebPage.style)
    case .script: answer = Answer(200, type: "text/javascript; charset=utf-8", WebPage.script)
    case .face: answer = Answer(200, type: "font/ttf", WebPage.face("Sarabun-Regular.ttf"))
    case .boldFace: answer = Answer(200, type: "font/ttf", WebPage.face("Sarabun-Bold.ttf"))
    case .health: answer = Answer(json: ["status": "ok"])
    case .metrics: answer = Answer(200, type: "text/plain; version=0.0.4; charset=utf-8", Array(measured.utf8))
    case .templates: answer = listedTemplates
    case .template: answer = template(admitted.name)
    case .schemas:
      answer = Answer(json: .object(InputSchema.allCases.map { ($0.rawValue, .text("/schema/\($0.rawValue)")) }))
    case .schema: answer = schema(admitted.name)
    case .openAPI:
      answer = Answer(json: OpenAPI(templates: templates.names, asksForKey: settings.keys != nil).document)
    }
    if head.method == "GET" || head.method == "HEAD" { mark(&answer, head, admitted.route) }
    return answer
  }

  private var measured: String {
    var gauges = Metrics.Gauges()
    (gauges.waiting, gauges.busy) = queue.load
    gauges.workers = settings.workers
    gauges.bodyBytes = budget.used
    return metrics.text(gauges)
  }

  /// Gives what can be kept a mark, and sends nothing to who has it.
  private func mark(_ answer: inout Answer, _ head: RequestHead, _ route: Route) {
    guard answer.status == 200, route != .health, route != .metrics else {
      answer.headers.append(("Cache-Control", "no-store"))
      return
    }
    let tag = Service.entityTag(of: answer.body)
    answer.headers += [("ETag", tag), ("Cache-Control", "no-cache")]
    if EntityTag.matches(head.list("if-none-match"), tag) {
      answer.status = 304
      answer.headers.removeAll { $0.name == "Content-Type" }
      answer.body = []
    }
  }

  static func entityTag(of bytes: [UInt8]) -> String { "\"\(Digest(of: bytes).hexadecimal)\"" }

  private var listedTemplates: Answer {
    Answer(
      json: .list(
        templates.all.map { template in
          [
            "name": .text(template.name), "summary": .text(template.summary),
            "href": .text("/templates/\(template.name)"),
          ]
        }))
  }

  private func template(_ name: String) -> Answer {
    guard let template = templates[name] else {
      return Problem(.notFound, "Templates are \(templates.names.joined(separator: ", ")).").answer
    }
    return Answer(200, type: "application/yaml", Array(template.text.utf8))
  }

  private func schema(_ name: String) -> Answer {
    guard let schema = InputSchema(rawValue: name) else {
      return Problem(.notFound, "Schemas are brief and template.").answer
    }
    return Answer(200, type: "application/schema+json", Array(schema.text.utf8))
  }

  // MARK: On a worker

  private func work(_ head: RequestHead, _ admitted: Admitted, _ body: [UInt8], _ interest: Interest) async -> Answer {
    let came = ContinuousClock.now
    let deadline = came + settings.deadline
    return await withCheckedContinuation { continuation in
      let isTaken = queue.submit { [self] in
        let began = ContinuousClock.now
        var answer: Answer
        if began >= deadline {
          answer = overloaded.answer
        } else if interest.isLost {
          answer = BriefWork.abandoned
        } else {
          answer = BriefWork(
            renderer: renderer, templates: templates, settings: settings, interest: interest, deadline: deadline
          ).answer(head, admitted, body)
        }
        answer.notes.waited = began - came
        answer.notes.worked = ContinuousClock.now - began
        continuation.resume(returning: answer)
      }
      if !isTaken { continuation.resume(returning: overloaded.answer) }
    }
  }
}
