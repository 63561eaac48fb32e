internal import Glibc
internal import Sarup

// What rendering a brief to a PDF costs from Swift: CallCost BRIEF ROUNDS. Prints the median of the thread's CPU, in microseconds.
// calls.c and calls.py do the same from C and from Python.

func cpuTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

guard CommandLine.arguments.count == 3, let rounds = Int(CommandLine.arguments[2]), rounds > 0,
  let read = try? BriefInput(path: CommandLine.arguments[1])
else {
  print("usage: CallCost BRIEF ROUNDS")
  exit(64)
}
let renderer = Renderer()
let request = RenderRequest(formats: [.pdf])
var times: [Double] = []
// A third warms up.
for round in 0..<(rounds + rounds / 3) {
  let start = cpuTime()
  let rendering = renderer.render(BriefInput(name: read.name, bytes: read.bytes), request)
  let time = cpuTime() - start
  guard let output = rendering.outputs?.first, !output.bytes.isEmpty else { exit(65) }
  if round >= rounds / 3 { times.append(time) }
}
print(times.sorted()[rounds / 2])
