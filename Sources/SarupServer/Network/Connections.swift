#if Server
  internal import HTTPTypes
  internal import NIOCore
  internal import NIOHTTPTypes
  internal import Synchronization

  /// The connections that are open, and whether who is at the other end still listens.
  final class Connections: Sendable {
    private let interests = Mutex<[ObjectIdentifier: Interest]>([:])

    init() {}

    var count: Int { interests.withLock { $0.count } }

    fileprivate func open(_ channel: any Channel) {
      interests.withLock { $0[ObjectIdentifier(channel)] = Interest() }
    }

    fileprivate func close(_ channel: any Channel) {
      interests.withLock { $0.removeValue(forKey: ObjectIdentifier(channel)) }?.lose()
    }

    fileprivate func lose(_ channel: any Channel) { interest(in: channel).lose() }

    /// That of all requests of a connection.
    func interest(in channel: any Channel) -> Interest {
      let known = interests.withLock { $0[ObjectIdentifier(channel)] }
      if let known { return known }
      let lost = Interest()
      lost.lose()
      return lost
    }
  }

  /// Tells the connections what becomes of one of them, and lets a client that asks send its body (RFC 9110, 10.1.1).
  final class ConnectionHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundOut = HTTPResponsePart

    private let connections: Connections
    private let bodyLimit: Int

    init(_ connections: Connections, bodyLimit: Int) {
      self.connections = connections
      self.bodyLimit = bodyLimit
    }

    func handlerAdded(context: ChannelHandlerContext) { connections.open(context.channel) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      if case .head(let head) = unwrapInboundIn(data), head.headerFields[.expect]?.lowercased() == "100-continue" {
        // Who announces too much hears that instead.
        let length = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
        if length <= bodyLimit {
          context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
        }
      }
      context.fireChannelRead(data)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
      if case .some(.inputClosed) = event as? ChannelEvent { connections.lose(context.channel) }
      context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
      connections.close(context.channel)
      context.fireChannelInactive()
    }
  }
#endif
