#if canImport(Glibc)
  internal import Glibc
#endif

/// Files that tests made, for checkers that are not ours: `SARUP_KEEP` names the folder, and without it nothing is kept.
/// `Scripts/test` sets it and looks at all of them when the tests are done.
package enum KeptFiles {
  /// Keeps a file under the name of the test that made it; files of one test with the same bytes are kept once.
  ///
  /// - Parameter test: `Test.current?.name`, which only a test can ask for.
  package static func keep(_ bytes: [UInt8], of test: String?, ending: String = "pdf") {
    guard let folder = getenv("SARUP_KEEP").map({ String(cString: $0) }) else { return }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let name = (test ?? "unknown").map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let stem = String(String(name).prefix(80)) + "-" + String(hash, radix: 16)
    guard let file = fopen("\(folder)/\(stem).\(ending)", "wb") else { return }
    _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    fclose(file)
  }
}
