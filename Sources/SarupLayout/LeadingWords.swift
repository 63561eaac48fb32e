/// Thai words that lead into what follows: a line that ends with one leaves the reader hanging.
///
/// Prefixes that make nouns, prepositions, conjunctions and titles. None of them is an error at a line end, so they only
/// cost a little; see ``Price/leadingWord``.
enum LeadingWords {
  private static let words = [
    "การ", "ความ", "ผู้", "ที่", "ซึ่ง", "อัน", "ของ", "และ", "หรือ", "แต่", "ใน", "บน", "จาก", "โดย", "เพื่อ", "แก่", "แด่", "ต่อ",
    "กับ",
    "ด้วย", "ตาม", "ให้", "ว่า", "เมื่อ", "หาก", "ถ้า", "จะ", "ไม่", "ณ", "นาย", "นาง", "นางสาว",
  ]

  /// Sorted keys of the words.
  private static let keys: [UInt64] = words.compactMap { key(Array($0.utf8)[...]) }.sorted()

  static func contains(_ word: ArraySlice<UInt8>) -> Bool {
    guard let key = key(word) else { return false }
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key
  }

  /// Seven bits for each character of the Thai block; `nil` for anything else and for words of more than nine.
  private static func key(_ word: ArraySlice<UInt8>) -> UInt64? {
    guard !word.isEmpty, word.count <= 27, word.count % 3 == 0 else { return nil }
    var key: UInt64 = 0
    var index = word.startIndex
    while index < word.endIndex {
      guard word[index] == 0xE0, word[index + 1] & 0xFE == 0xB8 else { return nil }
      key = key << 7 | UInt64(word[index + 1] & 1) << 6 | UInt64(word[index + 2] & 0x3F)
      index += 3
    }
    return key
  }
}
