/// Numbers with commas between thousands: 1250000.5 as 1,250,000.5.
package enum GroupedNumber {
  /// The text is not a number.
  package struct Fault: Error {}

  /// - Parameter number: Arabic or Thai digits, which stay as they are; a sign, a decimal point, and commas that stand already.
  package static func text(of number: String) throws(Fault) -> String {
    var rest = number[...]
    var sign = ""
    if let first = rest.first, first == "-" || first == "\u{2212}" {
      sign = String(first)
      rest.removeFirst()
    }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let whole = (parts.first ?? "").filter { $0 != "," }
    guard !whole.isEmpty, parts.allSatisfy({ !$0.isEmpty }),
      (whole + (parts.dropFirst().first ?? "")).allSatisfy(isDigit)
    else { throw Fault() }
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return sign + grouped + (parts.count > 1 ? "." + parts[1] : "")
  }

  private static func isDigit(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return false }
    return (0x30...0x39).contains(scalar.value) || (0xE50...0xE59).contains(scalar.value)
  }
}
