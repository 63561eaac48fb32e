internal import SarupContainer

/// Why nothing could be got out of a PDF.
package enum PDFReadingError: Error, Hashable, Sendable {
  /// The bytes are not those of a PDF.
  case notAPDF
  case encrypted
  /// The file, or a part of it that is needed, is damaged.
  case unreadable
  /// Data are packed in a way that Sarup does not undo.
  case filter
  /// What is packed in the file is larger than anything that may be read.
  case tooLarge
  /// Nothing in the file is the source of the document. The names of other files inside.
  case noSource([String])
}

/// The objects of a file that any program may have written or rewritten, found through its cross-references
/// (ISO 32000-1, 7.5), or by looking for them where those are damaged.
struct PDFObjects: ~Copyable {
  private enum Place {
    case offset(Int)
    case packed(stream: Int, index: Int)
  }

  private let bytes: [UInt8]
  private var places: [Int: Place] = [:]
  /// Of the newest revision; an older one gives what the newer leaves out.
  private(set) var trailer = PDFValue.null
  /// Bytes that may still be looked at, and unpacked. A small file can be made to ask for the same part again and again; an honest
  /// one is looked through once or twice.
  private var allowance: Int
  private var unpackingAllowance = 256 << 20
  /// Contents of the object stream that was read last: objects that belong together stand together.
  private var opened: (number: Int, objects: [PDFValue])?

  /// The most bytes of cross-references and of one object stream: more than eight million of either is no document.
  private static let partLimit = 64 << 20
  private static let mostObjects = 8_388_607
  /// References that lead to references, and revisions of a file.
  private static let longestChain = 1000

  /// - Throws: ``PDFReadingError``
  init(_ bytes: [UInt8]) throws(PDFReadingError) {
    self.bytes = bytes
    allowance = (1 << 20) + 4 * bytes.count
    guard Self.isPDF(bytes) else { throw .notAPDF }
    readCrossReferences()
    if !leadsToCatalog() { search() }
    guard leadsToCatalog() else { throw .unreadable }
    if case .null = trailer["Encrypt"] { return }
    throw .encrypted
  }

  /// Readers look for the header in the first kilobyte (ISO 32000-1, annex H, note 13).
  private static func isPDF(_ bytes: [UInt8]) -> Bool {
    Array(bytes.prefix(1024)).end(of: "%PDF-") != nil
  }

  // MARK: - Objects

  /// What a reference stands for; any other value as it is.
  mutating func resolved(_ value: PDFValue) -> PDFValue {
    var value = value
    for _ in 0..<Self.longestChain {
      guard case .reference(let number) = value else { return value }
      value = object(number)?.value ?? .null
    }
    return .null
  }

  /// The data of a stream, filters undone.
  ///
  /// - Throws: ``PDFReadingError``
  mutating func stream(_ reference: PDFValue, limit: Int) throws(PDFReadingError) -> [UInt8] {
    var reference = reference
    for _ in 0..<Self.longestChain {
      guard case .reference(let number) = reference, let object = object(number) else { throw .unreadable }
      if case .reference = object.value {
        reference = object.value
        continue
      }
      guard let start = object.stream else { throw .unreadable }
      return try decoded(object.value, from: start, limit: limit)
    }
    throw .unreadable
  }

  private mutating func decoded(
    _ dictionary: PDFValue, from start: Int, limit: Int
  ) throws(PDFReadingError) -> [UInt8] {
    let data = bytes[start..<end(of: dictionary, from: start)]
    let filters = resolved(dictionary["Filter"]).list.map { resolved($0) }
    let parameters = resolved(dictionary["DecodeParms"]).list.map { resolved($0) }
    if unpackingAllowance <= 0 { throw .tooLarge }
    // The work of a stream that holds nothing.
    unpackingAllowance -= data.count
    let content = try StreamFilters.decode(
      data, filters: filters, parameters: parameters, limit: min(limit, max(0, unpackingAllowance)))
    unpackingAllowance -= content.count
    return content
  }

  /// A length that leads to no end of a stream is wrong; the end is looked for then.
  private mutating func end(of dictionary: PDFValue, from start: Int) -> Int {
    if let length = resolved(dictionary["Length"]).integer, length >= 0, length <= bytes.count - start {
      var scanner = PDFScanner(bytes, at: start + length)
      if scanner.take("endstream") { return start + length }
    }
    let end = bytes.end(of: "endstream", from: start).map { $0 - 9 } ?? bytes.count
    allowance -= end - start
    return end
  }

  private mutating func object(_ number: Int) -> (value: PDFValue, stream: Int?)? {
    switch places[number] {
    case .offset(let offset): return object(number, at: offset)
    case .packed(let stream, let index):
      guard let value = packed(in: stream, index) else { return nil }
      return (value, nil)
    case nil: return nil
    }
  }

  private mutating func object(_ number: Int?, at offset: Int) -> (value: PDFValue, stream: Int?)? {
    if allowance <= 0 { return nil }
    var scanner = PDFScanner(bytes, at: offset)
    defer { allowance -= scanner.position - offset }
    guard let found = scanner.integer(), scanner.integer() != nil, scanner.take("obj"),
      number == nil || found == number, let value = scanner.value()
    else { return nil }
    if case .dictionary = value { return (value, scanner.streamStart()) }
    return (value, nil)
  }

  private mutating func packed(in stream: Int, _ index: Int) -> PDFValue? {
    if opened?.number != stream {
      // A stream of objects that lies in a stream of objects is none (7.5.7), and would lead in circles.
      guard case .offset(let offset) = places[stream], let object = object(stream, at: offset),
        let start = object.stream, object.value["Type"].isName("ObjStm")
      else { return nil }
      // Kept even when it is empty, so that a damaged one is not unpacked again for every object.
      opened = (stream, unpacked(object.value, from: start))
    }
    guard let objects = opened?.objects, objects.indices.contains(index) else { return nil }
    return objects[index]
  }

  private mutating func unpacked(_ dictionary: PDFValue, from start: Int) -> [PDFValue] {
    guard let content = try? decoded(dictionary, from: start, limit: Self.partLimit),
      let count = dictionary["N"].integer, let first = dictionary["First"].integer,
      first >= 0, first <= content.count, count >= 0, count <= first / 2
    else { return [] }
    var head = PDFScanner(content)
    var objects: [PDFValue] = []
    for _ in 0..<count {
      guard head.integer() != nil, let offset = head.integer(), offset < content.count - first else { break }
      var scanner = PDFScanner(content, at: first + offset)
      objects.append(scanner.value() ?? .null)
    }
    return objects
  }

  // MARK: - Cross-references

  private mutating func leadsToCatalog() -> Bool { resolved(trailer["Root"])["Type"].isName("Catalog") }

  private mutating func readCrossReferences() {
    let tail = max(0, bytes.count - 2048)
    var last: Int?
    var position = tail
    while let next = bytes.end(of: "startxref", from: position) {
      last = next
      position = next
    }
    guard let last else { return }
    var scanner = PDFScanner(bytes, at: last)
    // Newest first: what is known already is not taken from an older revision.
    var sections = scanner.integer().map { [$0] } ?? []
    var seen: Set<Int> = []
    while let offset = sections.popLast(), seen.count < Self.longestChain {
      guard offset < bytes.count, seen.insert(offset).inserted, let dictionary = readSection(at: offset) else {
        continue
      }
      if case .null = trailer { trailer = dictionary }
      if let older = dictionary["Prev"].integer { sections.append(older) }
      // Objects of a hybrid file that only newer readers see (7.5.8.4); they come before the older revision.
      if let hidden = dictionary["XRefStm"].integer { sections.append(hidden) }
    }
  }

  private mutating func readSection(at offset: Int) -> PDFValue? {
    var scanner = PDFScanner(bytes, at: offset)
    if scanner.take("xref") {
      defer { allowance -= scanner.position - offset }
      return allowance > 0 ? readTable(&scanner) : nil
    }
    guard let section = object(nil, at: offset), let start = section.stream, section.value["Type"].isName("XRef"),
      let data = try? decoded(section.value, from: start, limit: Self.partLimit)
    else { return nil }
    readStream(section.value, data)
    return section.value
  }

  /// Rows of twenty bytes under headings of two numbers (7.5.4).
  private mutating func readTable(_ scanner: inout PDFScanner) -> PDFValue? {
    while !scanner.take("trailer") {
      guard let first = scanner.integer(), let count = scanner.integer() else { return nil }
      for number in first..<first + min(count, Self.mostObjects) {
        guard let offset = scanner.integer(), scanner.integer() != nil else { return nil }
        if scanner.take("n") {
          note(number, .offset(offset))
        } else if !scanner.take("f") {
          return nil
        }
      }
    }
    return scanner.value()
  }

  /// Rows of three fields of fixed widths (7.5.8.3).
  private mutating func readStream(_ dictionary: PDFValue, _ data: [UInt8]) {
    let widths = dictionary["W"].list.compactMap(\.integer)
    guard widths.count == 3, widths.allSatisfy({ (0...7).contains($0) }) else { return }
    let width = widths.reduce(0, +)
    let listed = dictionary["Index"].list.compactMap(\.integer)
    let ranges = listed.isEmpty ? [0, dictionary["Size"].integer ?? 0] : listed
    var row = 0
    if width == 0 { return }
    for pair in stride(from: 0, to: ranges.count - 1, by: 2) {
      var number = ranges[pair]
      for _ in 0..<max(0, min(ranges[pair + 1], Self.mostObjects)) {
        guard row + width <= data.count else { return }
        let middle = row + widths[0]
        let kind = widths[0] == 0 ? 1 : field(data[row..<middle])
        let second = field(data[middle..<middle + widths[1]])
        let third = field(data[middle + widths[1]..<row + width])
        if kind == 1 { note(number, .offset(second)) }
        if kind == 2 { note(number, .packed(stream: second, index: third)) }
        row += width
        number &+= 1
      }
    }
  }

  private func field(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  private mutating func note(_ number: Int, _ place: Place) {
    if places[number] == nil && places.count < Self.mostObjects { places[number] = place }
  }

  // MARK: - Damaged files

  /// Looks through the whole file for objects; of two with one number the later one counts.
  private mutating func search() {
    places.removeAll()
    trailer = .null
    var streams: [Int] = []
    var catalog: Int?
    var position = 0
    while let end = bytes.end(of: " obj", from: position) {
      position = end
      guard let start = numbers(before: end - 4), let object = object(nil, at: start.offset) else { continue }
      places[start.number] = .offset(start.offset)
      if object.value["Type"].isName("ObjStm") { streams.append(start.number) }
      if object.value["Type"].isName("Catalog") { catalog = start.number }
      if case .null = object.value["Encrypt"] { continue }
      trailer = object.value
    }
    for stream in streams where places.count < Self.mostObjects {
      guard case .offset(let offset) = places[stream], let object = object(stream, at: offset),
        let start = object.stream, let content = try? decoded(object.value, from: start, limit: Self.partLimit)
      else { continue }
      var head = PDFScanner(content)
      for index in 0..<min(object.value["N"].integer ?? 0, Self.mostObjects) {
        guard let number = head.integer(), head.integer() != nil else { break }
        if places[number] == nil { places[number] = .packed(stream: stream, index: index) }
        if packed(in: stream, index)?["Type"].isName("Catalog") == true { catalog = number }
      }
    }
    guard let catalog else { return }
    let encryption = trailer["Encrypt"]
    trailer = .dictionary([(Array("Root".utf8), .reference(catalog)), (Array("Encrypt".utf8), encryption)])
  }

  /// `12 0` in front of a place.
  private func numbers(before end: Int) -> (number: Int, offset: Int)? {
    var position = end
    while position > 0, end - position < 6, bytes[position - 1].isASCIIDigit { position -= 1 }
    guard position < end, position > 1, bytes[position - 1].isPDFSpace else { return nil }
    position -= 1
    let last = position
    while position > 0, last - position < 10, bytes[position - 1].isASCIIDigit { position -= 1 }
    guard position < last else { return nil }
    return (bytes[position..<last].reduce(0) { $0 * 10 + Int($1 - 0x30) }, position)
  }
}

extension PDFValue {
  /// The elements of an array; one value alone as if it were in one.
  fileprivate var list: [PDFValue] {
    switch self {
    case .null: []
    case .array(let values): values
    default: [self]
    }
  }
}
