internal import SarupBrief
internal import SarupDocument
internal import SarupSyntax
internal import SarupThai

// Lines that share a condition, and lines that are written for each entry of a list.

extension DocumentFiller {
  /// What all repeats of one document may write: entries come from the brief, repeats in repeats multiply them.
  private static let mostEntries = 100_000

  mutating func fill(_ group: TemplateGroup, with values: FieldValues) {
    guard let list = group.list else {
      if values.hold(group.conditions) { for item in group.items { fill(item, with: values) } }
      return
    }
    let entries = values.entries(of: list.path)
    for (index, entry) in entries.enumerated() {
      guard repeated < Self.mostEntries else {
        if repeated == Self.mostEntries {
          diagnostics.error(
            .unsupported, at: list.span, "lists of the brief are repeated more than \(Self.mostEntries) times",
            hint: "Take a repeat out that stands in another one.")
        }
        repeated = Self.mostEntries + 1
        return
      }
      repeated += 1
      var inner = values
      inner.own.removeAll { [list.entry, "n", "first", "last", "only"].contains($0.name) }
      inner.own += [
        (list.entry, entry), ("n", .text(RichText(wording.numberFormat.string(for: index + 1)))),
        ("first", index == 0 ? .text(RichText("1")) : nil),
        ("last", index == entries.count - 1 ? .text(RichText("1")) : nil),
        ("only", entries.count == 1 ? .text(RichText("1")) : nil),
      ]
      // The condition may speak of the entry.
      if inner.hold(group.conditions) { for item in group.items { fill(item, with: inner) } }
    }
  }
}
