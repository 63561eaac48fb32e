internal import Sarup

/// The templates that requests may name: those that ship, and those of the folder that the service was given.
struct TemplateShelf: Sendable {
  let all: [ShippedTemplates.Shipped]
  let names: [String]

  init(_ folder: TemplateFolder? = nil) {
    all = ShippedTemplates.all + (folder?.templates ?? [])
    names = all.map(\.name)
  }

  subscript(name: String) -> ShippedTemplates.Shipped? { all.first { $0.name == name } }
}
