/// Finds the file that a PDF was made from (ISO 19005-3, 6.8; ISO 32000-1, 7.11.4).
package enum EmbeddedSource {
  /// A file inside a PDF.
  package struct File: Hashable, Sendable {
    package var name: String
    package var bytes: [UInt8]
  }

  /// Nodes of a name tree that are looked at.
  private static let mostNodes = 1000

  /// - Parameter limit: The most bytes that the source may have.
  /// - Throws: ``PDFReadingError``
  package static func find(in bytes: [UInt8], limit: Int) throws(PDFReadingError) -> File {
    var objects = try PDFObjects(bytes)
    let catalog = objects.resolved(objects.trailer["Root"])
    var files: [PDFValue] = []
    // Files that belong to the document as a whole come first; programs that save it anew may keep only the tree of names.
    if case .array(let associated) = objects.resolved(catalog["AF"]) {
      files = associated.prefix(mostNodes).map { objects.resolved($0) }
    }
    let names = objects.resolved(catalog["Names"])
    files += named(objects.resolved(names["EmbeddedFiles"]), in: &objects)
    guard let source = files.first(where: { objects.resolved($0["AFRelationship"]).isName("Source") }) else {
      var others: [String] = []
      for file in files.prefix(100) {
        let name = self.name(of: file, in: &objects)
        if !others.contains(name) { others.append(name) }
      }
      throw .noSource(others)
    }
    let streams = objects.resolved(source["EF"])
    let stream = if case .null = streams["UF"] { streams["F"] } else { streams["UF"] }
    return File(name: name(of: source, in: &objects), bytes: try objects.stream(stream, limit: limit))
  }

  private static func name(of file: PDFValue, in objects: inout PDFObjects) -> String {
    objects.resolved(file["UF"]).text ?? objects.resolved(file["F"]).text ?? ""
  }

  /// The values of a name tree (7.9.6) in their order.
  private static func named(_ root: PDFValue, in objects: inout PDFObjects) -> [PDFValue] {
    var found: [PDFValue] = []
    var open = [root]
    var nodes = 0
    while let node = open.popLast(), nodes < mostNodes, found.count < mostNodes {
      nodes += 1
      if case .array(let pairs) = objects.resolved(node["Names"]) {
        for index in stride(from: 1, to: min(pairs.count, mostNodes), by: 2) {
          found.append(objects.resolved(pairs[index]))
        }
      }
      guard case .array(let kids) = objects.resolved(node["Kids"]) else { continue }
      open += kids.prefix(mostNodes - min(open.count, mostNodes)).reversed().map { objects.resolved($0) }
    }
    return found
  }
}
