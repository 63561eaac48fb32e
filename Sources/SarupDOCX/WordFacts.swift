internal import SarupContainer

/// What a Word file keeps for the way back to a brief, in the part that its content controls are bound to: the front matter, what
/// styles are used for, and the labels of what bookmarks stand on.
struct WordFacts {
  var frontMatter: String
  /// Names in lower case, with what the style is used for.
  var styles: [(name: String, use: String)] = []
  /// Bookmarks with the labels of what they stand on, and whether a label is made of a heading's words.
  var labels: [(bookmark: String, label: String, isMade: Bool)] = []

  init(frontMatter: String) { self.frontMatter = frontMatter }

  /// FNV-1a as eight hexadecimal digits: enough to tell that a text has been changed.
  static func mark(of utf8: some Sequence<UInt8>) -> String {
    var hash: UInt32 = 0x811C_9DC5
    for byte in utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16, uppercase: true)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// The mark of the words of a line: where a label is set apart by a tab, or filled up with dots, matters to no one.
  static func mark(ofWords utf8: some Sequence<UInt8>) -> String {
    mark(of: utf8.lazy.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") })
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
    case .cell: "cell"
    case .figure: "figure"
    case .continued(let level): "continued \(level)"
    case .numbered, .bulleted, .footnote, .contentsTitle, .contentsEntry, .runningHead, .runningFoot: nil
    }
  }
}
