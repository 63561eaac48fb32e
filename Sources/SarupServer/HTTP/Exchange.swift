/// What is known of a request before its body has come.
struct RequestHead: Sendable {
  /// In capitals.
  var method: String
  /// Behind the host, with the query, as it was sent.
  var target: String
  /// Names in lower case.
  var headers: [(name: String, value: String)] = []
  /// Who asks, for limits and for the log: an address.
  var client = ""

  /// The first header of a name.
  subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

  /// All headers of a name, which may be given several times, as one list.
  func list(_ name: String) -> String? {
    let values = headers.filter { $0.name == name }.map(\.value)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  /// The bytes that the body is said to have; `nil` when it comes in chunks.
  var contentLength: Int? { self["content-length"].flatMap { Int($0) } }

  var path: String { String(target.prefix { $0 != "?" }) }
}

/// What the service answers.
struct Answer: Sendable {
  var status: Int
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []
  /// For the log and the metrics; not sent.
  var notes = Notes()

  struct Notes: Sendable {
    /// Why it was refused: the last part of the problem's type.
    var problem: String?
    var format: String?
    var pages: Int?
    var waited: Duration?
    var worked: Duration?
  }

  init(_ status: Int, type: String? = nil, _ body: [UInt8] = [], headers: [(name: String, value: String)] = []) {
    self.status = status
    self.headers = (type.map { [("Content-Type", $0)] } ?? []) + headers
    self.body = body
  }

  init(json: JSON, headers: [(name: String, value: String)] = []) {
    self.init(200, type: "application/json", Array((json.line + "\n").utf8), headers: headers)
  }

  subscript(name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// The part of an address behind `?`.
struct Query: Sendable {
  private(set) var items: [(name: String, value: String)] = []

  /// `nil` where an escape is broken or stands for no text.
  init?(target: String) {
    guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return }
    for item in target[target.index(after: mark)...].split(separator: "&") {
      let halves = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(halves[0]), let value = halves.count == 2 ? Self.decoded(halves[1]) : "" else {
        return nil
      }
      items.append((name, value))
    }
  }

  /// A plus is a space, as forms write it.
  static func decoded(_ text: Substring, plusIsSpace: Bool = true) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hexadecimal), let low = rest.popFirst().flatMap(hexadecimal) else {
          return nil
        }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
