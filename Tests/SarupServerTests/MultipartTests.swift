import TestSupport
import Testing

@testable import SarupServer

struct MultipartTests {
  /// A form as browsers write it.
  private func body(_ parts: [Multipart.Part], boundary: String, preamble: String = "") -> [UInt8] {
    var body = Array(preamble.utf8)
    for part in parts {
      body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(escaped(part.name))\"".utf8)
      if let name = part.fileName { body += Array("; filename=\"\(escaped(name))\"".utf8) }
      body += Array("\r\n".utf8)
      if let type = part.contentType { body += Array("Content-Type: \(type)\r\n".utf8) }
      body += Array("\r\n".utf8) + part.bytes + Array("\r\n".utf8)
    }
    return body + Array("--\(boundary)--\r\n".utf8)
  }

  private func escaped(_ name: String) -> String {
    name.replacing("\"", with: "%22").replacing("\r\n", with: "%0D%0A")
  }

  private func random(_ generator: inout SeededGenerator, boundary: String) -> [Multipart.Part] {
    let names = ["brief", "file", "ชื่อ", "a\"b", "two\r\nlines", "semi;colon", "x=y"]
    // Contents that look like what stands around them.
    let pieces = [
      "\r\n", "--", "--\(boundary.dropLast())", "\r", "\n", "ก", "\0", "\r\n--", "Content-Type: x\r\n\r\n", "z",
    ]
    return (0..<Int.random(in: 1...6, using: &generator)).map { _ in
      let content = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }
      return Multipart.Part(
        name: names.randomElement(using: &generator) ?? "brief",
        fileName: Bool.random(using: &generator) ? names.randomElement(using: &generator) : nil,
        contentType: Bool.random(using: &generator) ? "image/png" : nil, bytes: Array(content.joined().utf8))
    }
  }

  @Test func readsWhatWasWritten() throws {
    var generator = SeededGenerator(seed: 1)
    for round in 0..<2000 {
      let boundary = "boundary\(round)"
      let parts = random(&generator, boundary: boundary)
      let preamble = round.isMultiple(of: 3) ? "for old readers\r\n" : ""
      let read = try Multipart.read(body(parts, boundary: boundary, preamble: preamble), boundary: boundary)
      #expect(read == parts)
    }
  }

  /// Whatever is cut off is no form; whatever is changed is read or refused, and never traps.
  @Test func hostileBytes() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<500 {
      let parts = random(&generator, boundary: "edge")
      let whole = body(parts, boundary: "edge")
      let cut = Array(whole.prefix(Int.random(in: 0..<(whole.count - 4), using: &generator)))
      #expect(throws: Multipart.Fault.self) { try Multipart.read(cut, boundary: "edge") }
      var changed = whole
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0..<changed.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: changed[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: changed.remove(at: place)
        default: changed.insert(contentsOf: Array("\r\n--edge".utf8), at: place)
        }
      }
      _ = try? Multipart.read(changed, boundary: "edge")
    }
  }

  @Test(arguments: [
    ("", Multipart.Fault.noPart), ("--e", .notEnded), ("--e\r\n", .notEnded),
    ("--ex\r\n\r\n--e--", .afterBoundary(part: 1)),
    ("--e\r\nContent-Disposition: form-data\r\n\r\nx\r\n--e--", .noName(part: 1)),
    ("--e\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--e--", .noName(part: 1)),
    ("--e\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n--e--", .noName(part: 1)),
    ("--e\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--e--", .headers(part: 1)),
    ("--e\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\nx\r\n--e--", .headers(part: 1)),
    ("--e\r\nContent-Disposition : form-data; name=a\r\n\r\nx\r\n--e--", .headers(part: 1)),
    ("--e\nContent-Disposition: form-data; name=a\n\nx\n--e--", .afterBoundary(part: 1)),
    ("--e\r\nContent-Disposition: form-data; name=a\r\nno header\r\n\r\nx\r\n--e--", .headers(part: 1)),
    (
      "--e\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n--e--",
      .headers(part: 1)
    ),
    ("--e\r\nContent-Disposition: form-data; name=a\u{7F}\r\n\r\nx\r\n--e--", .notText(part: 1)),
    ("--e\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--e-", .afterBoundary(part: 2)),
    ("--e\r\nContent-Disposition: form-data; name=a\r\n\r\nx", .notEnded),
  ]) func refusals(_ body: String, _ fault: Multipart.Fault) {
    #expect(throws: fault) { try Multipart.read(Array(body.utf8), boundary: "e") }
  }

  @Test func limits() {
    let part = Multipart.Part(name: "a", bytes: [])
    let many = body([Multipart.Part](repeating: part, count: Multipart.mostParts + 1), boundary: "e")
    #expect(throws: Multipart.Fault.tooManyParts) { try Multipart.read(many, boundary: "e") }
    let long = "--e\r\nContent-Disposition: form-data; name=\(String(repeating: "a", count: 5000))\r\n\r\n\r\n--e--"
    #expect(throws: Multipart.Fault.headersTooLong(part: 1)) { try Multipart.read(Array(long.utf8), boundary: "e") }
    for boundary in ["", String(repeating: "a", count: 71), "a\"b", "ก", "a "] {
      #expect(throws: Multipart.Fault.boundary) { try Multipart.read([], boundary: boundary) }
    }
  }

  /// A content that is empty may share its line end with the headers' last.
  @Test func emptyContent() throws {
    let body = Array("--e\r\nContent-Disposition: form-data; name=a\r\n\r\n--e--".utf8)
    #expect(try Multipart.read(body, boundary: "e") == [Multipart.Part(name: "a", bytes: [])])
  }
}
