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

    init(name: String, text: String) {
      self.name = name
      self.text = text
      let first = text.prefix { $0 != "\n" }
      summary = String(first.drop { $0 == "#" || $0 == " " })
    }
  }

  /// In the order of their names.
  public static let all: [Shipped] = BundledTemplates.all.map { name, resource in
    Shipped(name: name, text: String(decoding: resource.bytes, as: UTF8.self))
  }
}
