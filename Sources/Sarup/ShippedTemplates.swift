internal import SarupResources

/// The templates that are part of Sarup.
public enum ShippedTemplates {
  /// One of them.
  public struct Shipped: Sendable {
    /// What `--template` and `extends` call it.
    public var name: String
    /// The first comment of the file: what the template is for.
    public var summary: String
    /// YAML.
    public var text: String
  }

  /// In the order of their names.
  public static let all: [Shipped] = BundledTemplates.all.map { name, resource in
    let text = String(decoding: resource.bytes, as: UTF8.self)
    let first = text.prefix { $0 != "\n" }
    return Shipped(name: name, summary: String(first.drop { $0 == "#" || $0 == " " }), text: text)
  }
}
