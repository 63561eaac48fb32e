package import SarupSyntax

/// An element of a document of XML.
package struct XMLElement: Sendable {
  package let tree: XMLTree
  let index: Int

  private var node: XMLTree.Node { tree.nodes[index] }

  package var name: XMLName { tree.names[Int(node.name)] }

  package func `is`(_ local: String, in namespace: String) -> Bool {
    let name = tree.names[Int(node.name)]
    return name.local == local && name.namespace == namespace
  }

  // MARK: Places

  /// From `<` to behind the last `>`.
  package var range: Range<Int> { Int(node.lower)..<Int(node.upper) }
  /// The start tag; the whole element where that has no end tag.
  package var startTag: Range<Int> { Int(node.lower)..<Int(node.innerLower) }
  /// What stands between start tag and end tag.
  package var inner: Range<Int> { Int(node.innerLower)..<max(Int(node.innerLower), Int(node.innerUpper)) }

  package var span: Span { tree.source.span(startTag.lowerBound, startTag.upperBound) }

  package var bytes: ArraySlice<UInt8> { tree.bytes[range] }

  // MARK: Attributes

  /// In the order in which they are written, without declarations of namespaces.
  package var attributes: [(name: XMLName, value: String)] {
    tree.attributes[Int(node.firstAttribute)..<Int(node.lastAttribute)].map { (tree.names[Int($0.name)], $0.value) }
  }

  package func attribute(_ local: String, in namespace: String = "") -> String? {
    for place in Int(node.firstAttribute)..<Int(node.lastAttribute) {
      let name = tree.names[Int(tree.attributes[place].name)]
      if name.local == local, name.namespace == namespace { return tree.attributes[place].value }
    }
    return nil
  }

  // MARK: Content

  package enum Content: Sendable {
    case element(XMLElement)
    case text(String)
  }

  /// Elements and texts in it, in order.
  package var content: [Content] {
    var result: [Content] = []
    forEachChild { child in
      let node = tree.nodes[child]
      if node.name >= 0 {
        result.append(.element(XMLElement(tree: tree, index: child)))
      } else {
        result.append(
          .text(String(decoding: tree.text[Int(node.innerLower)..<Int(node.innerUpper)], as: UTF8.self)))
      }
    }
    return result
  }

  /// The elements in it, in order.
  package var children: [XMLElement] {
    var result: [XMLElement] = []
    forEachChild { child in
      if tree.nodes[child].name >= 0 { result.append(XMLElement(tree: tree, index: child)) }
    }
    return result
  }

  /// All elements below it, in the order of the document.
  package var descendants: [XMLElement] {
    (index + 1..<Int(node.end)).lazy.filter { tree.nodes[$0].name >= 0 }.map { XMLElement(tree: tree, index: $0) }
  }

  /// The first of the elements in it that has a name.
  package func first(_ local: String, in namespace: String) -> XMLElement? {
    var child = index + 1
    while child < node.end {
      let element = XMLElement(tree: tree, index: child)
      if tree.nodes[child].name >= 0, element.is(local, in: namespace) { return element }
      child = Int(tree.nodes[child].end)
    }
    return nil
  }

  package var parent: XMLElement? {
    node.parent >= 0 ? XMLElement(tree: tree, index: Int(node.parent)) : nil
  }

  /// All characters in it and below.
  package var text: String {
    var result: [UInt8] = []
    for place in index + 1..<max(index + 1, Int(node.end)) where tree.nodes[place].name < 0 {
      result += tree.text[Int(tree.nodes[place].innerLower)..<Int(tree.nodes[place].innerUpper)]
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func forEachChild(_ body: (Int) -> Void) {
    var child = index + 1
    while child < node.end {
      body(child)
      child = Int(tree.nodes[child].end)
    }
  }

  // MARK: As written

  /// An attribute as it is written, with the places of its name and of what stands between its quotation marks. Declarations of
  /// namespaces are among them.
  package struct WrittenAttribute: Sendable {
    /// With its prefix.
    package var name: String
    package var nameRange: Range<Int>
    package var valueRange: Range<Int>
  }

  /// The attributes as they are written. The tag is known to be well-formed.
  package var writtenAttributes: [WrittenAttribute] {
    let bytes = tree.bytes
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    var result: [WrittenAttribute] = []
    var position = startTag.lowerBound
    let end = startTag.upperBound
    // The name of the element.
    while position < end, !isSpace(bytes[position]) { position += 1 }
    while position < end {
      while position < end, isSpace(bytes[position]) { position += 1 }
      let start = position
      while position < end, bytes[position] != UInt8(ascii: "="), !isSpace(bytes[position]) { position += 1 }
      let name = start..<position
      while position < end, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "'") {
        position += 1
      }
      guard position < end else { break }
      let quote = bytes[position]
      let value = position + 1
      position = value
      while position < end, bytes[position] != quote { position += 1 }
      result.append(
        WrittenAttribute(
          name: String(decoding: bytes[name], as: UTF8.self), nameRange: name, valueRange: value..<position))
      position += 1
    }
    return result
  }

  /// The prefixes that mean something in the element, its own declarations among them, sorted; the prefix without name is empty.
  package var namespaces: [(prefix: String, uri: String)] {
    var result: [(prefix: String, uri: String)] = []
    var ancestor = index
    while ancestor >= 0 {
      for declaration in tree.declarations(of: ancestor)
      where !result.contains(where: { $0.prefix == declaration.prefix }) {
        result.append(declaration)
      }
      ancestor = Int(tree.nodes[ancestor].parent)
    }
    return result.sorted { $0.prefix < $1.prefix }
  }
}

extension XMLTree {
  /// What an element itself declares. The declarations stand in the order of the document.
  fileprivate func declarations(of index: Int) -> [(prefix: String, uri: String)] {
    var lower = 0
    var upper = declarations.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if declarations[middle].node < index { lower = middle + 1 } else { upper = middle }
    }
    var result: [(prefix: String, uri: String)] = []
    while lower < declarations.count, declarations[lower].node == index {
      result.append((declarations[lower].prefix, declarations[lower].uri))
      lower += 1
    }
    return result
  }
}
