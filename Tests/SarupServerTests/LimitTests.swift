import Synchronization
import Testing

@testable import SarupServer

struct LimitTests {
  @Test func rate() {
    let limiter = RateLimiter(perSecond: 3)
    let start = ContinuousClock.now
    #expect((0..<5).map { _ in limiter.admits("a", at: start) } == [true, true, true, false, false])
    #expect(limiter.admits("b", at: start))
    #expect(!limiter.admits("a", at: start + .milliseconds(300)))
    #expect(limiter.admits("a", at: start + .milliseconds(700)))
    #expect(limiter.admits("a", at: start + .seconds(100_000)))
  }

  /// Clients that come and go do not fill the memory, and a crowd of new ones is held off.
  @Test func manyClients() {
    let limiter = RateLimiter(perSecond: 1)
    let start = ContinuousClock.now
    let admitted = (0..<10_050).count { limiter.admits("client \($0)", at: start) }
    #expect(admitted == 10_000)
    #expect(limiter.admits("another", at: start + .seconds(2)))
  }

  @Test func keys() throws {
    let keys = try APIKeys("# the office\n\nregistry: 0123456789abcdef\r\nfedcba9876543210\n")
    #expect(keys.holder(of: "0123456789abcdef") == "registry")
    #expect(keys.holder(of: "fedcba9876543210") == "key-2")
    for key in ["", "0123456789abcde", "0123456789abcdefg", "0123456789ABCDEF", "registry"] {
      #expect(keys.holder(of: key) == nil)
    }
    for text in ["", "# nothing", "short", "a: short", "ลับลับลับลับลับลับลับ", "0123456789 abcdef"] {
      #expect(throws: APIKeys.Mistake.self, "\(text)") { try APIKeys(text) }
    }
  }

  @Test func keysInHeaders() {
    var head = RequestHead(method: "POST", target: "/render")
    #expect(APIKeys.key(of: head) == nil)
    head.headers = [("authorization", "bearer  abc ")]
    #expect(APIKeys.key(of: head) == "abc")
    head.headers = [("authorization", "Basic abc")]
    #expect(APIKeys.key(of: head) == nil)
    head.headers = [("x-api-key", "def")]
    #expect(APIKeys.key(of: head) == "def")
  }

  @Test func memory() {
    let budget = MemoryBudget(10)
    #expect(budget.take(6))
    #expect(!budget.take(5))
    #expect(budget.take(4))
    budget.giveBack(6)
    #expect(budget.take(6))
    #expect(budget.used == 10)
  }

  /// What does not fit is refused, what is in is finished, also when the queue is closed.
  @Test func queue() throws {
    let gate = Mutex(0)
    let queue = try #require(WorkQueue(workers: 2, waiting: 3))
    let accepted = gate.withLock { _ in
      (0..<8).map { _ in queue.submit { gate.withLock { $0 += 1 } } }
    }
    #expect(accepted == [true, true, true, true, true, false, false, false])
    queue.close()
    #expect(gate.withLock { $0 } == 5)
    #expect(!queue.submit {})
    #expect(queue.refuses)
    #expect(queue.load == (0, 0))
  }

  @Test func sizes() {
    #expect(ByteCount(argument: "512K")?.bytes == 512 << 10)
    #expect(ByteCount(argument: "16m")?.bytes == 16 << 20)
    #expect(ByteCount(argument: "100")?.bytes == 100)
    for text in ["", "K", "-1", "1T", "1.5M", "99999999999999999999"] { #expect(ByteCount(argument: text) == nil) }
    #expect(ByteCount(16 << 20).defaultValueDescription == "16M")
  }

  @Test func logLines() {
    let line = LogLine.text(.info, "request", [("path", "/a\"\nข"), ("status", 200)], at: "2026-01-31T00:00:00.000Z")
    #expect(
      line
        == #"{"time":"2026-01-31T00:00:00.000Z","level":"info","event":"request","path":"/a\"\nข","status":200}"#)
  }
}
