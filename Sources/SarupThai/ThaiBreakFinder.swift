/// Finds where the lines of Thai and mixed text may end, with a score for each place.
package struct ThaiBreakFinder: BreakFinder {
  /// Breaks that are less likely than this are left out: more than 88 of a hundred would be wrong.
  package static let leastScore: Float = -2
  private static let officeScore: Float = 0.5
  /// Most of a break inside a compound that writers part at will, such as ท่อง|เที่ยว.
  private static let heldScore: Float = 0.3
  /// A break inside a word that stays whole: for lines that no other place saves.
  private static let keptScore: Float = -1.9

  private let words: UserDictionary?

  /// - Parameter words: what the author wants kept together.
  package init(words: UserDictionary? = nil) {
    self.words = words.flatMap { $0.isEmpty ? nil : $0 }
  }

  package func findBreaks(in text: Swift.Span<UInt8>, into result: inout [BreakOpportunity]) {
    let shared = SharedScorer.take()
    findBreaks(in: text, with: &shared.scorer, into: &result)
    SharedScorer.giveBack(shared)
  }

  func findBreaks(in text: Swift.Span<UInt8>, with scorer: inout ThaiScorer, into result: inout [BreakOpportunity]) {
    result.removeAll(keepingCapacity: true)
    var scan = LineBreakItems()
    scan.read(text, isTailored: true)
    guard scan.count > 0 else { return }
    var rules = ThaiLineRules()
    scorer.start(with: words)
    let first = scan.items[0]
    rules.start(with: first)
    if first.spaceBefore, !first.flags.contains(.isMark) {
      result.append(BreakOpportunity(offset: Int(first.start), score: BreakOpportunity.certain, kind: .space))
    }
    var lastWord = findWords(of: 0, in: scan, text, with: &scorer, into: &result)
    for index in 1..<max(1, scan.count) {
      let (left, right) = (scan.items[index - 1], scan.items[index])
      let joint = rules.joint(before: index, of: scan, in: text, lastWord: lastWord)
      if LineBreakRules.isMandatory(left, right) {
        result.append(BreakOpportunity(offset: Int(left.end), score: BreakOpportunity.certain, kind: .mandatory))
      } else if let joint, joint.score >= Self.leastScore {
        result.append(BreakOpportunity(offset: Int(right.start), score: joint.score, kind: joint.kind))
      }
      lastWord = findWords(of: index, in: scan, text, with: &scorer, into: &result)
    }
    Addresses.part(text, in: &result)
    result.apply(scorer.protections, to: text)
    if let words, words.hasMixed { result.apply(words.findMixed(in: text), to: text) }
  }

  /// Adds the breaks inside an item of Thai letters.
  ///
  /// - Returns: where its last word starts.
  private func findWords(
    of index: Int, in scan: borrowing LineBreakItems, _ text: Swift.Span<UInt8>, with scorer: inout ThaiScorer,
    into result: inout [BreakOpportunity]
  ) -> Int {
    let item = scan.items[index]
    var lastWord = Int(item.start)
    guard item.kind == .thai else { return lastWord }
    let next = index + 1 < scan.count ? scan.items[index + 1] : nil
    if ThaiLineRules.isAbbreviation(item, next: next, in: text) { return lastWord }
    // Where the word before the last one starts, and the break between the two.
    var wordBefore = lastWord
    var seam: Int?
    let before = ThaiRun.classBefore(item, in: text)
    let behind = ThaiRun.classBehind(item, in: text)
    scorer.score(Int(item.start)..<Int(item.core), of: text, before: before, behind: behind) { offset, score in
      guard score >= Self.leastScore else { return }
      var score = score
      // The name of an office is long; a line may end behind what kind of office it is, even where the model would keep the name.
      if score <= 0, SpaceJoints.isOffice(lastWord..<offset, in: text) { score = Self.officeScore }
      if score > 0 {
        if score > SpaceJoints.opener, let most = SpaceJoints.connective(lastWord..<offset, in: text) {
          score = min(score, most)
        } else if SpaceJoints.isScale(lastWord..<offset, before: offset, in: text) {
          score = min(score, SpaceJoints.unit)
        }
        hold(seam, of: wordBefore..<offset, in: text, &result)
        (wordBefore, lastWord, seam) = (lastWord, offset, result.count)
      }
      result.append(BreakOpportunity(offset: offset, score: score, kind: .word))
    }
    hold(seam, of: wordBefore..<Int(item.core), in: text, &result)
    return lastWord
  }

  /// Lowers the break inside two words that are a compound.
  private func hold(_ seam: Int?, of words: Range<Int>, in text: Swift.Span<UInt8>, _ result: inout [BreakOpportunity])
  {
    guard let seam else { return }
    switch ThaiModel.shared.hold(of: words, in: text) {
    case .plain: return
    case .held: result[seam].score = min(result[seam].score, Self.heldScore)
    case .kept: result[seam].score = Self.keptScore
    }
  }
}
