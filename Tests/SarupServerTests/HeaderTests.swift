import Sarup
import Testing

@testable import SarupServer

struct HeaderTests {
  @Test func parameters() throws {
    let value = try #require(HeaderValue("Multipart/Form-Data; Boundary=\"a b;c\"; charset=UTF-8;"))
    #expect(value.value == "multipart/form-data")
    #expect(value["boundary"] == "a b;c")
    #expect(value["charset"] == "UTF-8")
    #expect(HeaderValue("a; b=\"\\\"\\\\c:\\x\"")?["b"] == "\"\\c:\\x")
    for text in ["", ";a=b", "a; =b", "a; b", "a; b=\"c", "a; b=\"c\"d", "a; b=c; b=d"] {
      #expect(HeaderValue(text) == nil, "\(text)")
    }
  }

  @Test(
    arguments: [
      (nil, .pdf), ("", .pdf), ("*/*", .pdf), ("application/*", .pdf), ("text/html", .html), ("image/*", .png),
      ("application/pdf;q=0.1, text/html", .html), ("text/html;q=0.9, image/svg+xml;q=0.95, */*;q=0.1", .svg),
      ("*/*, application/pdf;q=0", .docx), ("application/json", nil), ("application/pdf;q=0", nil),
      ("*/*;q=0.000", nil),
      ("application/pdf;q=x", .pdf), (",,,", nil), ("TEXT/PLAIN", .dump),
      ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", .docx),
    ] as [(String?, OutputFormat?)]) func accept(_ header: String?, _ format: OutputFormat?)
  {
    #expect(OutputFormat.accepted(by: header) == format)
  }

  @Test func query() throws {
    let query = try #require(Query(target: "/render?a=1&b=%E0%B8%81+x&c&=d&e=f=g&"))
    #expect(query.items.map(\.name) == ["a", "b", "c", "", "e"])
    #expect(query.items.map(\.value) == ["1", "ก x", "", "d", "f=g"])
    #expect(Query(target: "/")?.items.isEmpty == true)
    for target in ["/?a=%", "/?a=%4", "/?a=%zz", "/?a=%FF", "/?%E0%B8=a"] {
      #expect(Query(target: target) == nil, "\(target)")
    }
  }

  @Test func routes() {
    #expect(Route.find("/render")?.route == .render)
    #expect(Route.find("/templates/memo")?.name == "memo")
    #expect(Route.find("/templates/%E0%B8%81+")?.name == "ก+")
    for path in [
      "", "//", "/render/", "/templates/", "/templates/{name}/", "/templates/a/b", "/renders", "*", "/x/{name}",
    ] {
      let found = Route.find(path)?.route
      #expect(found == nil, "\(path)")
    }
    // A name is looked up in a list, whatever it is.
    #expect(Route.find("/templates/..%2F..%2Fetc%2Fpasswd")?.name == "../../etc/passwd")
  }

  @Test func entityTags() {
    let tag = "\"abc\""
    for header in ["\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "*", " \"abc\" "] {
      #expect(EntityTag.matches(header, tag), "\(header)")
    }
    for header in [nil, "", "\"x\"", "abc"] { #expect(!EntityTag.matches(header, tag)) }
  }

  @Test func uploads() throws {
    var uploads = Uploads()
    try uploads.add("a.png", [1])
    try uploads.add("./pictures/b.png", [2, 3])
    #expect(try uploads.read("./a.png", limit: 1) == [1])
    #expect(try uploads.read("pictures/b.png", limit: 2) == [2, 3])
    #expect(uploads.names(in: "") == ["a.png"])
    #expect(uploads.names(in: "pictures") == ["b.png"])
    #expect(throws: Uploads.Refusal.twice) { try uploads.add("pictures/./b.png", []) }
    for name in [
      "", ".", "..", "../a", "a/../../b", "/etc/passwd", "a\\b", "a\0b", "a\nb", String(repeating: "a", count: 256),
    ] {
      #expect(throws: Uploads.Refusal.name) { try uploads.add(name, []) }
    }
    #expect(throws: FileError(path: "/etc/passwd", reason: .outsideRoot)) {
      try uploads.read("/etc/passwd", limit: 10)
    }
    #expect(throws: FileError(path: "c.png", reason: .notFound)) { try uploads.read("c.png", limit: 10) }
    #expect(throws: FileError(path: "pictures/b.png", reason: .tooLarge(limit: 1))) {
      try uploads.read("pictures/b.png", limit: 1)
    }
  }
}
