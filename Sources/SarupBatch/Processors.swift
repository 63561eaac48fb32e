internal import Glibc
internal import Sarup

/// How many cores this process may use.
package enum Processors {
  /// The least of what the machine has, what the process is bound to, and what its container may take.
  package static var count: Int {
    [sysconf(Int32(_SC_NPROCESSORS_ONLN)), bound, quota].compactMap { $0 }.filter { $0 > 0 }.min() ?? 1
  }

  /// As `taskset` and batch systems bind it.
  private static var bound: Int? {
    guard let line = text("/proc/self/status")?.split(separator: "\n").first(where: { $0.hasPrefix("Cpus_allowed:") })
    else { return nil }
    return line.dropFirst("Cpus_allowed:".count).reduce(0) { count, digit in
      count + (digit.hexDigitValue?.nonzeroBitCount ?? 0)
    }
  }

  /// The share of time that a container may take, in whole cores.
  private static var quota: Int? {
    let parts = text("/sys/fs/cgroup/cpu.max")?.split { $0 == " " || $0 == "\n" } ?? []
    guard parts.count == 2, let time = Int(parts[0]), let period = Int(parts[1]), period > 0 else { return nil }
    return max(1, (time + period - 1) / period)
  }

  private static func text(_ path: String) -> String? {
    (try? SystemFiles.read(path, limit: 1 << 16)).map { String(decoding: $0, as: UTF8.self) }
  }
}
