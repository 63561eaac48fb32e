internal import SarupContainer

/// What a Word file keeps for the way back to a brief, in the part that its content controls are bound to: the front matter, what
/// styles are used for, and the labels of what bookmarks stand on.
struct WordFacts {
  var frontMatter: String
  /// Names in lower case, with what the style is used for.
  var styles: [(name: String, use: String)] = []
  /// Bookmarks with the labels of what they stand on, and whether a label is made of a heading's words.
  var labels: [(bookmark: String, label: String, isMade: Bool)] = []
  /// Lines of the template by their hidden bookmarks, with their words, so that one that was taken out can be told.
  var lines: [(bookmark: String, words: String)] = []
  /// Lines of the template by their hidden bookmarks with a field that has looks of its own, so that no control can hold it, and the words
  /// of the template before it and behind it.
  var lookedFields: [(bookmark: String, field: String, before: String, behind: String)] = []
  /// Marks of the running heads and feet, the watermarks, the sheets of the sections, and marks of what the file says of itself: no brief
  /// has words for a change of them.
  var heads: [String] = []
  var watermarks: [String] = []
  var sheets: [String] = []
  var properties: [(name: String, mark: String)] = []
  /// Marks of the paragraphs and tables of a letterhead before the brief and behind it.
  var before: [String] = []
  var behind: [String] = []
  /// Marks of what the letterhead's own controls say before anybody has filled them in.
  var controls: [String] = []

  init(frontMatter: String) { self.frontMatter = frontMatter }

  /// FNV-1a of a text as a file keeps it, as eight hexadecimal digits: enough to tell that the text has been changed.
  static func mark(of utf8: some Sequence<UInt8>) -> String {
    var hash: UInt32 = 0x811C_9DC5
    for byte in kept(utf8) { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16, uppercase: true)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// The mark of the words of a line: where a label is set apart by a tab, or filled up with dots, matters to no one.
  static func mark(ofWords utf8: some Sequence<UInt8>) -> String {
    mark(of: utf8.lazy.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") })
  }

  /// The mark of a list of words: programs part them by commas, by semicolons or by spaces.
  static func mark(ofList text: String) -> String {
    mark(ofWords: text.utf8.lazy.filter { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";") })
  }

  /// What is the same before a text goes into a file and when it comes back: without characters that Word or XML has no place for,
  /// with one kind of line end, SARA AM in two and Thai marks in one order. ``TextPieces`` says what is dropped and put in order.
  private static func kept(_ utf8: some Sequence<UInt8>) -> [UInt8] {
    let bytes = Array(utf8)
    return keptOfLetters(bytes) ?? keptOfAll(bytes)
  }

  /// The same for a text of letters and usual signs, as nearly all are, byte by byte; `nil` where it holds something else.
  private static func keptOfLetters(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 6)
    // The second and third bytes of Thai marks that follow each other.
    var marks: [UInt16] = []
    func flush() {
      if marks.count > 1 { marks.sort() }
      for mark in marks { result += [0xE0, UInt8(mark >> 8), UInt8(mark & 0xFF)] }
      marks.removeAll(keepingCapacity: true)
    }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0xE0, index + 2 < bytes.count {
        let pair = UInt16(bytes[index + 1]) << 8 | UInt16(bytes[index + 2])
        index += 3
        switch pair {
        // MAI HAN-AKAT; SARA I to PHINTHU; MAITAIKHU to YAMAKKAN.
        case 0xB8B1, 0xB8B4...0xB8BA, 0xB987...0xB98E: marks.append(pair)
        // SARA AM is NIKHAHIT and SARA AA.
        case 0xB8B3:
          marks.append(0xB98D)
          flush()
          result += [0xE0, 0xB8, 0xB2]
        default:
          flush()
          result += [0xE0, UInt8(pair >> 8), UInt8(pair & 0xFF)]
        }
        continue
      }
      // Control characters, and the first bytes of what files do not keep.
      if byte < 0x20 || byte == 0xC2 || byte == 0xE2 || byte == 0xEF { return nil }
      flush()
      result.append(byte)
      index += 1
    }
    flush()
    return result
  }

  private static func keptOfAll(_ bytes: [UInt8]) -> [UInt8] {
    var scalars = String.UnicodeScalarView()
    var marks: [Unicode.Scalar] = []
    func flush() {
      scalars.append(contentsOf: marks.sorted())
      marks = []
    }
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x0D, 0x2028, 0x2029:
        flush()
        scalars.append("\n")
      case 0x09, 0xE33:
        if scalar.value == 0xE33 { marks.append("\u{E4D}") }
        flush()
        scalars.append(scalar.value == 0xE33 ? "\u{E32}" : scalar)
      case 0..<0x20, 0xAD, 0x200B, 0x200C, 0x2060, 0xFEFF, 0xFFFC, 0xFFFE, 0xFFFF: break
      case 0xE31, 0xE34...0xE3A, 0xE47...0xE4E: marks.append(scalar)
      default:
        flush()
        scalars.append(scalar)
      }
    }
    flush()
    return Array(String(scalars).utf8)
  }

  func write(to xml: inout XMLWriter) {
    xml.open("front-matter")
    xml.text(frontMatter)
    xml.close()
    for style in styles {
      xml.open("style")
      xml.attribute("name", style.name)
      xml.attribute("use", style.use)
      xml.close()
    }
    for label in labels {
      xml.open("label")
      xml.attribute("bookmark", label.bookmark)
      if label.isMade { xml.attribute("made", 1) }
      xml.text(label.label)
      xml.close()
    }
    for line in lines {
      xml.open("line")
      xml.attribute("bookmark", line.bookmark)
      xml.text(line.words)
      xml.close()
    }
    for line in lookedFields {
      xml.open("looked-field")
      xml.attribute("bookmark", line.bookmark)
      xml.attribute("field", line.field)
      xml.attribute("before", line.before)
      xml.attribute("behind", line.behind)
      xml.close()
    }
    let lists: [(StaticString, [String])] = [
      ("head", heads), ("watermark", watermarks), ("sheet", sheets), ("before", before), ("behind", behind),
      ("control", controls),
    ]
    for (name, marks) in lists {
      for mark in marks {
        xml.open(name)
        xml.text(mark)
        xml.close()
      }
    }
    for property in properties {
      xml.open("property")
      xml.attribute("name", property.name)
      xml.text(property.mark)
      xml.close()
    }
  }

  /// Reads them from the root of the part; `nil` where that is not of Sarup's making.
  init?(_ root: XMLElement) {
    guard root.is("brief", in: FieldStore.namespace), let matter = root.first("front-matter", in: FieldStore.namespace)
    else { return nil }
    frontMatter = matter.text
    for element in root.children {
      switch element.name.local {
      case "style": styles.append((element.attribute("name") ?? "", element.attribute("use") ?? ""))
      case "label":
        labels.append((element.attribute("bookmark") ?? "", element.text, element.attribute("made") != nil))
      case "line": lines.append((element.attribute("bookmark") ?? "", element.text))
      case "looked-field":
        lookedFields.append(
          (
            element.attribute("bookmark") ?? "", element.attribute("field") ?? "", element.attribute("before") ?? "",
            element.attribute("behind") ?? ""
          ))
      case "control": controls.append(element.text)
      case "head": heads.append(element.text)
      case "watermark": watermarks.append(element.text)
      case "before": before.append(element.text)
      case "behind": behind.append(element.text)
      case "sheet": sheets.append(element.text)
      case "property": properties.append((element.attribute("name") ?? "", element.text))
      default: break
      }
    }
  }
}

extension StyleUse {
  /// The name of a use for which Word has no style of its own, or whose style may not be the primary one.
  var factName: String? {
    switch self {
    case .title: "title"
    case .subtitle: "subtitle"
    case .heading(let level): "heading \(level)"
    case .byline: "byline"
    case .body: "body"
    case .note: "note"
    case .credit: "credit"
    case .signature: "signature"
    case .caption: "caption"
    case .code: "code"
    case .quote: "quote"
    case .term: "term"
    case .definition: "definition"
    case .cell: "cell"
    case .figure: "figure"
    case .continued(let level): "continued \(level)"
    case .numbered, .bulleted, .footnote, .contentsTitle, .contentsEntry, .runningHead, .runningFoot: nil
    }
  }
}
