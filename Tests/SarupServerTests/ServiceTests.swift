import Sarup
import TestSupport
import Testing

@testable import SarupServer

/// What the service answers, without a network between.
struct ServiceTests {
  private let service: Service

  init() throws { service = try Self.service() }

  private static func service(_ change: (inout ServiceSettings) -> Void = { _ in }) throws -> Service {
    var settings = ServiceSettings()
    settings.workers = 1
    change(&settings)
    var environment = Environment()
    environment.allowsSystemFonts = false
    return try #require(Service(settings, environment: environment))
  }

  private static let brief = """
    ---
    title: สรุปผลการหารือ
    date: 2025-08-05
    ---

    ความนำ

    1. ข้อแรก
    2. ข้อที่สอง
    """

  private func ask(
    _ method: String, _ target: String, _ headers: [String: String] = [:], body: [UInt8] = [], of other: Service? = nil
  ) async -> Answer {
    let service = other ?? service
    var head = RequestHead(method: method, target: target, client: "127.0.0.1")
    head.headers = headers.map { ($0.key, $0.value) }
    switch service.admit(head) {
    case .refused(let answer): return answer
    case .admitted(let admitted): return await service.answer(head, admitted, body: body, interest: Interest())
    }
  }

  private func post(
    _ text: String = Self.brief, type: String = "text/markdown", to target: String = "/render",
    headers: [String: String] = [:], of other: Service? = nil
  ) async -> Answer {
    await ask("POST", target, headers.merging(["content-type": type]) { $1 }, body: Array(text.utf8), of: other)
  }

  private func form(_ parts: [String]) -> String {
    parts.map { "--e\r\nContent-Disposition: form-data; \($0)\r\n" }.joined() + "--e--\r\n"
  }

  private func text(_ answer: Answer) -> String { String(decoding: answer.body, as: UTF8.self) }

  @Test(arguments: OutputFormat.allCases) func outputs(_ format: OutputFormat) async {
    let answer = await post(headers: ["accept": format.mediaType])
    #expect(answer.status == 200, "\(text(answer))")
    #expect(answer["content-type"]?.hasPrefix(format.mediaType) == true)
    let isPages = format != .docx && format != .odt && format != .html
    #expect(answer["sarup-pages"] == (isPages && format != .dump ? "1" : nil))
    if format == .pdf { KeptFiles.keep(answer.body, of: Test.current?.name) }
    // The same brief has the same mark, and who has it gets nothing.
    let again = await post(headers: ["accept": format.mediaType, "if-none-match": answer["etag"] ?? ""])
    #expect(again.status == 412)
    #expect(again["etag"] == answer["etag"])
  }

  @Test func mistakes() async {
    let answer = await post("---\ntitle: ก\ndate: 2025-13-40\ntemplate: ../../etc/passwd\n---\n")
    #expect(answer.status == 422)
    #expect(answer["content-type"] == "application/problem+json")
    #expect(text(answer).contains(#""type":"urn:sarup:problem:mistakes""#))
    #expect(text(answer).contains(#""code":"date-not-in-calendar""#))
    #expect(text(answer).contains(#""file":"brief.md","line":3,"column":12"#))
  }

  /// No name of a template leads to a file.
  @Test(arguments: ["../../../etc/passwd", "/etc/passwd", "Examples/memo.md", "nothing", "", "memo.yaml"])
  func templatesByPath(_ name: String) async {
    let escaped = name.replacing("/", with: "%2F")
    let answer = await post(to: "/render?template=\(escaped)")
    #expect(answer.status == 422)
    #expect(text(answer).contains("template-not-found"))
    let named = await post("---\ntitle: ก\ntemplate: \(name.isEmpty ? "''" : name)\n---\n")
    #expect(named.status == 422)
    #expect(await ask("GET", "/templates/\(escaped)").status == 404)
  }

  @Test(arguments: ["../secret.png", "/etc/passwd", "pictures/../../a.png", "a.png"])
  func picturesByPath(_ path: String) async {
    let answer = await post("---\ntitle: ก\n---\n\n![รูป](\(path))\n")
    #expect(answer.status == 422)
    #expect(text(answer).contains(#""line":5"#), "\(text(answer))")
  }

  @Test func forms() async {
    let brief = "name=\"brief\"; filename=\"เรื่อง.md\"\r\n\r\n\(Self.brief)"
    let type = "multipart/form-data; boundary=e"
    let answer = await post(form([brief, "name=\"to\"\r\n\r\ndocx", "name=\"set\"\r\n\r\ntitle=อื่น"]), type: type)
    #expect(answer.status == 200, "\(text(answer))")
    #expect(
      answer["content-disposition"]
        == "attachment; filename=\"brief.docx\"; filename*=UTF-8''%E0%B9%80%E0%B8%A3%E0%B8%B7%E0%B9%88%E0%B8%AD%E0%B8%87.docx"
    )
    let template = "name=\"template\"; filename=\"ours.yaml\"\r\n\r\nextends: brief\nstyles: {title: {size: x}}\n"
    let mistaken = await post(form([brief, template]), type: type)
    #expect(mistaken.status == 422)
    #expect(text(mistaken).contains(#""file":"ours.yaml","line":2"#), "\(text(mistaken))")
    let picture = "name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nnot a picture"
    let shown = "name=\"brief\"; filename=\"b.md\"\r\n\r\n---\ntitle: ก\n---\n\n![รูป](a.png)\n"
    let damaged = await post(form([shown, picture]), type: type)
    #expect(damaged.status == 422)
    for parts in [
      [], ["name=\"to\"\r\n\r\npdf"], [brief, brief], [brief, picture, picture], [brief, "name=\"nope\"\r\n\r\n1"],
      [brief, "name=\"file\"; filename=\"../a\"\r\n\r\nx"], [brief, "name=\"odd\"; filename=\"a\"\r\n\r\nx"],
    ] {
      #expect(await post(form(parts), type: type).status == 400)
    }
    #expect(await post("--e", type: type).status == 400)
    #expect(await post("--e", type: "multipart/form-data").status == 400)
  }

  @Test(arguments: [
    "to=exe", "digits=roman", "date=2026-02-30", "date=x", "archive=1b", "page=0", "page=-1", "page=x",
    "resolution=9999",
    "set=x", "set==x", "unknown=1", "a=%zz",
  ]) func settings(_ query: String) async {
    let answer = await post(to: "/render?\(query)")
    #expect(answer.status == 400, "\(text(answer))")
  }

  @Test func pages() async {
    #expect(await post(to: "/render?to=svg&page=1").status == 200)
    let answer = await post(to: "/render?to=svg&page=2")
    #expect(answer.status == 422)
    #expect(text(answer).contains("no-such-page"))
  }

  @Test func checks() async {
    let answer = await post("---\ntitle: ก\ndate: 2025-13-40\n---\n\nเเละ\n", to: "/check")
    #expect(answer.status == 200)
    #expect(text(answer).hasPrefix(#"{"errors":1,"warnings":"#))
    #expect(text(answer).contains("date-not-in-calendar"))
    #expect(await ask("POST", "/check", ["content-type": OutputFormat.docx.mediaType], body: [1, 2, 3]).status == 200)
  }

  @Test func heads() async throws {
    #expect(await ask("GET", "/nothing").status == 404)
    let wrong = await ask("GET", "/render")
    #expect(wrong.status == 405)
    #expect(wrong["allow"] == "POST")
    #expect(await ask("DELETE", "/healthz")["allow"] == "GET, HEAD")
    #expect(await post(type: "application/pdf").status == 415)
    #expect(await post(type: "text/markdown; charset=windows-874").status == 415)
    #expect(await ask("POST", "/render").status == 415)
    #expect(await post(headers: ["accept": "application/zip"]).status == 406)
    #expect(
      await ask("POST", "/render", ["content-type": "text/markdown", "content-length": "99999999999"]).status == 413)
    #expect(await post(of: try Self.service { $0.form.brief = 10 }).status == 413)
    #expect(await ask("GET", "/healthz").status == 200)
    let metrics = await ask("GET", "/metrics")
    #expect(text(metrics).contains("sarup_workers 1\n"))
  }

  @Test func kept() async {
    for target in ["/templates", "/templates/memo", "/schema", "/schema/brief"] {
      let answer = await ask("GET", target)
      #expect(answer.status == 200)
      let tag = answer["etag"] ?? ""
      #expect(tag.utf8.count == 66)
      let again = await ask("GET", target, ["if-none-match": tag])
      #expect(again.status == 304)
      #expect(again.body.isEmpty)
    }
  }

  @Test func keys() async throws {
    let keys = try APIKeys("office: 0123456789abcdef")
    let service = try Self.service { $0.keys = keys }
    #expect(await post(of: service).status == 401)
    #expect(await post(headers: ["x-api-key": "0123456789abcdeg"], of: service).status == 401)
    #expect(await post(headers: ["authorization": "Bearer 0123456789abcdef"], of: service).status == 200)
    #expect(await ask("GET", "/metrics", of: service).status == 401)
    #expect(await ask("GET", "/healthz", of: service).status == 200)
  }

  @Test func rates() async throws {
    let service = try Self.service { $0.rate = 1 }
    var statuses: Set<Int> = []
    // However slow the machine is, not every request comes a second after the last.
    for _ in 0..<1000 where !statuses.contains(429) {
      statuses.insert(await post("", type: "text/plain", of: service).status)
    }
    #expect(statuses == [422, 429])
  }

  @Test func limits() async throws {
    let pages = try Self.service { $0.pageLimit = 1 }
    let long = Self.brief + String(repeating: "\n\nย่อหน้าที่ยาวพอสมควรของเรื่องนี้", count: 100)
    let answer = await post(long, type: "text/markdown", of: pages)
    #expect(answer.status == 422)
    #expect(text(answer).contains("too-many-pages"))
    let slow = try Self.service { $0.deadline = .zero }
    let ended = await post(of: slow)
    #expect(ended.status == 503)
    let full = try Self.service { $0.waiting = 0 }
    full.close()
    let refused = await post(of: full)
    #expect(refused.status == 503)
    #expect(refused["retry-after"] == "1")
  }

  @Test func abandoned() async {
    let lost = Interest()
    lost.lose()
    var head = RequestHead(method: "POST", target: "/render")
    head.headers = [("content-type", "text/markdown")]
    guard case .admitted(let admitted) = service.admit(head) else {
      Issue.record("not admitted")
      return
    }
    #expect(await service.answer(head, admitted, body: Array(Self.brief.utf8), interest: lost).status == 499)
  }
}
