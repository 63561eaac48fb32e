// swift-tools-version: 6.1
import PackageDescription

// A module may import only what its row names: the rows stand in the order of the floors, ground floor first.
// ARCHITECTURE.md says what each one is.
let wrapperSettings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

func system(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func module(_ name: String, _ imports: [Target.Dependency], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: wrapperSettings)
}

/// `fixtures`: files and folders beside the tests that no target builds; tests read them where they are.
func tests(_ name: String, _ imports: [Target.Dependency], fixtures: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: imports + ["TestSupport"], path: "Tests/\(name)Tests",
    exclude: fixtures, swiftSettings: wrapperSettings)
}

let package = Package(
  name: "sarup",
  products: [
    .executable(name: "sarup", targets: ["SarupCommand"]),
    .library(name: "Sarup", targets: ["Sarup"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // C libraries, one target each; one Swift file owns each of them.
    system("CHarfBuzz", pkgConfig: "harfbuzz", apt: "libharfbuzz-dev"),
    system("CCairo", pkgConfig: "cairo-ft", apt: "libcairo2-dev"),
    system("CFreeType", pkgConfig: "freetype2", apt: "libfreetype-dev"),
    system("CFontconfig", pkgConfig: "fontconfig", apt: "libfontconfig-dev"),
    system("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
    system("CMarkdown", pkgConfig: "libcmark-gfm", apt: "libcmark-gfm-dev"),
    system("CDeflate", pkgConfig: "libdeflate", apt: "libdeflate-dev"),

    // Fonts, templates and Thai data inside the binary.
    .target(name: "CResources", path: "Sources/System/CResources"),
    module("SarupResources", ["CResources"]),

    module("SarupSyntax", ["CYAML", "CMarkdown"]),
    module("SarupThai", ["SarupResources", "SarupSyntax"]),
    module("SarupContainer", ["SarupSyntax", "CDeflate"]),
    module("SarupBrief", ["SarupSyntax", "SarupThai"]),
    module("SarupDocument", ["SarupSyntax", "SarupThai"]),
    module("SarupTemplate", ["SarupSyntax", "SarupThai", "SarupBrief", "SarupDocument"]),
    module("SarupFonts", ["SarupResources", "SarupSyntax", "SarupThai", "CHarfBuzz", "CFontconfig"]),
    module("SarupLayout", ["SarupSyntax", "SarupThai", "SarupDocument", "SarupFonts"]),
    module(
      "SarupDrawing",
      ["SarupSyntax", "SarupDocument", "SarupContainer", "SarupFonts", "SarupLayout", "CCairo", "CFreeType"]),
    module(
      "SarupPDF",
      [
        "SarupSyntax", "SarupThai", "SarupDocument", "SarupContainer", "SarupFonts", "SarupLayout",
      ]),
    module("SarupOffice", ["SarupThai", "SarupDocument"]),
    module("SarupDOCX", ["SarupSyntax", "SarupThai", "SarupDocument", "SarupContainer", "SarupOffice"]),
    module("SarupODT", ["SarupSyntax", "SarupThai", "SarupDocument", "SarupContainer", "SarupOffice"]),
    module("SarupHTML", ["SarupSyntax", "SarupThai", "SarupDocument", "SarupContainer", "SarupFonts", "SarupOffice"]),
    module("SarupCheck", ["SarupSyntax", "SarupThai", "SarupBrief", "SarupDocument", "SarupLayout"]),

    module(
      "Sarup",
      [
        "SarupResources", "SarupSyntax", "SarupThai", "SarupContainer", "SarupBrief", "SarupDocument", "SarupTemplate",
        "SarupFonts", "SarupLayout", "SarupDrawing", "SarupPDF", "SarupDOCX", "SarupODT", "SarupHTML", "SarupCheck",
      ]),
    .executableTarget(
      name: "SarupCommand",
      dependencies: ["Sarup", "SarupSyntax", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: wrapperSettings),

    // What each phase costs: Benchmarks/phases.
    .executableTarget(
      name: "Phases",
      dependencies: [
        "SarupResources", "SarupSyntax", "SarupThai", "SarupBrief", "SarupDocument", "SarupTemplate", "SarupFonts",
        "SarupLayout", "SarupPDF", "SarupDOCX",
      ], path: "Benchmarks/Phases", swiftSettings: wrapperSettings),

    .target(
      name: "TestSupport", dependencies: ["SarupSyntax", "SarupThai", "SarupBrief"], path: "Tests/TestSupport",
      swiftSettings: wrapperSettings),
    tests("SarupSyntax", ["SarupSyntax"]),
    tests("SarupThai", ["SarupThai", "SarupSyntax"], fixtures: ["Fixtures"]),
    tests("SarupContainer", ["SarupContainer"]),
    tests(
      "SarupBrief", ["SarupBrief", "SarupSyntax", "SarupThai"],
      fixtures: ["articles", "markdown", "emphasis.tsv", "markers.tsv", "data.cases", "brief.schema.json"]),
    tests("SarupDocument", ["SarupDocument", "SarupSyntax", "SarupThai"]),
    tests(
      "SarupTemplate",
      ["SarupTemplate", "SarupBrief", "SarupDocument", "SarupSyntax", "SarupThai", "SarupResources"]),
    tests(
      "SarupFonts", ["SarupFonts", "SarupSyntax", "SarupThai"],
      fixtures: ["shaping.txt", "shaping-th-sarabun-new.txt"]),
    tests(
      "SarupLayout", ["SarupLayout", "SarupDocument", "SarupFonts", "SarupSyntax", "SarupThai"], fixtures: ["Golden"]),
    tests(
      "SarupDrawing", ["SarupDrawing", "SarupLayout", "SarupDocument", "SarupFonts", "SarupSyntax", "SarupThai"],
      fixtures: ["page.svg"]),
    tests(
      "SarupPDF",
      [
        "SarupPDF", "SarupContainer", "SarupLayout", "SarupDocument", "SarupFonts", "SarupSyntax",
        "SarupThai",
      ], fixtures: ["Golden"]),
    tests(
      "SarupDOCX", ["SarupDOCX", "SarupContainer", "SarupDocument", "SarupSyntax", "SarupThai"], fixtures: ["Golden"]),
    tests("SarupCheck", ["SarupCheck", "SarupSyntax", "SarupThai", "SarupBrief"]),
    tests(
      "Sarup",
      [
        "Sarup", "SarupSyntax", "SarupThai", "SarupContainer", "SarupBrief", "SarupDocument", "SarupTemplate",
        "SarupFonts", "SarupLayout", "SarupDOCX", "SarupODT", "SarupHTML",
      ], fixtures: ["Files", "Lines", "Mistakes", "Pages"]),
    tests("SarupCommand", ["SarupCommand"], fixtures: ["dialogues"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
