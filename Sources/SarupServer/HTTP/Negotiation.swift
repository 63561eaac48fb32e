internal import Sarup

extension OutputFormat {
  /// As files of the kind are called in HTTP.
  var mediaType: String {
    switch self {
    case .pdf: "application/pdf"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case .odt: "application/vnd.oasis.opendocument.text"
    case .html: "text/html"
    case .png: "image/png"
    case .svg: "image/svg+xml"
    case .dump: "text/plain"
    }
  }

  var contentType: String { self == .html || self == .dump ? mediaType + "; charset=utf-8" : mediaType }

  /// The kind of output that `Accept` likes best (RFC 9110, 12.5.1), of several the first of ours; `nil` when it takes none.
  static func accepted(by header: String?) -> OutputFormat? {
    guard let header, header.contains(where: { $0 != " " }) else { return .pdf }
    var ranges: [(type: String, quality: Int)] = []
    for item in header.split(separator: ",").prefix(64) {
      guard let range = HeaderValue(String(item)) else { continue }
      ranges.append((range.value, quality(range["q"])))
    }
    var best: (format: OutputFormat, quality: Int)?
    for format in allCases {
      // The most specific range decides, whatever its quality.
      let kind = format.mediaType.prefix { $0 != "/" }
      let range =
        ranges.first { $0.type == format.mediaType } ?? ranges.first { $0.type == kind + "/*" }
        ?? ranges.first { $0.type == "*/*" }
      if let range, range.quality > best?.quality ?? 0 { best = (format, range.quality) }
    }
    return best?.format
  }

  /// In thousandths; what cannot be read counts as 1.
  private static func quality(_ text: String?) -> Int {
    guard let text else { return 1000 }
    let halves = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = halves.first.flatMap({ Int($0) }), whole == 0, halves.count <= 2 else { return 1000 }
    let digits = halves.count == 2 ? String(halves[1].prefix(3)) : ""
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return 1000 }
    return Int(digits + String(repeating: "0", count: 3 - digits.utf8.count)) ?? 0
  }
}

/// Marks of contents (RFC 9110, 8.8.3): the same bytes have the same mark, on every machine.
enum EntityTag {
  /// Whether `If-None-Match` names a mark, as one or in a list. Weak marks count as strong ones here.
  static func matches(_ header: String?, _ tag: String) -> Bool {
    guard let header else { return false }
    return header.split(separator: ",").contains { item in
      var item = item.drop { $0 == " " }
      if item.hasPrefix("W/") { item = item.dropFirst(2) }
      while item.last == " " { item.removeLast() }
      return item == "*" || item == tag
    }
  }
}
