internal import SarupContainer
internal import SarupDocument
internal import SarupOffice
internal import SarupThai

/// The lists of a document as Word numbers them, and `word/numbering.xml`.
///
/// Word counts by itself: a list is an instance of a definition, and all instances of a definition share its counters. The table
/// counts along and starts a new instance only where Word would come to another number than the document.
struct NumberingTable {
  enum Kind: Hashable {
    /// Index in ``SarupDocument/Document/numberings``.
    case scheme(Int)
    case bullets
  }

  private struct Definition {
    var kind: Kind
    /// The style tied to each level.
    var styles: [Int?]
    /// The same of levels that the document does not use, for whoever goes on editing.
    var spareStyles: [Int?] = []
    var counters: [Int?]
    /// The instance that an item of each level goes on with.
    var current: [Int]
  }

  private struct Instance {
    var definition: Int
    var override: (level: Int, start: Int)?
  }

  /// Where a list item stands.
  struct Place: Equatable {
    /// Counted from 1, as `w:numId` is.
    var instance: Int
    var level: Int
    /// Its style says all this already.
    var isImplied: Bool
  }

  /// Word has nine levels.
  static let levelCount = 9
  /// As many are there for whoever goes on editing.
  private static let spareLevels = 3

  private let schemes: [NumberingScheme]
  private let bulletStyles: [Int]
  /// Numbers that a letterhead's lists have come before ours.
  private var firstInstance = 1
  private var firstDefinition = 0
  private var definitions: [Definition] = []
  private var instances: [Instance] = []

  init(of document: Document) {
    schemes = document.numberings
    bulletStyles = document.bulletStyles
  }

  var isEmpty: Bool { instances.isEmpty }

  mutating func start(afterInstance instance: Int, definition: Int) {
    firstInstance = instance + 1
    firstDefinition = definition + 1
  }

  /// Counts an item. `style` is tied to the level if it is the first one that the level has.
  mutating func place(_ item: DocumentPlan.Item, style: Int) -> Place {
    let level = min(max(item.level, 0), Self.levelCount - 1)
    let definition = self.definition(for: item.kind)
    if definitions[definition].styles[level] == nil { definitions[definition].styles[level] = style }
    if let ordinal = item.ordinal { count(ordinal, at: level, restarts: item.restarts, in: definition) }
    let instance = definitions[definition].current[level]
    for deeper in level + 1..<Self.levelCount { definitions[definition].current[deeper] = instance }
    return Place(
      instance: instance + firstInstance, level: level,
      isImplied: definitions[definition].styles[level] == style && isFirst(instance))
  }

  /// Ties the template's styles to the levels that nothing stands on, so that an item that is put there looks as the template has it.
  mutating func complete(_ styles: inout StyleSheet) {
    for index in definitions.indices {
      definitions[index].spareStyles = definitions[index].styles
      guard let first = firstInstance(for: definitions[index].kind) else { continue }
      for level in 0..<Self.spareLevels where definitions[index].styles[level] == nil {
        let style: Int?
        let use: StyleUse
        switch definitions[index].kind {
        case .scheme(let scheme):
          style =
            schemes.indices.contains(scheme) && schemes[scheme].levels.indices.contains(level)
            ? schemes[scheme].levels[level].style : nil
          use = .numbered(scheme: scheme, level: level)
        case .bullets:
          style = bulletStyles.indices.contains(level) ? bulletStyles[level] : nil
          use = .bulleted(level: level)
        }
        guard let style else { continue }
        let entry = styles.entry(for: style, as: use)
        definitions[index].spareStyles[level] = entry
        if !styles.entries[entry].isTheirs {
          styles.setNumbering(.init(instance: first, level: level), of: entry)
        }
      }
    }
  }

  /// The instance that the style of a level names.
  func firstInstance(for kind: Kind) -> Int? {
    guard let definition = definitions.firstIndex(where: { $0.kind == kind }) else { return nil }
    return instances.firstIndex { $0.definition == definition }.map { $0 + firstInstance }
  }

  /// Whether a style is the one that a level of a list is tied to.
  func isTied(_ style: Int, to kind: Kind) -> Bool {
    definitions.contains { $0.kind == kind && $0.styles.contains(style) }
  }

  private func isFirst(_ instance: Int) -> Bool {
    instances.firstIndex { $0.definition == instances[instance].definition } == instance
  }

  private mutating func definition(for kind: Kind) -> Int {
    if let known = definitions.firstIndex(where: { $0.kind == kind }) { return known }
    instances.append(Instance(definition: definitions.count))
    definitions.append(
      Definition(
        kind: kind, styles: Array(repeating: nil, count: Self.levelCount),
        counters: Array(repeating: nil, count: Self.levelCount),
        current: Array(repeating: instances.count - 1, count: Self.levelCount)))
    return definitions.count - 1
  }

  private mutating func count(_ ordinal: Int, at level: Int, restarts: Bool, in index: Int) {
    let previous = definitions[index].counters[level]
    let expected = previous.map { $0 + 1 } ?? 1
    // A list that begins anew gets an instance of its own even where its number fits by chance, so that a person who
    // adds an item to the list before does not push the numbers of this one on.
    if expected != ordinal || (restarts && level == 0 && previous != nil) {
      instances.append(Instance(definition: index, override: (level, max(0, ordinal))))
      definitions[index].current[level] = instances.count - 1
    }
    definitions[index].counters[level] = ordinal
    for deeper in level + 1..<Self.levelCount { definitions[index].counters[deeper] = nil }
  }

  /// Levels whose labels show the number of another level in a form that it does not have itself, counted from 1. Word has one
  /// form for the numbers of a level, wherever they are shown.
  var levelsWithOtherForms: [(level: Int, shown: Int)] {
    var result: [(level: Int, shown: Int)] = []
    for definition in definitions {
      guard case .scheme(let index) = definition.kind, schemes.indices.contains(index) else { continue }
      let forms = schemes[index].levels.enumerated().map { number, level in
        level.pieces.lazy.compactMap { piece -> NumberFormat? in
          if case .ordinal(number, let format) = piece { format } else { nil }
        }.first
      }
      for (number, level) in schemes[index].levels.enumerated() where definition.styles.indices.contains(number) {
        guard definition.styles[number] != nil else { continue }
        for case .ordinal(let shown, let format) in level.pieces
        where shown != number && forms.indices.contains(shown) && (forms[shown] ?? .arabicDigits) != format {
          result.append((number + 1, shown + 1))
        }
      }
    }
    return result
  }

  // MARK: Part

  /// - Parameter known: The lists of a letterhead, which stand before ours.
  func part(styles: StyleSheet, over known: LetterheadTable? = nil) -> [UInt8] {
    if let known {
      return known.inserting(
        [
          (["numPicBullet", "abstractNum"], XMLWriter.fragment { writeDefinitions(styles: styles, to: &$0) }),
          (["numPicBullet", "abstractNum", "num"], XMLWriter.fragment { writeInstances(to: &$0) }),
        ], root: "numbering")
    }
    var xml = XMLWriter(capacity: 4096)
    xml.open("w:numbering")
    xml.attribute("xmlns:w", Namespace.main)
    writeDefinitions(styles: styles, to: &xml)
    writeInstances(to: &xml)
    return xml.finish()
  }

  private func writeDefinitions(styles: StyleSheet, to xml: inout XMLWriter) {
    for (number, definition) in definitions.enumerated() {
      let levels = levels(of: definition)
      xml.open("w:abstractNum")
      xml.attribute("w:abstractNumId", number + firstDefinition)
      // Word takes lists with the same nsid for one when text goes from file to file.
      xml.value("w:nsid", Self.signature(of: levels))
      xml.value("w:multiLevelType", "multilevel")
      var indents: StyleSheet.Entry?
      for (index, level) in levels.enumerated() {
        let tied = definition.styles[index] ?? (definition.spareStyles.isEmpty ? nil : definition.spareStyles[index])
        let style = tied.map { styles.entries[$0] }
        // A level that neither the document nor the template uses stands where the one above it does.
        indents = style ?? indents
        write(level, at: index, style: style, indents: indents, to: &xml)
      }
      xml.close()
    }
  }

  private func writeInstances(to xml: inout XMLWriter) {
    for (number, instance) in instances.enumerated() {
      xml.open("w:num")
      xml.attribute("w:numId", number + firstInstance)
      xml.value("w:abstractNumId", instance.definition + firstDefinition)
      if let override = instance.override {
        xml.open("w:lvlOverride")
        xml.attribute("w:ilvl", override.level)
        xml.value("w:startOverride", override.start)
        xml.close()
      }
      xml.close()
    }
  }

  private struct Level {
    var format: String
    var text: String
    /// Its label is one run for Word, which takes the Thai font for it or the Latin one.
    var isThai = false
  }

  private func levels(of definition: Definition) -> [Level] {
    let tied = definition.spareStyles.isEmpty ? definition.styles : definition.spareStyles
    let used = (tied.lastIndex { $0 != nil } ?? 0) + 1
    guard case .scheme(let index) = definition.kind, schemes.indices.contains(index),
      let last = schemes[index].levels.last
    else {
      return (0..<used).map { Level(format: "bullet", text: $0 == 0 ? "•" : "–") }
    }
    // One deeper than the scheme takes the form of its last.
    var forms = Array(schemes[index].levels.prefix(max(used, Self.spareLevels)))
    while forms.count < used { forms.append(last) }
    return forms.enumerated().map { number, level in
      // A label that does not show the level's own number still needs some format to count in.
      var result = Level(format: "decimal", text: "")
      for piece in level.pieces {
        switch piece {
        case .text(let text):
          result.text += text
          result.isThai = result.isThai || text.unicodeScalars.contains { (0x0E00...0x0E7F).contains($0.value) }
        case .ordinal(let shown, let format):
          result.text += "%\(shown + 1)"
          if shown == number {
            result.format = format.wordName
            result.isThai = result.isThai || format == .thaiDigits || format == .thaiLetters
          }
        }
      }
      return result
    }
  }

  private func write(
    _ level: Level, at index: Int, style: StyleSheet.Entry?, indents: StyleSheet.Entry?, to xml: inout XMLWriter
  ) {
    xml.open("w:lvl")
    xml.attribute("w:ilvl", index)
    xml.value("w:start", 1)
    xml.value("w:numFmt", level.format)
    if let style, !style.isTheirs { xml.value("w:pStyle", style.id) }
    if let indents, indents.labelWidth <= 0 { xml.value("w:suff", "space") }
    xml.value("w:lvlText", level.text)
    xml.value("w:lvlJc", "left")
    if let indents {
      xml.open("w:pPr")
      let textStart = min(indents.format.start + indents.format.firstLine + indents.labelWidth, 31_680)
      // Behind a hanging label Word goes to the indent of its own accord.
      if indents.labelWidth > 0, !(indents.format.firstLine < 0 && textStart == indents.format.start) {
        xml.open("w:tabs")
        xml.open("w:tab")
        xml.attribute("w:val", "num")
        xml.attribute("w:pos", textStart)
        xml.close()
        xml.close()
      }
      indents.format.writeIndents(to: &xml)
      xml.close()
    }
    if level.isThai {
      xml.open("w:rPr")
      xml.open("w:rFonts")
      xml.attribute("w:hint", "cs")
      xml.close()
      xml.empty("w:cs")
      xml.close()
    }
    xml.close()
  }

  /// FNV-1a over what the levels say, as eight hexadecimal digits.
  private static func signature(of levels: [Level]) -> String {
    var hash: UInt32 = 0x811C_9DC5
    for level in levels {
      for byte in "\(level.format) \(level.text)\n".utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    }
    let digits = String(hash, radix: 16, uppercase: true)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

extension NumberFormat {
  /// ECMA-376 Part 1, 17.18.59 ST_NumberFormat.
  var wordName: String {
    switch self {
    case .thaiDigits: "thaiNumbers"
    case .arabicDigits: "decimal"
    case .thaiLetters: "thaiLetters"
    case .latinLetters: "lowerLetter"
    case .latinCapitals: "upperLetter"
    case .roman: "lowerRoman"
    case .romanCapitals: "upperRoman"
    }
  }
}
