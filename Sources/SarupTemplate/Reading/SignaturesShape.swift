internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax

/// The section of the signatures as it is written.
struct SignaturesDraft: Sendable {
  var style: Placed<String>?
  var first: Placed<String>?
  var columns = 1
  var line: LineText?
  var lines: [LineDraft]?
  var pictureHeight: Points = 15 * 72 / 25.4

  static let shape = Shape.partialRecord(
    "the signatures", initial: SignaturesDraft(),
    fields: [
      Field("columns", "How many stand side by side at most. Default: 1, one below the other.", .integer(in: 1...4)) {
        $0.columns = $1
      },
      Field(
        "line",
        "What stands where one signs; six dots or more are room for a pen. Empty for nothing. "
          + "Default: ลงชื่อ, Signed, with dots and {{role}}.",
        LineText.shape
      ) { $0.line = $1 },
      Field(
        "lines",
        "What stands below. Default: the name in brackets, {{position}}, {{unit}}, {{for}}, {{date | date: label}}.",
        Shape<[LineDraft]>.partialList(of: LineDraft.shape)
      ) { $0.lines = $1 },
      Field(
        "picture-height", "How high a picture of a signature is at most. Default: 15mm.",
        .length(in: 1...Length.longest)
      ) { $0.pictureHeight = $1 },
      Field(
        "style",
        "A name under `styles`. Default: signature, else credit, else body; with -column behind it where several stand "
          + "side by side.", .name
      ) { $0.style = $1 },
      Field(
        "first", "Style of the first line of each. Default: the style's name with -first behind it, else the style.",
        .name
      ) { $0.first = $1 },
    ])
}

extension BodyResolver {
  mutating func signatures(_ draft: SignaturesDraft) -> SignatureSection {
    let scope = FieldScope.signature(announced)
    let wanted = style(draft.style, otherwise: "signature", "credit", "body")
    let rest = draft.columns > 1 && draft.style == nil ? variant(of: wanted, "-column") ?? wanted : wanted
    let first = draft.first.map { style($0) } ?? variant(of: rest, "-first") ?? rest
    let usual = ["({{name}})", "{{position}}", "{{unit}}", "{{for}}", "{{date | date: label}}"]
    let drafts = draft.lines ?? usual.map { LineDraft(text: .of($0)) }
    var lines: [TemplateLine] = []
    for line in drafts {
      guard let text = line.text else { continue }
      let labelStyle = line.labelStyle.map { style($0) }
      let label = line.label.map { TemplateLine.Label(pattern: pattern($0, in: scope), style: labelStyle) }
      lines.append(
        TemplateLine(
          pattern: pattern(text, in: scope), style: line.style.map { style($0) } ?? rest, role: .signature,
          conditions: conditions(line.condition, in: scope), label: label))
    }
    let dots = String(repeating: ".", count: 40)
    return SignatureSection(
      columns: draft.columns,
      line: [draft.line ?? .of("ลงชื่อ\(dots)[{{role}}]"), draft.line ?? .of("Signed \(dots)[ {{role}}]")].map {
        pattern($0, in: scope)
      }, lines: lines, pictureHeight: draft.pictureHeight, first: first, rest: rest)
  }

  /// The style whose name is another's with something behind it.
  private func variant(of style: Int, _ ending: String) -> Int? {
    styles.indices.contains(style) ? self.style(named: styles[style].name + ending) : nil
  }
}

extension LineText {
  /// A text that no template has.
  fileprivate static func of(_ text: String) -> LineText {
    let source = SourceText(name: "", text: text)
    return LineText(scalar: Scalar(text, style: .quoted), span: source.span(0, source.bytes.count))
  }
}
