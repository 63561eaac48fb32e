internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupThai

// Content controls of a letterhead that show fields of the brief.

extension LetterheadStory {
  /// What changes in the story for the texts of fields; a control without a text stays as it is.
  func filled(_ text: (BriefField) -> String?, inThai: Bool) -> ByteEdits {
    var edits = edits
    for control in controls {
      guard let text = text(control.field), !text.isEmpty else { continue }
      fill(control, with: text, inThai: inThai, &edits)
    }
    return edits
  }

  private func fill(_ control: Control, with text: String, inThai: Bool, _ edits: inout ByteEdits) {
    guard let properties = control.element.first("sdtPr", in: Namespace.main),
      let content = control.element.first("sdtContent", in: Namespace.main)
    else { return }
    let isPlaceholder = properties.first("showingPlcHdr", in: Namespace.main) != nil
    let paragraph = content.descendants.first { $0.is("p", in: Namespace.main) }
    let holder = paragraph ?? content
    let runs = holder.children.filter {
      $0.name.namespace == Namespace.main && !["pPr", "tcPr"].contains($0.name.local)
    }
    let look =
      isPlaceholder
      ? nil : holder.descendants.first { $0.is("r", in: Namespace.main) }?.first("rPr", in: Namespace.main)
    edits.replace(
      properties.range, by: self.properties(of: control.field, over: properties, look: look, inThai: inThai))
    let written = Self.runs(of: text, look: look ?? properties.first("rPr", in: Namespace.main), tree)
    for run in runs { edits.delete(run.range) }
    if let paragraph {
      // A control of plain text is one paragraph.
      for other in content.children where other.is("p", in: Namespace.main) && other.range != paragraph.range {
        edits.delete(other.range)
      }
    }
    let isBlock = control.element.parent.map { ["body", "hdr", "ftr", "tc"].contains($0.name.local) } ?? false
    let inner = paragraph == nil && isBlock ? Array("<w:p>".utf8) + written + Array("</w:p>".utf8) : written
    if holder.startTag == holder.range {
      // An element without end tag gets one.
      let name = tree.bytes[holder.startTag].dropFirst().prefix { $0 != 0x20 && $0 != UInt8(ascii: "/") && $0 > 0x20 }
      edits.replace(
        holder.range.upperBound - 2..<holder.range.upperBound,
        by: Array(">".utf8) + inner + Array("</".utf8) + name + Array(">".utf8))
    } else {
      edits.insert(inner, at: holder.inner.upperBound)
    }
  }

  /// `w:sdtPr`: what the office says of the control, bound to the brief's data, as a control of plain text.
  private func properties(
    of field: BriefField, over properties: XMLElement, look: XMLElement?, inThai: Bool
  ) -> [UInt8] {
    func written(_ name: String) -> [UInt8] {
      properties.first(name, in: Namespace.main).map { Array($0.bytes) } ?? []
    }
    // What the first run looks like is what Word gives to all that is typed into the control from now on.
    let ownLook = written("rPr")
    let look = ownLook.isEmpty ? Self.properties(look, isComplex: true) : []
    var result = Array("<w:sdtPr>".utf8) + ownLook
    if !look.isEmpty { result += Array("<w:rPr>".utf8) + look + Array("</w:rPr>".utf8) }
    let alias = written("alias")
    result += alias.isEmpty ? Array("<w:alias w:val=\"\(field.label(inThai: inThai))\"/>".utf8) : alias
    result += Array("<w:tag w:val=\"\(field.rawValue)\"/>".utf8) + written("id") + written("lock")
    result += Array(
      ("<w:dataBinding w:prefixMappings=\"xmlns:b='\(FieldStore.namespace)'\" "
        + "w:xpath=\"/b:brief[1]/b:\(field.rawValue)[1]\" w:storeItemID=\"\(FieldStore.identifier)\"/><w:text/></w:sdtPr>")
        .utf8)
    return result
  }

  /// Runs of one script each, Thai ones tagged as Thai.
  static func runs(of text: String, look: XMLElement?, _ tree: XMLTree) -> [UInt8] {
    let utf8 = Array(text.utf8)
    var result: [UInt8] = []
    for run in ScriptRuns.find(in: utf8) {
      let isComplex = run.script.slot == .complex
      result += Array("<w:r>".utf8)
      let properties = Self.properties(look, isComplex: isComplex)
      if !properties.isEmpty { result += Array("<w:rPr>".utf8) + properties + Array("</w:rPr>".utf8) }
      result += Array("<w:t xml:space=\"preserve\">".utf8)
      for byte in utf8[run.range] {
        switch byte {
        case UInt8(ascii: "&"): result += Array("&amp;".utf8)
        case UInt8(ascii: "<"): result += Array("&lt;".utf8)
        case UInt8(ascii: ">"): result += Array("&gt;".utf8)
        default: result.append(byte)
        }
      }
      result += Array("</w:t></w:r>".utf8)
    }
    return result
  }

  /// Children of `w:rPr`: the look with its twins for Thai, and the mark of Thai in its place in the schema.
  private static func properties(_ look: XMLElement?, isComplex: Bool) -> [UInt8] {
    var result: [UInt8] = []
    var isMarked = !isComplex
    let mark = Array("<w:cs/>".utf8)
    for child in look?.children ?? [] where child.name.namespace == Namespace.main {
      switch child.name.local {
      case "cs", "rtl": continue
      case "rStyle" where child.attribute("val", in: Namespace.main) == "PlaceholderText": continue
      case "em", "lang", "eastAsianLayout", "specVanish", "oMath":
        if !isMarked { result += mark }
        isMarked = true
      default: break
      }
      result += child.bytes
      if let twin = LetterheadStyles.twin(of: child) { result += Array(twin.utf8) }
    }
    return isMarked ? result : result + mark
  }
}
