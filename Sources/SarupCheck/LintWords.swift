internal import SarupBrief
internal import SarupSyntax
internal import SarupThai

// Rules that look at words.

extension LintPass {
  // MARK: - Words typed twice

  /// Words that never follow themselves; others, such as ที่ and การ, may: สถานที่ที่, ผู้อำนวยการการท่าเรือ.
  private static let single = ["และ", "หรือ", "ซึ่ง", "เพื่อ", "โดย", "ระหว่าง", "สำหรับ", "เนื่องจาก", "ประกอบด้วย"].map {
    $0.unicodeScalars.map(\.value)
  }
  /// English words that may.
  private static let doubled = ["that", "had", "bye", "ha", "so", "very", "no", "now"]
  /// Letters from which anything that stands twice is a mistake.
  private static let long = 8

  mutating func readWords(of text: LintText) {
    let scalars = text.scalars
    for word in Self.single {
      for start in text.places(of: word) {
        let end = start + word.count
        let next = text.at(end) == Letters.space ? end + 1 : end
        guard next + word.count <= scalars.count, scalars[next..<next + word.count].elementsEqual(word),
          !Letters.isMark(text.at(next + word.count)), !Letters.isThai(text.at(start - 1)) || word.count > 2
        else { continue }
        tellTwice(start..<next + word.count, word: start..<end, of: text)
      }
    }
    readLatinWords(of: text)
    readLongWords(of: text)
  }

  private mutating func readLatinWords(of text: LintText) {
    var last: Range<Int>?
    var index = 0
    while index < text.scalars.count {
      guard Letters.isLatin(text.scalars[index]) else {
        if text.scalars[index] != Letters.space { last = nil }
        index += 1
        continue
      }
      let start = index
      while Letters.isLatin(text.at(index)) { index += 1 }
      let word = text.string(start..<index).lowercased()
      if let last, last.upperBound + 1 == start, word.count > 1, word == text.string(last).lowercased(),
        !Self.doubled.contains(word),
        text.string(last).first?.isUppercase != true || text.string(start..<index) != text.string(last)
      {
        tellTwice(last.lowerBound..<index, word: last, of: text)
      }
      last = start..<index
    }
  }

  /// The same eight letters and more twice in a row. For each distance the letters that agree are counted along the text.
  private mutating func readLongWords(of text: LintText) {
    let scalars = text.scalars
    guard scalars.count >= 2 * Self.long else { return }
    for distance in Self.long...min(40, scalars.count / 2) {
      var run = 0
      for index in distance..<scalars.count {
        run = Letters.isThai(scalars[index]) && scalars[index] == scalars[index - distance] ? run + 1 : 0
        guard run == distance else { continue }
        let start = index + 1 - 2 * distance
        let isCut = Letters.isMark(text.at(index + 1)) || Letters.isMark(scalars[start])
        if !isCut { tellTwice(start..<index + 1, word: start..<start + distance, of: text) }
        run = 0
      }
    }
  }

  private mutating func tellTwice(_ range: Range<Int>, word: Range<Int>, of text: LintText) {
    add(
      .repeatedWord, range, of: text, "`\(Excerpt.of(text.string(word)))` is typed twice", "Take one of them out.")
  }

  // MARK: - Misspellings

  mutating func readMisspellings(of text: LintText) {
    for (index, scalar) in text.scalars.enumerated() {
      for entry in Misspellings.byFirstLetter[scalar] ?? [] {
        let end = index + entry.wrong.count
        guard end <= text.scalars.count, text.scalars[index..<end].elementsEqual(entry.wrong),
          !Letters.isMark(text.at(end)), !Letters.isLeadingVowel(text.at(index - 1)),
          !entry.isWhole || !Self.isJoined(text.at(end)),
          !Misspellings.sound.contains(where: { text.scalars[index...].starts(with: $0) })
        else { continue }
        add(
          .misspelling, index..<end, of: text, "`\(text.string(index..<end))` is a misspelling",
          "The dictionary has `\(entry.right)`.")
      }
    }
  }

  /// Whether a letter joins the word before it, so that it may be another word.
  private static func isJoined(_ scalar: UInt32) -> Bool {
    Letters.isConsonant(scalar) || (0x0E30...0x0E33).contains(scalar) || scalar == 0x0E4C
  }

  // MARK: - Abbreviations

  private static let longestAbbreviation = 6

  /// Whether letters are one word of the dictionary, or several of two letters and more: ของกรม.
  private func isMadeOfWords(_ text: LintText, _ range: Range<Int>) -> Bool {
    if ThaiWords.contains(text.bytes(range)) { return true }
    guard range.count >= 4 else { return false }
    return (2...range.count - 2).contains { length in
      let cut = range.lowerBound + length
      return ThaiWords.contains(text.bytes(range.lowerBound..<cut)) && isMadeOfWords(text, cut..<range.upperBound)
    }
  }

  mutating func compareAbbreviations(of texts: [LintText]) {
    var dotted: (range: Range<Int>, text: LintText)?
    var bare: [(range: Range<Int>, text: LintText)] = []
    for text in texts {
      var index = 0
      while index < text.scalars.count {
        guard Letters.isThai(text.scalars[index]) else {
          index += 1
          continue
        }
        let start = index
        while Letters.isThai(text.at(index)) { index += 1 }
        let before = text.at(start - 1)
        if index - start == 1, text.at(index) == 0x2E, Letters.isThai(text.at(index + 1)) || before == 0x2E {
          // Letters with a full stop behind each: the first of the brief is shown.
          var end = index + 1
          while Letters.isConsonant(text.at(end)), text.at(end + 1) == 0x2E { end += 2 }
          if dotted == nil, end - start >= 4 { dotted = (start..<end, text) }
          index = max(index, end)
        } else if (2...Self.longestAbbreviation).contains(index - start), before != 0x2E, text.at(index) != 0x2E,
          text.at(index) != Letters.paiyannoi, text.scalars[start..<index].allSatisfy(Letters.isConsonant),
          !isMadeOfWords(text, start..<index)
        {
          bare.append((start..<index, text))
        }
      }
    }
    guard let dotted else { return }
    let other = dotted.text.string(dotted.range)
    for place in bare {
      let word = place.text.string(place.range)
      let stops = word.unicodeScalars.map { "\($0)." }.joined()
      add(
        .abbreviationStops, place.range, of: place.text,
        "`\(word)` stands without full stops, and `\(other)` with them",
        "Write `\(stops)` if it is an abbreviation.", note: (dotted.range, dotted.text, "it is written so here"))
    }
  }
}
