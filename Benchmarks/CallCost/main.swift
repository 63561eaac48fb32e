internal import Glibc
internal import Sarup

// What rendering a brief to a PDF costs from Swift: CallCost BRIEF. For each line of standard input it renders the brief a few times and
// prints the least CPU of the thread, in microseconds. calls.c and calls.py do the same from C and from Python.

func cpuTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

guard CommandLine.arguments.count == 2, let read = try? Brief(path: CommandLine.arguments[1]) else {
  print("usage: CallCost BRIEF")
  exit(64)
}
let renderer = Renderer()
while readLine() != nil {
  var least = Double.infinity
  for _ in 0..<4 {
    let start = cpuTime()
    let rendering = renderer.render(
      Brief(name: read.name, bytes: read.bytes), RenderRequest(formats: [.pdf]))
    guard let output = rendering.outputs?.first, !output.bytes.isEmpty else { exit(65) }
    least = min(least, cpuTime() - start)
  }
  print(least)
  fflush(nil)
}
