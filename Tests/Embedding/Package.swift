// swift-tools-version: 6.1
import PackageDescription

// A package of somebody else, who has modules called Layout and Document. Scripts/check-embedding builds and runs it, and
// writes what stands in Documentation and README.md as Swift into Sources/Articles.
let package = Package(
  name: "embedding",
  dependencies: [.package(name: "sarup", path: "../..")],
  targets: [
    .target(name: "Layout"),
    .target(name: "Document", dependencies: ["Layout"]),
    .target(name: "Articles", dependencies: [.product(name: "Sarup", package: "sarup")]),
    .executableTarget(
      name: "Embedding", dependencies: ["Layout", "Document", "Articles", .product(name: "Sarup", package: "sarup")]),
  ],
  swiftLanguageModes: [.v6]
)
