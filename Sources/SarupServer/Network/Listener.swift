#if Server
  internal import Hummingbird
  internal import HummingbirdCore
  internal import Logging
  internal import NIOCore
  internal import ServiceLifecycle
  internal import UnixSignals

  /// Listens until a signal asks it to end.
  struct Listener {
    var host: String
    var port: Int
    /// Further connections wait until one of these has been closed.
    var connections: Int
    var bodyTime: Duration
    /// A connection on which nothing comes for so long is closed.
    var idleTime: Duration
    /// How long requests may take to end after the signal.
    var endTime: Duration
    var logLevel: LogLine.Level

    func run(_ service: Service) async throws {
      let open = Connections()
      let responder = Responder(
        service: service, connections: open, bodyTime: bodyTime, logsRequests: logLevel <= .info)
      let logger = Logger(label: "sarup-server") { _ in LineLog() }
      let bodyLimit = service.settings.bodyLimit
      let address = host
      let application = Application(
        responder: responder,
        server: .http1(
          configuration: HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionHandler(open, bodyLimit: bodyLimit)],
            idleTimeout: TimeAmount(idleTime),
            httpDecoderConfiguration: .init(
              maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))),
        configuration: ApplicationConfiguration(
          address: .hostname(host, port: port), serverName: "sarup",
          availableConnectionsDelegate: MaximumAvailableConnections(connections, logger: logger)),
        onServerRunning: { channel in
          let port = channel.localAddress?.port ?? 0
          LogLine.write(.info, "listening", [("address", .text(address)), ("port", .number(port))])
        },
        logger: logger)
      var configuration = ServiceGroupConfiguration(
        services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
      configuration.maximumGracefulShutdownDuration = endTime
      do {
        try await ServiceGroup(configuration: configuration).run()
      } catch {
        service.close()
        throw error
      }
      service.close()
      LogLine.write(.info, "ended")
    }
  }

  /// What the libraries below have to say goes into the same log.
  private struct LineLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.warning

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let level: LogLine.Level = event.level >= .error ? .error : .warning
      LogLine.write(level, "network", [("message", .text("\(event.message)"))])
    }
  }
#endif
