internal import Sarup
internal import SarupSyntax
internal import Synchronization

/// Counts of what the service does, in the text format that Prometheus reads.
final class Metrics: Sendable {
  private struct Key: Hashable, Comparable {
    var first: String
    var second: String

    static func < (left: Key, right: Key) -> Bool { (left.first, left.second) < (right.first, right.second) }
  }

  private struct Histogram {
    var counts = [Int](repeating: 0, count: Metrics.bounds.count + 1)
    var sum = Duration.zero

    mutating func add(_ duration: Duration) {
      let place = Metrics.bounds.firstIndex { duration <= .milliseconds($0) } ?? Metrics.bounds.count
      counts[place] += 1
      sum += duration
    }
  }

  private struct Counts {
    /// By route and status.
    var requests: [Key: Int] = [:]
    var refusals: [String: Int] = [:]
    var pages = 0
    var bytes = 0
    /// By route.
    var durations: [String: Histogram] = [:]
    /// By the kind of output.
    var renderings: [String: Histogram] = [:]
  }

  /// Upper ends of the histograms, in milliseconds.
  private static let bounds = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000]

  private let counts = Mutex(Counts())

  init() {}

  /// - Parameter route: Of the declared ones; what is asked for beside them is counted as one.
  func count(_ route: Route?, _ answer: Answer, _ duration: Duration) {
    let route = route?.rawValue ?? "other"
    counts.withLock { counts in
      counts.requests[Key(first: route, second: "\(answer.status)"), default: 0] += 1
      counts.durations[route, default: Histogram()].add(duration)
      if let problem = answer.notes.problem { counts.refusals[problem, default: 0] += 1 }
      if let format = answer.notes.format, let worked = answer.notes.worked {
        counts.renderings[format, default: Histogram()].add(worked)
      }
      counts.pages += answer.notes.pages ?? 0
      counts.bytes += answer.body.count
    }
  }

  /// What is measured at the moment of asking.
  struct Gauges {
    var waiting = 0
    var busy = 0
    var workers = 0
    var bodyBytes = 0
  }

  func text(_ gauges: Gauges) -> String {
    let counts = counts.withLock { $0 }
    var text = ""
    func family(_ name: String, _ kind: String, _ help: String) {
      text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
    }
    func gauge(_ name: String, _ help: String, _ value: Int) {
      family(name, "gauge", help)
      text += "\(name) \(value)\n"
    }
    func histograms(_ name: String, _ label: String, _ help: String, _ all: [String: Histogram]) {
      family(name, "histogram", help)
      for (value, histogram) in all.sorted(by: { $0.key < $1.key }) {
        let label = "\(label)=\"\(value)\""
        var sum = 0
        for (bound, count) in zip(Self.bounds, histogram.counts) {
          sum += count
          text += "\(name)_bucket{\(label),le=\"\(Self.seconds(.milliseconds(bound)))\"} \(sum)\n"
        }
        sum += histogram.counts[Self.bounds.count]
        text += "\(name)_bucket{\(label),le=\"+Inf\"} \(sum)\n"
        text += "\(name)_sum{\(label)} \(Self.seconds(histogram.sum))\n\(name)_count{\(label)} \(sum)\n"
      }
    }
    family("sarup_requests_total", "counter", "Requests that were answered.")
    for (key, count) in counts.requests.sorted(by: { $0.key < $1.key }) {
      text += "sarup_requests_total{route=\"\(key.first)\",status=\"\(key.second)\"} \(count)\n"
    }
    family("sarup_refusals_total", "counter", "Requests that were answered with a problem, by its type.")
    for (kind, count) in counts.refusals.sorted(by: { $0.key < $1.key }) {
      text += "sarup_refusals_total{problem=\"\(kind)\"} \(count)\n"
    }
    histograms("sarup_request_seconds", "route", "Time from a request's head to its answer.", counts.durations)
    histograms("sarup_rendering_seconds", "format", "Time that a worker has rendered.", counts.renderings)
    family("sarup_pages_total", "counter", "Pages that were made.")
    text += "sarup_pages_total \(counts.pages)\n"
    family("sarup_answer_bytes_total", "counter", "Bytes of answers, without their heads.")
    text += "sarup_answer_bytes_total \(counts.bytes)\n"
    gauge("sarup_waiting_requests", "Requests that wait for a worker.", gauges.waiting)
    gauge("sarup_busy_workers", "Workers that are rendering.", gauges.busy)
    gauge("sarup_workers", "Workers that there are.", gauges.workers)
    gauge("sarup_body_bytes", "Bytes that the bodies of open requests take.", gauges.bodyBytes)
    if let memory = Self.residentMemory {
      gauge("process_resident_memory_bytes", "Memory that the process has in use.", memory)
    }
    family("sarup_build_info", "gauge", "The version, as a label.")
    return text + "sarup_build_info{version=\"\(Version.number)\"} 1\n"
  }

  /// With up to six decimals.
  private static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let millionths = "\(attoseconds / 1_000_000_000_000)"
    var decimals = Substring(String(repeating: "0", count: 6 - millionths.utf8.count) + millionths)
    while decimals.last == "0" { decimals.removeLast() }
    return decimals.isEmpty ? "\(seconds)" : "\(seconds).\(decimals)"
  }

  /// As Linux tells it.
  private static var residentMemory: Int? {
    guard let bytes = try? SystemFiles.read("/proc/self/statm", limit: 4096) else { return nil }
    let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    return fields.count > 1 ? Int(fields[1]).map { $0 * 4096 } : nil
  }
}
