public import SarupSyntax
public import SarupThai

/// Somebody who signs the document.
public struct Signature: Sendable, Equatable {
  /// As it stands in brackets below the signature.
  public var name: RichText
  /// What they sign as, such as ผู้จดรายงานการประชุม.
  public var role: RichText?
  /// Their position.
  public var position: RichText?
  /// The unit that they are of.
  public var unit: RichText?
  /// For whom they sign, such as ปฏิบัติราชการแทน ปลัดกระทรวง: all of the words, for the law knows several.
  public var acting: RichText?
  /// When they signed.
  public var date: Placed<BriefDate>?
  /// A picture of their signature, relative to the brief.
  public var picture: Placed<String>?

  package init(name: RichText) { self.name = name }
}

extension DataShapes {
  /// Who signs: names, or names with what belongs to them.
  static let signatures = Shape<[Signature]>.oneOrMany(
    .either(scalar: filledText.map { name, _ in Signature(name: name) }, mapping: signature))

  private static let signature = Shape<Signature>.record(
    "a signature", initial: { Signature(name: RichText()) },
    fields: [
      Field("name", "Who signs, as it stands in brackets.", filledText, .required) { $0.name = $1 },
      Field("role", "What they sign as, such as ผู้จดรายงานการประชุม.", richText) { $0.role = $1.isEmpty ? nil : $1 },
      Field("position", "Their position.", richText) { $0.position = $1.isEmpty ? nil : $1 },
      Field("unit", "The unit that they are of.", richText) { $0.unit = $1.isEmpty ? nil : $1 },
      Field("for", "For whom they sign, such as ปฏิบัติราชการแทน ปลัดกระทรวง.", richText) {
        $0.acting = $1.isEmpty ? nil : $1
      },
      Field("date", "When they signed.", DataShapes.date) { $0.date = $1 },
      Field("picture", "The path of a picture of their signature, relative to the brief.", DataShapes.path) {
        $0.picture = $1
      },
    ])
}
