/// Guesses which of the known names a person meant.
package enum DidYouMean {
  /// The nearest name within a third of the word's length (at least 1 and at most 3 mistakes); of two that are as near,
  /// the first.
  package static func nearest(to word: String, among names: some Sequence<String>) -> String? {
    let word = Array(word.unicodeScalars.prefix(maximumLength + 1))
    guard !word.isEmpty, word.count <= maximumLength else { return nil }
    var limit = min(3, max(1, word.count / 3))
    var nearest: String?
    for name in names {
      // Only a smaller distance than the last one counts from here on.
      guard let distance = distance(word, Array(name.unicodeScalars), limit: limit) else { continue }
      nearest = name
      if distance == 0 { return name }
      limit = distance - 1
    }
    return nearest
  }

  /// The name that a word is a typing error of: the same but for capitals, or within two mistakes.
  package static func mistyped(_ word: String, among names: some Collection<String>) -> String? {
    if let same = names.first(where: { $0.lowercased() == word.lowercased() }) { return same }
    // Two letters are near to everything.
    guard word.unicodeScalars.count > 2, let nearest = nearest(to: word, among: names),
      distance(nearest, word, limit: 2) != nil
    else { return nil }
    return nearest
  }

  /// How many scalars must be added, left out, replaced, or swapped with their neighbour to make one of the other
  /// (Damerau-Levenshtein, optimal string alignment).
  ///
  /// - Returns: `nil` where it is more than the limit.
  package static func distance(_ left: String, _ right: String, limit: Int) -> Int? {
    distance(Array(left.unicodeScalars), Array(right.unicodeScalars), limit: limit)
  }

  /// No name is longer; it bounds the work that hostile words can cause.
  private static let maximumLength = 64

  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit, max(left.count, right.count) <= maximumLength else { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var cost = min(last[j] + (left[i] == right[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      guard row.contains(where: { $0 <= limit }) else { return nil }
      beforeLast = last
      last = row
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }
}
