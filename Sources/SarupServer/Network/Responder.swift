#if Server
  internal import HTTPTypes
  internal import Hummingbird
  internal import HummingbirdCore
  internal import NIOCore

  /// What hummingbird hands on with a request: the connection that it came by.
  struct RequestSource: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }
  }

  /// Between hummingbird and the service: reads bodies within their limits, sends answers, and keeps the log.
  struct Responder: HTTPResponder {
    typealias Context = RequestSource

    let service: Service
    let connections: Connections
    /// How long a body may take to come.
    let bodyTime: Duration
    let logsRequests: Bool

    /// What is left of a body that nobody reads is let in for so long, so that the client reads the answer and not a broken connection.
    private static let lingering = TimeAmount.seconds(2)
    /// How long a client may take to fetch a long answer.
    private static let fetching = TimeAmount.seconds(120)
    private static let longAnswer = 256 << 10

    func respond(to request: Request, context: RequestSource) async throws -> Response {
      let began = ContinuousClock.now
      let head = head(of: request, from: context.channel)
      let id = head["x-request-id"].flatMap(Self.usable) ?? Self.newID()
      var route: Route?
      var holder: String?
      var answer: Answer
      var isRead = false
      switch service.admit(head) {
      case .refused(let refusal):
        answer = refusal
        route = Route.find(head.path)?.route
      case .admitted(let admitted):
        route = admitted.route
        holder = admitted.holder
        (answer, isRead) = await respond(to: request, head, admitted, context)
      }
      let duration = ContinuousClock.now - began
      service.metrics.count(route, answer, duration)
      if logsRequests { log(answer, head, id: id, holder: holder, duration) }
      answer.headers.append(("X-Request-Id", id))
      return response(answer, to: request, closing: !isRead && Self.hasBody(request), context.channel)
    }

    private func respond(
      to request: Request, _ head: RequestHead, _ admitted: Service.Admitted, _ context: RequestSource
    ) async -> (answer: Answer, isRead: Bool) {
      let interest = connections.interest(in: context.channel)
      guard admitted.route.takesBrief else {
        return (await service.answer(head, admitted, body: [], interest: interest), false)
      }
      // Where the length is not said, it may be the longest.
      let room = head.contentLength ?? service.settings.bodyLimit
      guard service.budget.take(room) else { return (service.overloaded.answer, false) }
      defer { service.budget.giveBack(room) }
      do throws(Problem) {
        let body = try await body(of: request, length: head.contentLength)
        return (await service.answer(head, admitted, body: body, interest: interest), true)
      } catch {
        return (error.answer, false)
      }
    }

    private func body(of request: Request, length: Int?) async throws(Problem) -> [UInt8] {
      let deadline = ContinuousClock.now + bodyTime
      var bytes: [UInt8] = []
      bytes.reserveCapacity(min(length ?? 0, service.settings.bodyLimit))
      do {
        for try await piece in request.body {
          guard bytes.count + piece.readableBytes <= service.settings.bodyLimit else { throw service.tooLarge }
          if ContinuousClock.now > deadline {
            throw Problem(.tooSlow, "A body may take \(bodyTime.components.seconds) seconds to come.")
          }
          bytes += piece.readableBytesView
        }
      } catch let problem as Problem {
        throw problem
      } catch {
        throw Problem(.badRequest, "The body was broken off.")
      }
      return bytes
    }

    private static func hasBody(_ request: Request) -> Bool {
      request.headers[.transferEncoding] != nil || (request.headers[.contentLength].flatMap { Int($0) } ?? 0) > 0
    }

    private func head(of request: Request, from channel: any Channel) -> RequestHead {
      var head = RequestHead(method: request.method.rawValue, target: request.head.path ?? "/")
      head.headers = request.headers.map { ($0.name.canonicalName, $0.value) }
      head.client = channel.remoteAddress?.ipAddress ?? ""
      if service.settings.trustsForwarded, let forwarded = head.list("x-forwarded-for"),
        let last = forwarded.split(separator: ",").last
      {
        head.client = String(last.filter { $0 != " " }.prefix(64))
      }
      return head
    }

    // MARK: Answers

    private func response(_ answer: Answer, to request: Request, closing: Bool, _ channel: any Channel) -> Response {
      var headers = HTTPFields()
      for (name, value) in answer.headers {
        if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
      }
      if headers[.xContentTypeOptions] == nil { headers[.xContentTypeOptions] = "nosniff" }
      if closing {
        headers[.connection] = "close"
        channel.eventLoop.scheduleTask(in: Self.lingering) { channel.close(promise: nil) }
      }
      var response = Response(
        status: HTTPResponse.Status(code: answer.status), headers: headers, body: body(answer, channel))
      if request.method == .head { response = response.createHeadResponse() }
      if answer.status == 304 { response.headers[.contentLength] = nil }
      return response
    }

    private func body(_ answer: Answer, _ channel: any Channel) -> ResponseBody {
      let buffer = ByteBuffer(bytes: answer.body)
      if buffer.readableBytes < Self.longAnswer { return ResponseBody(byteBuffer: buffer) }
      return ResponseBody(contentLength: buffer.readableBytes) { writer in
        let end = channel.eventLoop.scheduleTask(in: Self.fetching) { channel.close(promise: nil) }
        defer { end.cancel() }
        try await writer.write(buffer)
        try await writer.finish(nil)
      }
    }

    // MARK: Log

    private func log(_ answer: Answer, _ head: RequestHead, id: String, holder: String?, _ duration: Duration) {
      var members: [(String, JSON)] = [
        ("id", .text(id)), ("method", .text(String(head.method.prefix(16)))),
        ("path", .text(String(head.path.prefix(200)))), ("status", .number(answer.status)),
        ("bytes", .number(answer.body.count)), ("microseconds", .number(Self.microseconds(duration))),
        ("client", .text(head.client)),
      ]
      if let holder { members.append(("key", .text(holder))) }
      if let problem = answer.notes.problem { members.append(("problem", .text(problem))) }
      if let format = answer.notes.format { members.append(("format", .text(format))) }
      if let pages = answer.notes.pages { members.append(("pages", .number(pages))) }
      if let waited = answer.notes.waited { members.append(("waited", .number(Self.microseconds(waited)))) }
      if let worked = answer.notes.worked { members.append(("worked", .number(Self.microseconds(worked)))) }
      LogLine.write(answer.status >= 500 ? .warning : .info, "request", members)
    }

    private static func microseconds(_ duration: Duration) -> Int {
      let (seconds, attoseconds) = duration.components
      return Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
    }

    /// A request's name from a proxy, where it is short and plain.
    private static func usable(_ id: String) -> String? {
      1...64 ~= id.utf8.count && id.utf8.allSatisfy { HeaderScanner.isToken($0) } ? id : nil
    }

    private static func newID() -> String {
      let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
  }
#endif
