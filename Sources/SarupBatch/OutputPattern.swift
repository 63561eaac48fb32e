package import Sarup

/// Where the files of a record go: `out/{agency}/{id}.{ext}`. A name in braces stands for what the record says there.
package struct OutputPattern: Sendable {
  /// What is wrong with a pattern.
  package struct Mistake: Error, Sendable, Equatable {
    package var message: String
    package var hint: String
  }

  private enum Part: Sendable, Hashable {
    case text(String)
    case field(String)
    /// The ending of the kind of file.
    case kind
  }

  package let text: String
  /// The folder that no path leaves: what stands in front of the first name. `.` when there is nothing.
  package let root: String
  /// Below the root, folder by folder; without the ending of the last one.
  private let components: [[Part]]
  private let kinds: [OutputFormat]

  /// Names that a record may not have, and that are always known: its number from 1, and the line on which it begins.
  package static let builtIn = ["record", "line"]
  private static let kindName = "ext"

  /// - Throws: ``Mistake`` for a pattern that could write one record over another, or outside its folder.
  package init(_ text: String, kinds: [OutputFormat]) throws(Mistake) {
    self.text = text
    self.kinds = kinds
    let parts = try Self.parts(of: text)
    guard parts.contains(where: { if case .field = $0 { true } else { false } }) else {
      throw Mistake(
        message: "\(text) names the same file for every record",
        hint: "Put a name of a field that tells records apart in braces: 'out/{id}.{ext}'.")
    }
    var components: [[Part]] = [[]]
    for part in parts {
      guard case .text(let words) = part else {
        components[components.count - 1].append(part)
        continue
      }
      for (number, piece) in words.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
        if number > 0 { components.append([]) }
        if !piece.isEmpty { components[components.count - 1].append(.text(String(piece))) }
      }
    }
    let fixed = components.prefix { $0.allSatisfy { if case .text = $0 { true } else { false } } }
    root = Self.root(fixed)
    var rest = Array(components.dropFirst(fixed.count))
    for component in rest {
      if component.isEmpty {
        throw Mistake(message: "\(text) has a folder without a name", hint: "Take one of the slashes out.")
      }
      if component == [.text("..")] || component == [.text(".")] {
        throw Mistake(message: "\(text) leads out of its own folder", hint: "Take the dots out.")
      }
    }
    rest[rest.count - 1] = try Self.withoutEnding(rest[rest.count - 1], kinds, text)
    self.components = rest
  }

  /// The fields that it names, each once.
  package var fields: [String] {
    var names: [String] = []
    for case .field(let name) in components.joined() where !names.contains(name) { names.append(name) }
    return names
  }

  /// The paths of a record's files, in the order of the kinds.
  ///
  /// - Parameter value: what a record says in a field; `nil` when it says nothing.
  /// - Throws: ``MissingValue``.
  func paths(_ value: (String) -> String?) throws(MissingValue) -> [String] {
    var values: [String: String] = [:]
    for name in fields {
      let safe = FileName.safe(value(name) ?? "")
      guard !safe.isEmpty else { throw MissingValue(field: name) }
      values[name] = safe
    }
    return kinds.map { kind in
      let ending = kind.fileExtension
      var path = root == "." ? "" : root.hasSuffix("/") ? root : root + "/"
      for (number, component) in components.enumerated() {
        let isLast = number == components.count - 1
        var name = ""
        for part in component {
          switch part {
          case .text(let text): name += text
          case .field(let field): name += values[field] ?? ""
          case .kind: name += ending
          }
        }
        path += isLast ? FileName.component(name, keeping: "." + ending) : FileName.component(name) + "/"
      }
      return path
    }
  }

  struct MissingValue: Error {
    var field: String
  }

  // MARK: - Reading

  private static func parts(of text: String) throws(Mistake) -> [Part] {
    guard !text.isEmpty, !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      throw Mistake(
        message: "the output pattern has no letters, or control characters", hint: "Write 'out/{id}.{ext}'.")
    }
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
        throw Mistake(message: "a brace in \(text) stands alone", hint: "Write a field between two of them: {id}.")
      }
      if open != rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      let name = rest[rest.index(after: open)..<close]
      guard !name.isEmpty, !name.contains("{") else {
        throw Mistake(message: "there is no name between the braces of \(text)", hint: "Write a field in them: {id}.")
      }
      parts.append(name == kindName ? .kind : .field(String(name)))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    return parts
  }

  private static func root(_ components: ArraySlice<[Part]>) -> String {
    let names = components.map { $0.first.map { if case .text(let text) = $0 { text } else { "" } } ?? "" }
    // One empty name in front is the slash of an absolute path; others are slashes too many.
    let path = names.enumerated().filter { $0.offset == 0 || !$0.element.isEmpty }.map(\.element).joined(separator: "/")
    return path.isEmpty ? (names.isEmpty ? "." : "/") : path
  }

  private static func withoutEnding(
    _ component: [Part], _ kinds: [OutputFormat], _ text: String
  ) throws(Mistake) -> [Part] {
    var name = component
    if name.last == .kind, case .text(let before)? = name.dropLast().last, before.hasSuffix(".") {
      name.removeLast(2)
      if before.count > 1 { name.append(.text(String(before.dropLast()))) }
      return name
    }
    if kinds.count == 1, case .text(let last)? = name.last, last.lowercased().hasSuffix("." + kinds[0].fileExtension) {
      name.removeLast()
      let stem = last.dropLast(kinds[0].fileExtension.count + 1)
      if !stem.isEmpty { name.append(.text(String(stem))) }
      if !name.isEmpty { return name }
    }
    let endings = kinds.map { "." + $0.fileExtension }.joined(separator: ", ")
    throw Mistake(
      message: kinds.count == 1
        ? "\(text) does not end in \(endings)" : "\(text) does not tell the files \(endings) of a record apart",
      hint: "End it with .{ext}: 'out/{id}.{ext}'.")
  }
}
