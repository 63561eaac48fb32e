internal import Sarup
internal import SarupBatch
internal import SarupSyntax
internal import Synchronization

/// One request at work: its form is read, its brief rendered or checked, on the thread of a worker.
struct BriefWork {
  let renderer: Renderer
  let templates: TemplateShelf
  let settings: ServiceSettings
  let interest: Interest
  let deadline: ContinuousClock.Instant

  /// Pixels of one picture of a page: an A4 sheet at 300 dots per inch has 8.7 million.
  private static let mostPixels = 20_000_000

  /// For the log alone: nobody is there to read it.
  static var abandoned: Answer {
    var answer = Answer(499)
    answer.notes.problem = "abandoned"
    return answer
  }

  func answer(_ head: RequestHead, _ admitted: Service.Admitted, _ body: [UInt8]) -> Answer {
    do throws(Problem) {
      guard let type = admitted.type else { throw Problem(.mediaType, "Content-Type is missing.") }
      var form = try BriefForm(
        admitted.route, type: type, query: admitted.query, body: body, limits: settings.form, templates: templates)
      form.request.mostPixels = Self.mostPixels
      return admitted.route == .check ? try check(form) : try render(form, head)
    } catch {
      return error.answer
    }
  }

  // MARK: Limits

  /// Hears how far a rendering has come, and ends it where it goes too far.
  private final class Watch: Sendable {
    private let pages = Atomic<Int>(0)
    let pageLimit: Int

    init(pageLimit: Int) { self.pageLimit = pageLimit }

    func hear(_ progress: RenderProgress) {
      if progress.pageCount > 0 { pages.store(progress.pageCount, ordering: .relaxed) }
    }

    /// 0 where the output has none.
    var pageCount: Int { pages.load(ordering: .relaxed) }
    var isOverLimit: Bool { pageCount > pageLimit }
  }

  private func watched(_ request: inout RenderRequest) -> Watch {
    let watch = Watch(pageLimit: settings.pageLimit)
    request.control.progress = { watch.hear($0) }
    request.control.isCancelled = { [interest, deadline] in
      interest.isLost || watch.isOverLimit || ContinuousClock.now >= deadline
    }
    return watch
  }

  /// What to answer for a rendering that was ended early.
  private func ending(_ watch: Watch) -> Answer {
    if interest.isLost { return Self.abandoned }
    if watch.isOverLimit {
      return Problem(
        "too-many-pages", "the brief takes \(watch.pageCount) pages; up to \(settings.pageLimit) are made",
        hints: "Send it in parts."
      ).answer
    }
    return Problem(.tookTooLong, "Rendering was ended after \(settings.deadline.components.seconds) seconds.").answer
  }

  // MARK: Answers

  private func check(_ form: BriefForm) throws(Problem) -> Answer {
    var form = form
    let watch = watched(&form.request)
    let checking = renderer.check(form.input, form.request)
    // A check that was ended early has not seen everything.
    if form.request.control.isCancelled?() == true { return ending(watch) }
    let all = checking.diagnostics.all
    return Answer(
      json: [
        "errors": .number(all.count { $0.severity == .error }),
        "warnings": .number(all.count { $0.severity == .warning }),
        "diagnostics": Problem.list(checking.diagnostics, sources: checking.sources),
      ], headers: [("Cache-Control", "no-store")])
  }

  /// Thrown by the writer that has what it wants.
  private struct HasPage: Error {}

  private func render(_ form: BriefForm, _ head: RequestHead) throws(Problem) -> Answer {
    guard let format = form.format ?? OutputFormat.accepted(by: head.list("accept")) else {
      let types = OutputFormat.allCases.map(\.mediaType).joined(separator: ", ")
      throw Problem(.notAcceptable, "Outputs are \(types).")
    }
    var form = form
    form.request.formats = [format]
    let watch = watched(&form.request)
    var bytes: [UInt8] = []
    var isWhole = false
    var warnings: Int?
    do {
      let rendering = try renderer.render(form.input, form.request) { piece in
        if let page = piece.page, page != form.page { return }
        if bytes.isEmpty { bytes = piece.bytes } else { bytes += piece.bytes }
        isWhole = isWhole || piece.isLast
        // Further pages are not wanted.
        if piece.page != nil { throw HasPage() }
      }
      if rendering.wasCancelled { return ending(watch) }
      guard rendering.outputs != nil else {
        throw Problem(rendering.diagnostics, sources: rendering.sources)
      }
      warnings = rendering.diagnostics.all.count
    } catch let problem as Problem {
      throw problem
    } catch {}
    guard isWhole else {
      throw Problem(
        "no-such-page", "there is no page \(form.page): the brief has \(watch.pageCount)",
        hints: "Pages are counted from 1.")
    }
    return answer(format, bytes, pages: watch.pageCount, warnings: warnings, form, head)
  }

  private func answer(
    _ format: OutputFormat, _ bytes: [UInt8], pages: Int, warnings: Int?, _ form: BriefForm, _ head: RequestHead
  ) -> Answer {
    let tag = Service.entityTag(of: bytes)
    if EntityTag.matches(head.list("if-none-match"), tag) {
      // RFC 9110, 13.1.2: 304 is for GET alone.
      return Problem(.sameContent, "If-None-Match names the output that this brief gives.", headers: [("ETag", tag)])
        .answer
    }
    var answer = Answer(200, type: format.contentType, bytes)
    answer.headers += [
      ("Content-Disposition", "\(format.isShownInBrowsers ? "inline" : "attachment"); \(fileName(form, format))"),
      ("ETag", tag), ("Vary", "Accept"), ("Cache-Control", "no-store"),
    ]
    if let warnings { answer.headers.append(("Sarup-Warnings", "\(warnings)")) }
    if pages > 0 { answer.headers.append(("Sarup-Pages", "\(pages)")) }
    // What a page of somebody's brief may do in a browser that trusts this service: show itself.
    if format == .html || format == .svg {
      answer.headers.append(
        ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"))
    }
    answer.notes.format = format.rawValue
    answer.notes.pages = pages > 0 ? pages : nil
    return answer
  }

  /// The brief's own name with another ending (RFC 6266), in letters of ASCII and as it is.
  private func fileName(_ form: BriefForm, _ format: OutputFormat) -> String {
    let last = form.input.name.split(separator: "/").last ?? "brief"
    let stem = last.lastIndex(of: ".").map { last[..<$0] } ?? last
    let name = "\(stem.isEmpty ? "brief" : stem).\(format.fileExtension)"
    let isPlain = name.utf8.allSatisfy { HeaderScanner.isToken($0) }
    if isPlain { return "filename=\"\(name)\"" }
    let escaped = name.utf8.map { byte in
      let isLetter =
        HeaderScanner.isToken(byte) && byte != UInt8(ascii: "%") && byte != UInt8(ascii: "'")
        && byte != UInt8(ascii: "*")
      return isLetter
        ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return "filename=\"brief.\(format.fileExtension)\"; filename*=UTF-8''\(escaped.joined())"
  }
}

extension OutputFormat {
  /// Whether browsers show it without being asked to keep it.
  fileprivate var isShownInBrowsers: Bool {
    switch self {
    case .pdf, .html, .png, .svg, .dump: true
    case .docx, .odt: false
    }
  }
}
