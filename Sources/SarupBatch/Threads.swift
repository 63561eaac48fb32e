// The one file that speaks to POSIX threads: rendering is synchronous, and a batch and the service want a few threads of known stack
// for all their time.

internal import Glibc

/// A lock with conditions to wait for. What it guards is the owner's business.
package final class Monitor: @unchecked Sendable {
  // At a fixed place on the heap for as long as anybody may wait.
  fileprivate let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  package init() { pthread_mutex_init(mutex, nil) }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  package func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}

/// What threads wait for that hold a lock.
package final class Condition: @unchecked Sendable {
  private let monitor: Monitor
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  package init(of monitor: Monitor) {
    self.monitor = monitor
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
  }

  /// Gives the lock up until somebody wakes this thread, or without a reason.
  package func wait() { pthread_cond_wait(condition, monitor.mutex) }

  /// As ``wait()``, but not for longer than some milliseconds.
  package func wait(milliseconds: Int) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let nanoseconds = time.tv_nsec + milliseconds % 1000 * 1_000_000
    time.tv_sec += milliseconds / 1000 + nanoseconds / 1_000_000_000
    time.tv_nsec = nanoseconds % 1_000_000_000
    pthread_cond_timedwait(condition, monitor.mutex, &time)
  }

  package func wakeOne() { pthread_cond_signal(condition) }

  package func wakeAll() { pthread_cond_broadcast(condition) }
}

/// A thread that runs one function and is waited for.
package struct Worker {
  private let thread: pthread_t

  /// As the main thread has it: the depth of a brief is limited, and this is enough for the deepest.
  private static let stackSize = 8 << 20

  private final class Work {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// `nil` when the system has no room for a thread. Signals stay with the thread that starts it.
  package init?(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, Self.stackSize)
    defer { pthread_attr_destroy(&attributes) }
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let error = pthread_create(
      &thread, &attributes,
      { context in
        // The context is the work below: never null.
        Unmanaged<Work>.fromOpaque(context!).takeRetainedValue().body()
        return nil
      }, work.toOpaque())
    guard error == 0 else {
      work.release()
      return nil
    }
    self.thread = thread
  }

  package func join() { pthread_join(thread, nil) }
}
