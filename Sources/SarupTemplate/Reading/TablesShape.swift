internal import SarupDocument
internal import SarupSyntax

/// How the tables of all briefs look.
enum TablesShape {
  static let shape = Shape.partialRecord(
    "the look of tables", initial: TableLook(),
    fields: [
      Field(
        "borders",
        "Which lines tables have: around every cell, above and below each row, around the table and below its head. Default: grid.",
        .choice(TableLook.Borders.self)
      ) { $0.borders = $1 },
      // Word draws no thicker ones (ECMA-376 Part 1, 17.3.4).
      Field("thickness", "Of the lines. Default: 0.5pt.", .length(in: 0.25...6)) { $0.thickness = $1 },
      Field("color", "Colour of the lines. Default: black.", .color) { $0.color = $1 },
      Field(
        "align", "Where in a row stands what is lower than it. Default: top.",
        .choice(ColumnsProperties.VerticalAlignment.self)
      ) { $0.alignment = $1 },
      Field("head-align", "The same in header rows. Default: top.", .choice(ColumnsProperties.VerticalAlignment.self)) {
        $0.headAlignment = $1
      },
    ])
}
