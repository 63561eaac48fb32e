internal import CArguments

/// The words behind the program's name on the command line. Swift's own reads them from `/proc`, and finds none where that is not
/// mounted.
package enum Arguments {
  package static let all: [String] = {
    guard let words = sarup_arguments(), sarup_argument_count() > 0 else {
      return Array(CommandLine.arguments.dropFirst())
    }
    return (1..<max(1, Int(sarup_argument_count()))).compactMap { words[$0].map { String(cString: $0) } }
  }()
}
