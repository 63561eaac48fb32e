internal import ArgumentParser
internal import Sarup
internal import SarupBatch
internal import SarupSyntax

@main
struct ServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sarup-server",
    abstract: "Render Thai briefs over HTTP.",
    usage: "sarup-server [--port <port>] [--templates <folder>] [--keys <file>] [<options>]",
    discussion: """
      It shows a page, in Thai, to paste a brief into. Programs POST a brief to
      /render, as Markdown, YAML or JSON, or as a form with the pictures that it
      shows; Accept, or `to` in the form, says what is to come back: PDF, Word,
      OpenDocument, a web page, a picture or a drawing of one page.

        sarup-server      # then open http://127.0.0.1:8080/
        curl --data-binary @brief.md -H 'Content-Type: text/markdown' \\
          http://127.0.0.1:8080/render -o brief.pdf
        curl -F brief=@brief.md -F file=@logo.png -F to=docx \\
          http://127.0.0.1:8080/render -o brief.docx

      These addresses are there:
        /              the page
        POST /render   a brief becomes a file
        POST /check    what is wrong with a brief, a template or a Word file
        /templates     the templates that briefs may name
        /schema        what may be written in briefs and templates
        /openapi.json  all of this for programs
        /healthz       200 while the service is there
        /metrics       counts for Prometheus

      It listens on the loopback address alone, so that no other machine reaches
      it, and speaks plain HTTP. To serve others put a proxy before it that speaks
      TLS, and give it keys: then each request must bring one, as Authorization:
      Bearer or as X-API-Key. Only /, /healthz and /openapi.json are open.

        (umask 077; echo "registry: $(openssl rand -hex 24)" >keys)
        sarup-server --keys keys --behind-proxy --rate 20

      A request finds the files that came with it, and the templates of the service;
      no other file. Nothing is written but the log, to standard error: a line of
      JSON for each request, without a word of its brief.

      What is too large is answered with 413, a brief with mistakes with 422 and
      their places, a client that asks too often with 429, and what the workers
      cannot take on with 503, at once.

      SIGTERM and SIGINT end it when the requests that have come are answered.

      Exit status:
        0   it was asked to end
        64  wrong command line
        66  keys, fonts or templates cannot be read
        69  it cannot listen at the address
      """,
    version: "sarup-server \(Version.number)")

  static func main() async { await main(Arguments.all) }

  @Option(
    help: ArgumentHelp("The address to listen on; 0.0.0.0 or :: for all that the machine has.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("The port to listen on; 0 for one that is free, which the log tells.", valueName: "port"))
  var port = 8080

  @Option(
    help: ArgumentHelp(
      """
      A file with a key on each line, `name: key` or the key alone, of at least 16 characters. It is read at the start. \
      Without it no key is asked for.
      """,
      valueName: "file"),
    completion: .file())
  var keys: String?

  @Option(
    help: ArgumentHelp("A folder of .yaml templates that briefs may name beside those that ship.", valueName: "folder"),
    completion: .directory)
  var templates: String?

  @Option(
    help: ArgumentHelp("A folder of font files, or one font file. May be given again.", valueName: "folder"),
    completion: .directory)
  var fonts: [String] = []

  @Flag(help: "Ask the system for fonts that are named and neither bundled nor in --fonts.")
  var systemFonts = false

  @Option(
    help: ArgumentHelp(
      "Briefs that are rendered at the same time. Default: as many as there are cores.", valueName: "number"))
  var workers: Int?

  @Option(
    help: ArgumentHelp("Requests that may wait for a worker; one more is answered with 503.", valueName: "number"))
  var waiting = 32

  @Option(
    help: ArgumentHelp(
      "The largest body of a request, with its pictures: a number of bytes, K, M or G.", valueName: "size"))
  var maxBody = ByteCount(16 << 20)

  @Option(help: ArgumentHelp("The largest text of a brief.", valueName: "size"))
  var maxBrief = ByteCount(1 << 20)

  @Option(help: ArgumentHelp("What the bodies of all open requests may take together.", valueName: "size"))
  var maxMemory = ByteCount(256 << 20)

  @Option(help: ArgumentHelp("The most pages of a brief; one with more is answered with 422.", valueName: "number"))
  var maxPages = 300

  @Option(help: ArgumentHelp("The most connections; more wait.", valueName: "number"))
  var maxConnections = 1000

  @Option(
    help: ArgumentHelp(
      "Seconds that a request may wait and be rendered in; then it is answered with 503.", valueName: "seconds"))
  var renderTime = 10

  @Option(
    help: ArgumentHelp("Seconds that a body may take to come; then it is answered with 408.", valueName: "seconds"))
  var bodyTime = 30

  @Option(
    help: ArgumentHelp("Seconds after which a connection is closed on which nothing comes.", valueName: "seconds"))
  var idleTime = 60

  @Option(help: ArgumentHelp("Seconds that requests have to end in after SIGTERM.", valueName: "seconds"))
  var endTime = 20

  @Option(
    help: ArgumentHelp(
      """
      Requests a second of each key, or of each address where there are no keys; more are answered with 429. \
      Default: any number.
      """, valueName: "number"))
  var rate: Int?

  @Flag(help: "Take the last address of X-Forwarded-For for the client's: for a service behind a proxy of yours.")
  var behindProxy = false

  @Option(
    help: ArgumentHelp(
      "The least that the log tells: info, with a line for each request; or warning.", valueName: "level"))
  var log = LogLine.Level.info

  func validate() throws {
    func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws {
      if !range.contains(value) {
        throw ValidationError("--\(name) is a number from \(range.lowerBound) to \(range.upperBound).")
      }
    }
    try check("port", port, 0...65535)
    try check("workers", workers ?? 1, 1...256)
    try check("waiting", waiting, 0...100_000)
    try check("max-pages", maxPages, 1...100_000)
    try check("max-connections", maxConnections, 1...100_000)
    try check("render-time", renderTime, 1...3600)
    try check("body-time", bodyTime, 1...3600)
    try check("idle-time", idleTime, 1...3600)
    try check("end-time", endTime, 1...3600)
    try check("rate", rate ?? 1, 1...1_000_000)
    try check("max-body", maxBody.bytes, 1024...1 << 30)
    try check("max-brief", maxBrief.bytes, 1...Limits.brief)
    if maxMemory.bytes < maxBody.bytes { throw ValidationError("--max-memory is at least what --max-body is.") }
  }

  /// What an option says is not there, or cannot be used.
  private func fail(_ message: String, _ status: Int32) -> ExitCode {
    LogLine.write(.error, "start", [("message", .text(message))])
    return ExitCode(status)
  }

  /// What the options say.
  func settings() throws -> ServiceSettings {
    var settings = ServiceSettings()
    if let workers { settings.workers = workers }
    settings.waiting = waiting
    settings.bodyLimit = maxBody.bytes
    settings.memory = maxMemory.bytes
    settings.form.brief = maxBrief.bytes
    settings.deadline = .seconds(renderTime)
    settings.pageLimit = maxPages
    settings.rate = rate
    settings.trustsForwarded = behindProxy
    guard let keys else { return settings }
    do {
      settings.keys = try APIKeys(String(decoding: try SystemFiles.read(keys, limit: 1 << 20), as: UTF8.self))
    } catch let mistake as APIKeys.Mistake {
      throw fail("\(keys):\(mistake.line): \(mistake.message)", 66)
    } catch {
      throw fail("the keys in \(keys) cannot be read", 66)
    }
    return settings
  }

  private func environment() throws -> (Environment, TemplateFolder?) {
    var environment = Environment()
    environment.allowsSystemFonts = systemFonts
    do throws(FileError) {
      for folder in fonts { environment.fonts += try FontFolders.read(folder) }
      return (environment, try templates.map { (folder) throws(FileError) in try TemplateFolder(folder) })
    } catch {
      var message = "\(error.path) cannot be read"
      if case .other(let words) = error.reason { message += ": \(words)" }
      throw fail(message, 66)
    }
  }

  func run() async throws {
    let settings = try settings()
    let (environment, folder) = try environment()
    guard let service = Service(settings, environment: environment, templates: folder) else {
      throw fail("the system has no room for \(settings.workers) workers", 69)
    }
    if settings.keys == nil, host != "127.0.0.1", host != "::1", host != "localhost" {
      LogLine.write(.warning, "open", [("message", .text("whoever reaches \(host) may render: no keys are asked for"))])
    }
    #if Server
      let listener = Listener(
        host: host, port: port, connections: maxConnections, bodyTime: .seconds(bodyTime), idleTime: .seconds(idleTime),
        endTime: .seconds(endTime), logLevel: log)
      do {
        try await listener.run(service)
      } catch {
        throw fail("cannot listen at \(host), port \(port): \(error)", 69)
      }
    #else
      service.close()
      throw fail("this program was built without its network: swift build --traits Server", 69)
    #endif
  }
}

extension LogLine.Level: ExpressibleByArgument {}

/// A size as people write it: `512K`, `16M`.
struct ByteCount: ExpressibleByArgument, Hashable {
  var bytes: Int

  init(_ bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    let units: [Character: Int] = ["K": 10, "M": 20, "G": 30]
    let shift = argument.last.flatMap { units[Character($0.uppercased())] } ?? 0
    guard let number = Int(shift == 0 ? argument[...] : argument.dropLast()), 0...1 << 30 ~= number else { return nil }
    bytes = number << shift
  }

  var defaultValueDescription: String {
    bytes.isMultiple(of: 1 << 20) ? "\(bytes >> 20)M" : bytes.isMultiple(of: 1 << 10) ? "\(bytes >> 10)K" : "\(bytes)"
  }
}
