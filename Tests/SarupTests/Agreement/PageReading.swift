import SarupThai
import TestSupport

extension ReadLine {
  /// The paragraphs of a web page, numbered by its counters (CSS Lists 3, CSS Counter Styles 3).
  static func page(_ bytes: [UInt8]) throws -> [ReadLine] {
    let tokens = try XMLToken.tokens(of: bytes)
    var sheet = ""
    if let style = tokens.elements("style").first {
      for case .text(let text) in style { sheet += text }
    }
    var reader = WebPageReader(sheet: sheet)
    for token in tokens.elements("main").first ?? [] { reader.read(token) }
    return tidy(reader.lines)
  }
}

private struct WebPageReader {
  private struct Open {
    var name: String
    var classes: [String]
    /// Counters that it has set anew.
    var counters: [String: Int] = [:]
  }

  private static let blocks = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "caption", "figcaption", "th", "td", "dt",
  ]

  private let style: CounterSheet
  private var open: [Open] = []
  private(set) var lines: [ReadLine] = []

  init(sheet: String) { style = CounterSheet(sheet) }

  mutating func read(_ token: XMLToken) {
    switch token {
    case .start(let name, let attributes, let isEmpty):
      let classes = attributes.first { $0.name == "class" }?.value.split(separator: " ").map(String.init) ?? []
      var element = Open(name: name, classes: classes)
      for name in classes { if let counter = style.resets[name] { element.counters[counter] = 0 } }
      count(name, classes)
      if Self.blocks.contains(name) {
        lines.append(ReadLine(label: classes.compactMap { style.contents[$0] }.map(label).joined()))
      }
      if !isEmpty { open.append(element) }
    case .end: open.removeLast()
    case .text(let text): if !lines.isEmpty { lines[lines.count - 1].text += text }
    }
  }

  /// An element inside a list counts on: by its own class, else as every item does.
  private mutating func count(_ name: String, _ classes: [String]) {
    for parent in open.last?.classes ?? [] {
      let own = classes.compactMap { style.increments["\(parent)>.\($0)"] }.first
      guard let increment = own ?? style.increments["\(parent)>\(name)"] else { continue }
      for index in open.indices.reversed() where open[index].counters[increment.counter] != nil {
        open[index].counters[increment.counter, default: 0] += increment.step
        break
      }
    }
  }

  private func label(_ content: [CounterSheet.Piece]) -> String {
    content.map { piece in
      switch piece {
      case .text(let text): text
      case .counter(let name, let form):
        style.text(of: open.reversed().compactMap { $0.counters[name] }.first ?? 0, in: form)
      }
    }.joined()
  }
}

/// The rules of a style sheet that make numbers: one rule a line, as the writer writes them.
private struct CounterSheet {
  enum Piece {
    case text(String)
    case counter(String, String)
  }

  private struct Form {
    var symbols: [String]
    var most: Int
    var fallback: String
  }

  /// By class.
  var resets: [String: String] = [:]
  var increments: [String: (counter: String, step: Int)] = [:]
  var contents: [String: [Piece]] = [:]
  private var forms: [String: Form] = [:]

  init(_ sheet: String) {
    for line in sheet.split(separator: "\n") {
      guard let brace = line.firstIndex(of: "{"), line.last == "}" else { continue }
      let selector = String(line[..<brace])
      let body = line[line.index(after: brace)...].dropLast()
      if selector.hasPrefix("@counter-style ") {
        var form = Form(symbols: [], most: .max, fallback: "decimal")
        for declaration in body.split(separator: ";") {
          let parts = declaration.split(separator: ":", maxSplits: 1).map(String.init)
          if parts[0] == "symbols" {
            form.symbols = parts[1].split(separator: " ").map { String($0.dropFirst().dropLast()) }
          }
          if parts[0] == "range" { form.most = parts[1].split(separator: " ").last.flatMap { Int($0) } ?? .max }
          if parts[0] == "fallback" { form.fallback = parts[1] }
        }
        forms[String(selector.dropFirst("@counter-style ".count))] = form
      } else if body.hasPrefix("counter-reset:") {
        resets[String(selector.dropFirst())] = String(body.dropFirst("counter-reset:".count))
      } else if body.hasPrefix("counter-increment:") {
        let words = body.dropFirst("counter-increment:".count).split(separator: " ").map(String.init)
        increments[String(selector.dropFirst())] = (words[0], words.count > 1 ? Int(words[1]) ?? 1 : 1)
      } else if selector.hasSuffix("::before"), body.hasPrefix("content:") {
        contents[String(selector.dropFirst().dropLast("::before".count))] = Self.pieces(
          body.dropFirst("content:".count))
      }
    }
  }

  private static func pieces(_ content: Substring) -> [Piece] {
    var pieces: [Piece] = []
    var rest = content.unicodeScalars
    while let first = rest.first {
      rest = rest.dropFirst()
      if first == "\"" {
        var text = String.UnicodeScalarView()
        while let scalar = rest.first, scalar != "\"" {
          rest = rest.dropFirst()
          if scalar == "\\" {
            let digits = rest.prefix { $0.properties.isASCIIHexDigit }
            rest = rest[digits.endIndex...].dropFirst()
            if let value = UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init) { text.append(value) }
          } else {
            text.append(scalar)
          }
        }
        rest = rest.dropFirst()
        pieces.append(.text(String(text)))
      } else if first == "c", let end = rest.firstIndex(of: ")") {
        let call = String(rest[..<end]).dropFirst("ounter(".count).split(separator: ",").map(String.init)
        pieces.append(.counter(call[0], call[1]))
        rest = rest[rest.index(after: end)...]
      }
    }
    return pieces
  }

  func text(of number: Int, in form: String) -> String {
    if let own = forms[form] {
      guard number > 0, number <= own.most else { return text(of: number, in: own.fallback) }
      let count = own.symbols.count
      return String(repeating: own.symbols[(number - 1) % count], count: (number - 1) / count + 1)
    }
    let builtIn: [String: NumberFormat] = [
      "thai": .thaiDigits, "decimal": .arabicDigits, "lower-roman": .roman, "upper-roman": .romanCapitals,
    ]
    return builtIn[form]?.string(for: number) ?? "?"
  }
}
