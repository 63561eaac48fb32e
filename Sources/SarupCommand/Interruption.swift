internal import Glibc
internal import Synchronization

/// Signals that ask long work to come to an end: it finishes what it is at. A second signal ends the process at once.
enum Interruption {
  private static let received = Atomic<Int32>(0)

  /// The signal that has come; 0 for none.
  static var signal: Int32 { received.load(ordering: .relaxed) }

  static var hasCome: Bool { signal != 0 }

  static func listen() {
    // The counter is made before a signal can ask for it.
    _ = signal
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      sigaddset(&unblocked, number)
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { Interruption.received.store($0, ordering: .relaxed) }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      var old = sigaction()
      // Who starts it with a signal ignored, as nohup does, wants it so.
      guard sigaction(number, nil, &old) == 0, !isIgnored(old) else { continue }
      sigaction(number, &action, nil)
    }
    // A program that starts others from a thread of its own may have left them blocked.
    pthread_sigmask(SIG_UNBLOCK, &unblocked, nil)
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    withUnsafeBytes(of: action.__sigaction_handler) { $0.load(as: UInt.self) == 1 }
  }

  /// Ends the process as the signal would have ended it, so that a shell sees what stopped it: 130 for Ctrl-C, 143 for SIGTERM.
  static func end() -> Never {
    let number = signal
    Glibc.signal(number, SIG_DFL)
    kill(getpid(), number)
    exit(128 + number)
  }
}
