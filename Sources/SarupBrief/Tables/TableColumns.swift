package import SarupSyntax

extension DiagnosticCode {
  package static let tableColumn: DiagnosticCode = "table-column"
  package static let tableCell: DiagnosticCode = "table-cell"
}

/// What the columns of a table of briefs stand for, by the names in its first row.
///
/// A column is a field of the brief, under its English or its Thai name; a numbered one, such as `finding 2` or `ข้อ ๒`, an item of a
/// field that is a list; any other a further key under its own name.
package struct TableColumns: Sendable {
  enum Role: Sendable, Hashable {
    case field(String)
    case item(of: String, number: Int)
    /// `unit` or `role` of a numbered credit.
    case credit(number: Int, part: String)
    /// A name is missing; cells below it must be empty.
    case none
  }

  struct Column: Sendable {
    var role: Role
    var name: String
    var span: Span
  }

  let columns: [Column]

  /// - Parameter names: the cells of the first row.
  /// - Returns: `nil` when two columns are the same, after that has been reported.
  package init?(_ names: [Node], reporting diagnostics: inout Diagnostics) {
    var columns: [Column] = []
    var places: [Role: Span] = [:]
    var isWrong = false
    for node in names {
      let name = ColumnName.trimmed(node.scalar?.text ?? "")
      let role = name.isEmpty ? Role.none : ColumnName.role(of: name)
      columns.append(Column(role: role, name: name, span: node.span))
      guard role != .none else { continue }
      if let first = places[role] {
        isWrong = true
        diagnostics.add(
          Diagnostic(
            .error, .tableColumn, at: node.span, "the column `\(Excerpt.of(name))` is there twice",
            hints: ["Give each column a name of its own: several findings are `finding 1`, `finding 2` and so on."],
            notes: [Diagnostic.Note(at: first, "it stands here first")]))
      } else {
        places[role] = node.span
      }
    }
    if isWrong { return nil }
    self.columns = columns
  }

  /// Names of the fields that every row may give, those of lists left out: what the names of files can be made of.
  package var fields: [String] {
    columns.compactMap { if case .field(let name) = $0.role { name } else { nil } }
  }
}

/// The names that columns go by.
package enum ColumnName {
  /// The field that a name stands for, in English or Thai; a name that is no field's comes back as it is.
  package static func field(_ name: String) -> String {
    let folded = name.lowercased()
    if BriefFields.names.contains(folded) { return folded }
    return thai[folded] ?? name
  }

  /// Fields that are lists, under the name of one item as well.
  private static let lists = [
    "finding": "findings", "findings": "findings", "lead": "lead", "closing": "closing", "credit": "credits",
    "credits": "credits", "attachment": "attachments", "attachments": "attachments", "keyword": "keywords",
    "keywords": "keywords", "signature": "signatures", "signatures": "signatures",
  ]

  static func isList(_ field: String) -> Bool { lists[field] != nil }

  private static let thai = [
    "ชื่อเรื่อง": "title", "หัวเรื่อง": "title", "ชื่อรอง": "subtitle", "หน่วยงาน": "agency", "ส่วนราชการ": "agency",
    "กอง": "unit",
    "ส่วนงาน": "unit", "ที่": "number", "เลขที่": "number", "วันที่": "date", "สถานที่": "place", "เรื่อง": "subject", "เรียน": "to",
    "จาก": "from", "ความนำ": "lead", "ข้อ": "findings", "ข้อค้นพบ": "findings", "สาระสำคัญ": "findings", "ปิดท้าย": "closing",
    "บทสรุป": "closing", "ผู้จัดทำ": "credits", "ผู้ลงนาม": "signatures", "สิ่งที่ส่งมาด้วย": "attachments", "คำสำคัญ": "keywords",
    "ภาษา": "language",
    "แม่แบบ": "template",
  ]

  private static let parts = ["unit": "unit", "หน่วยงาน": "unit", "role": "role", "หน้าที่": "role"]

  static func role(of name: String) -> TableColumns.Role {
    let words = name.lowercased().split { $0 == " " || $0 == "_" }.map(String.init)
    if words.count == 3, list(words[0]) == "credits", let number = number(words[1][...]), let part = parts[words[2]] {
      return .credit(number: number, part: part)
    }
    let folded = name.lowercased()
    let digits = folded.reversed().prefix { digit($0) != nil }.count
    if digits > 0, let number = number(folded.suffix(digits)),
      let list = list(trimmed(String(folded.dropLast(digits)).replacing("_", with: " ")))
    {
      return .item(of: list, number: number)
    }
    return .field(list(folded) ?? field(name))
  }

  private static func list(_ name: String) -> String? {
    lists[name] ?? thai[name].flatMap { lists[$0] }
  }

  private static func number(_ digits: some StringProtocol) -> Int? {
    guard (1...3).contains(digits.count) else { return nil }
    var value = 0
    for character in digits {
      guard let digit = digit(character) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// Of an Arabic or a Thai digit.
  static func digit(_ character: Character) -> Int? {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
    return switch scalar.value {
    case 0x30...0x39: Int(scalar.value) - 0x30
    case 0x0E50...0x0E59: Int(scalar.value) - 0x0E50
    default: nil
    }
  }

  static func trimmed(_ text: String) -> String {
    let front = text.drop { $0.isWhitespace }
    return String(front[..<(front.lastIndex { !$0.isWhitespace }.map(front.index(after:)) ?? front.startIndex)])
  }
}
