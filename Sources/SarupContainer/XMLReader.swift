// The only file that talks to expat.

internal import CExpat
internal import SarupSyntax

extension XMLTree {
  /// The version of the library that is loaded.
  package static var libraryVersion: String {
    String(String(cString: XML_ExpatVersion()).drop { $0 != "_" }.dropFirst())
  }

  /// Parses a document in UTF-8. Document types are refused, and with them entities: what a document says stands in it.
  static func parse(_ source: SourceText, limits: XMLLimits) throws(XMLFault) -> XMLTree {
    guard source.bytes.count <= limits.bytes else {
      throw XMLFault(.tooLarge("it has over \(limits.bytes) bytes"), at: 0)
    }
    // A name may not hold a line feed, so it parts namespace from name.
    guard let parser = XML_ParserCreateNS("UTF-8", XML_Char(bitPattern: XMLBuilder.separator)) else {
      throw XMLFault(.tooLarge("there is no memory left for it"), at: 0)
    }
    defer { XML_ParserFree(parser) }
    let builder = XMLBuilder(parser, limits: limits)
    XML_SetUserData(parser, Unmanaged.passUnretained(builder).toOpaque())
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLBuilder.at(data)?.fail(.documentType) }
    XML_SetXmlDeclHandler(parser) { data, _, encoding, _ in
      // The bytes are known to be UTF-8, whatever the declaration says; one that lies may mean another text.
      guard let encoding, let builder = XMLBuilder.at(data) else { return }
      let name = String(cString: encoding).lowercased()
      if name != "utf-8", name != "us-ascii", name != "utf8" { builder.fail(.encoding(String(cString: encoding))) }
    }
    XML_SetStartNamespaceDeclHandler(parser) { data, prefix, uri in
      XMLBuilder.at(data)?.declare(prefix.map { String(cString: $0) } ?? "", uri.map { String(cString: $0) } ?? "")
    }
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let name, let builder = XMLBuilder.at(data) else { return }
        builder.start(name, attributes)
      }, { data, _ in XMLBuilder.at(data)?.end() })
    XML_SetCharacterDataHandler(parser) { data, text, count in
      guard let text, let builder = XMLBuilder.at(data) else { return }
      text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
        builder.add(UnsafeBufferPointer(start: $0, count: Int(count)))
      }
    }
    let status = source.bytes.withUnsafeBytes { bytes in
      XML_Parse(parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(clamping: bytes.count), 1)
    }
    if var fault = builder.fault {
      // Expat tells of it somewhere behind its start.
      if fault.kind == .documentType { fault.offset = documentType(in: source.bytes, before: fault.offset) }
      throw fault
    }
    guard status == XML_STATUS_OK, builder.tree.nodes.first != nil else {
      let words = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "it is not XML"
      throw XMLFault(.syntax(words), at: max(0, Int(XML_GetCurrentByteIndex(parser))))
    }
    return builder.tree.finished(source)
  }

  private static func documentType(in bytes: [UInt8], before end: Int) -> Int {
    var start = min(end, bytes.count)
    while start > 0, !bytes[start...].starts(with: "<!DOCTYPE".utf8) { start -= 1 }
    return start
  }
}

/// Collects what expat tells. Expat holds it unretained for as long as it parses.
private final class XMLBuilder {
  static let separator: UInt8 = 0x0A

  let parser: XML_Parser
  let limits: XMLLimits
  var tree = XMLTree.Parts()
  private(set) var fault: XMLFault?
  private var open: [Int32] = []
  private var pending: [(prefix: String, uri: String)] = []

  init(_ parser: XML_Parser, limits: XMLLimits) {
    self.parser = parser
    self.limits = limits
  }

  static func at(_ data: UnsafeMutableRawPointer?) -> XMLBuilder? {
    data.map { Unmanaged<XMLBuilder>.fromOpaque($0).takeUnretainedValue() }
  }

  func fail(_ kind: XMLFault.Kind) {
    if fault == nil { fault = XMLFault(kind, at: position) }
    XML_StopParser(parser, XML_Bool(0))
  }

  private var position: Int { max(0, Int(XML_GetCurrentByteIndex(parser))) }

  func declare(_ prefix: String, _ uri: String) { pending.append((prefix, uri)) }

  func start(_ name: UnsafePointer<XML_Char>, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
    guard open.count < limits.depth else { return fail(.tooLarge("elements stand more than \(limits.depth) deep")) }
    guard hasRoom else { return }
    let index = Int32(tree.nodes.count)
    for (prefix, uri) in pending { tree.declarations.append((index, prefix, uri)) }
    pending.removeAll(keepingCapacity: true)
    let start = position
    let firstAttribute = Int32(tree.attributes.count)
    if var next = attributes {
      while let name = next[0], let value = next[1] {
        tree.attributes.append((tree.name(self.name(name)), String(cString: value)))
        next += 2
      }
    }
    tree.nodes.append(
      XMLTree.Node(
        name: tree.name(self.name(name)), parent: open.last ?? -1, end: index + 1, lower: UInt32(start),
        innerLower: UInt32(start + Int(XML_GetCurrentByteCount(parser))), innerUpper: 0, upper: 0,
        firstAttribute: firstAttribute, lastAttribute: Int32(tree.attributes.count)))
    open.append(index)
  }

  func end() {
    guard let index = open.popLast().map(Int.init) else { return }
    // Expat tells the end of an element without end tag behind that element, with no bytes of its own.
    tree.nodes[index].innerUpper = UInt32(position)
    tree.nodes[index].upper = UInt32(position + Int(XML_GetCurrentByteCount(parser)))
    tree.nodes[index].end = Int32(tree.nodes.count)
  }

  func add(_ text: UnsafeBufferPointer<UInt8>) {
    guard let parent = open.last else { return }
    let start = UInt32(tree.text.count)
    tree.text.append(contentsOf: text)
    let end = UInt32(tree.text.count)
    let place = position
    let behind = UInt32(place + Int(XML_GetCurrentByteCount(parser)))
    if let last = tree.nodes.indices.last, tree.nodes[last].name < 0, tree.nodes[last].parent == parent {
      tree.nodes[last].innerUpper = end
      tree.nodes[last].upper = behind
      return
    }
    guard hasRoom else { return }
    // For a text the inner range is that of its characters among all text.
    tree.nodes.append(
      XMLTree.Node(
        name: -1, parent: parent, end: Int32(tree.nodes.count + 1), lower: UInt32(place), innerLower: start,
        innerUpper: end, upper: behind, firstAttribute: 0, lastAttribute: 0))
  }

  private var hasRoom: Bool {
    if tree.nodes.count < limits.nodes { return true }
    fail(.tooLarge("it has over \(limits.nodes) elements and texts"))
    return false
  }

  private func name(_ raw: UnsafePointer<XML_Char>) -> XMLName {
    let text = String(cString: raw)
    guard let cut = text.utf8.firstIndex(of: Self.separator) else { return XMLName(namespace: "", local: text) }
    return XMLName(namespace: String(text[..<cut]), local: String(text[text.utf8.index(after: cut)...]))
  }
}
