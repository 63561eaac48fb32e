internal import SarupContainer
internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

// The text of a paragraph: runs, links and fields.

extension StoryWriter {
  /// What Word has to be told of a run. Neighbours with one look become one run.
  private struct RunLook: Equatable {
    var slot: Script.Slot = .latin
    var isThai = false
    var keepsJoiners = false
    var traits: RichText.Traits = []
    /// Said only where it is not the file's language for its kind of text.
    var language: String?
    var isLink = false
  }

  mutating func writeText(_ text: StyledText) {
    var index = 0
    while index < text.runs.count {
      let link = text.runs[index].link
      let isOpen = link.map { openLink(text.links[$0], at: text.runs[index].span) } ?? false
      while index < text.runs.count, text.runs[index].link == link {
        var look = self.look(of: text.runs[index])
        look.isLink = isOpen
        var range = text.runs[index].range
        index += 1
        while index < text.runs.count, text.runs[index].link == link {
          var next = self.look(of: text.runs[index])
          next.isLink = isOpen
          guard next == look, text.runs[index].range.lowerBound == range.upperBound else { break }
          range = range.lowerBound..<text.runs[index].range.upperBound
          index += 1
        }
        writeRun(text.utf8[range], look)
      }
      if isOpen { xml.close() }
    }
  }

  private func look(of run: StyledText.Run) -> RunLook {
    var look = RunLook()
    look.slot = run.script.slot
    look.isThai = run.script == .thai
    look.keepsJoiners = run.script != .thai && run.script != .latin && run.script != .cjk
    look.traits = run.traits
    look.language = package.language.override(for: run.language, in: look.slot)
    return look
  }

  private mutating func writeRun(_ utf8: ArraySlice<UInt8>, _ look: RunLook) {
    let pieces = TextPieces(utf8, isThai: look.isThai, keepsJoiners: look.keepsJoiners)
    package.droppedCharacters += pieces.dropped
    package.reorderedMarks += pieces.reordered
    guard !pieces.pieces.isEmpty else { return }
    xml.open("w:r")
    writeProperties(of: look)
    for piece in pieces.pieces {
      switch piece {
      case .text(let utf8):
        xml.open("w:t")
        xml.preserveSpace(of: utf8)
        xml.text(utf8)
        xml.close()
      case .tab: xml.empty("w:tab")
      case .lineBreak: xml.empty("w:br")
      case .noBreakHyphen: xml.empty("w:noBreakHyphen")
      case .softHyphen: xml.empty("w:softHyphen")
      }
    }
    xml.close()
  }

  /// The children of `w:rPr`, in the order of the schema.
  private mutating func writeProperties(of look: RunLook) {
    guard look != RunLook() else { return }
    if look.isLink { package.styles.usesHyperlink = true }
    if look.traits.contains(.code) { package.styles.usesCode = true }
    xml.group("w:rPr") { xml in
      if look.isLink {
        xml.value("w:rStyle", "Hyperlink")
      } else if look.traits.contains(.code) {
        xml.value("w:rStyle", "HTMLCode")
      }
      if look.slot != .latin {
        xml.open("w:rFonts")
        xml.attribute("w:hint", look.slot == .complex ? "cs" : "eastAsia")
        xml.close()
      }
      if look.traits.contains(.strong) {
        xml.empty("w:b")
        xml.empty("w:bCs")
      }
      if look.traits.contains(.emphasis) {
        xml.empty("w:i")
        xml.empty("w:iCs")
      }
      if look.traits.contains(.strikethrough) { xml.empty("w:strike") }
      if look.slot == .complex { xml.empty("w:cs") }
      if let language = look.language {
        xml.open("w:lang")
        switch look.slot {
        case .latin: xml.attribute("w:val", language)
        case .eastAsian: xml.attribute("w:eastAsia", language)
        case .complex: xml.attribute("w:bidi", language)
        }
        xml.close()
      }
    }
  }

  // MARK: Links

  /// Opens a link that Word may follow; says so and gives `false` where it may not: the text then stands as it is.
  private mutating func openLink(_ link: RichText.Link, at span: SarupSyntax.Span?) -> Bool {
    guard let address = ExternalTarget.address(link.destination) else {
      package.warn(
        .docxLink, at: span, "the link to \(link.destination) is plain text in the Word file",
        hint: "Write an address that begins with https:, http: or mailto:.")
      return false
    }
    let id = relationships.id("hyperlink", address, isExternal: true)
    xml.open("w:hyperlink")
    xml.attribute("r:id", id)
    if let title = link.title, !title.isEmpty { xml.attribute("w:tooltip", title) }
    xml.attribute("w:history", 1)
    return true
  }

  // MARK: Fields

  /// A field with the result that a reader sees until Word has worked it out.
  mutating func writeField(_ instruction: String, result: String, isThai: Bool) {
    var look = RunLook()
    if isThai { (look.slot, look.isThai) = (.complex, true) }
    writeFieldCharacter("begin", look)
    xml.open("w:r")
    writeProperties(of: look)
    xml.open("w:instrText")
    xml.attribute("xml:space", "preserve")
    xml.text(" \(instruction) ")
    xml.close()
    xml.close()
    writeFieldCharacter("separate", look)
    writeRun(Array(result.utf8)[...], look)
    writeFieldCharacter("end", look)
  }

  private mutating func writeFieldCharacter(_ type: String, _ look: RunLook) {
    xml.open("w:r")
    writeProperties(of: look)
    xml.open("w:fldChar")
    xml.attribute("w:fldCharType", type)
    xml.close()
    xml.close()
  }
}

extension WordLanguage {
  /// What a run has to say of its language: nothing where it is the file's own or belongs to another kind of text, as the
  /// Thai of digits between Thai words does.
  fileprivate func override(for language: LanguageTag, in slot: Script.Slot) -> String? {
    let name = Self.name(of: language)
    let isComplex = ["th", "lo", "km", "my"].contains { name == $0 || name.hasPrefix($0 + "-") }
    let isEastAsian = ["zh", "ja", "ko"].contains { name == $0 || name.hasPrefix($0 + "-") }
    switch slot {
    case .latin: return isComplex || isEastAsian || name == latin ? nil : name
    case .eastAsian: return !isEastAsian || name == eastAsian ? nil : name
    case .complex: return !isComplex || name == complex ? nil : name
    }
  }
}
