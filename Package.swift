// swift-tools-version: 6.1
import PackageDescription

// A module may import only what its row names: the rows stand in the order of the floors, ground floor first.
// ARCHITECTURE.md says what each one is.
let wrapperSettings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

func system(_ name: String, pkgConfig: String?, apt: String) -> Target {
  .systemLibrary(name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func module(_ name: String, _ imports: [Target.Dependency], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: wrapperSettings)
}

/// A product that only the trait Server asks for.
func service(_ product: String, of package: String) -> Target.Dependency {
  .product(name: product, package: package, condition: .when(traits: ["Server"]))
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
    .executable(name: "sarup-server", targets: ["SarupServer"]),
  ],
  traits: [
    .trait(name: "Server", description: "The HTTP service; without it hummingbird is neither fetched nor built.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Of the trait Server.
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.5.1"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
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
    system("CExpat", pkgConfig: "expat", apt: "libexpat1-dev"),
    system("CNettle", pkgConfig: "nettle", apt: "nettle-dev"),
    // Debian's libcsv comes without a file for pkg-config.
    system("CCSV", pkgConfig: nil, apt: "libcsv-dev"),
    system("CPNG", pkgConfig: "libpng", apt: "libpng-dev"),
    system("CTurboJPEG", pkgConfig: "libturbojpeg", apt: "libturbojpeg0-dev"),

    // Fonts, templates and Thai data inside the binary.
    .target(name: "CResources", path: "Sources/System/CResources"),
    module("SarupResources", ["CResources"]),

    module("SarupSyntax", ["CYAML", "CMarkdown", "CCSV"]),
    module("SarupThai", ["SarupResources", "SarupSyntax"]),
    module("SarupContainer", ["SarupSyntax", "CDeflate", "CExpat"]),
    module("SarupImage", ["SarupSyntax", "SarupContainer", "CPNG", "CTurboJPEG"]),
    module("SarupBrief", ["SarupSyntax", "SarupThai"]),
    module("SarupDocument", ["SarupSyntax", "SarupThai", "SarupImage"]),
    module("SarupTemplate", ["SarupSyntax", "SarupThai", "SarupImage", "SarupBrief", "SarupDocument"]),
    module("SarupFonts", ["SarupResources", "SarupSyntax", "SarupThai", "CHarfBuzz", "CFontconfig"]),
    module("SarupLayout", ["SarupSyntax", "SarupThai", "SarupImage", "SarupDocument", "SarupFonts"]),
    module(
      "SarupDrawing",
      [
        "SarupSyntax", "SarupImage", "SarupDocument", "SarupContainer", "SarupFonts", "SarupLayout", "CCairo",
        "CFreeType",
      ]),
    module(
      "SarupPDF",
      [
        "SarupSyntax", "SarupThai", "SarupImage", "SarupDocument", "SarupContainer", "SarupFonts", "SarupLayout",
      ]),
    module("SarupOffice", ["SarupThai", "SarupDocument"]),
    module(
      "SarupDOCX",
      [
        "SarupSyntax", "SarupThai", "SarupImage", "SarupBrief", "SarupDocument", "SarupContainer", "SarupOffice",
      ]),
    module("SarupODT", ["SarupSyntax", "SarupThai", "SarupImage", "SarupDocument", "SarupContainer", "SarupOffice"]),
    module(
      "SarupHTML",
      ["SarupSyntax", "SarupThai", "SarupImage", "SarupDocument", "SarupContainer", "SarupFonts", "SarupOffice"]),
    module(
      "SarupCheck",
      [
        "SarupSyntax", "SarupThai", "SarupContainer", "SarupBrief", "SarupDocument", "SarupLayout", "SarupDOCX",
      ]),

    module(
      "Sarup",
      [
        "SarupResources", "SarupSyntax", "SarupThai", "SarupContainer", "SarupImage", "SarupBrief", "SarupDocument",
        "SarupTemplate", "SarupFonts", "SarupLayout", "SarupDrawing", "SarupPDF", "SarupDOCX", "SarupODT", "SarupHTML",
        "SarupCheck",
      ]),
    // What the command line says, also where there is no /proc.
    .target(name: "CArguments", path: "Sources/System/CArguments"),
    module("SarupBatch", ["SarupSyntax", "SarupImage", "SarupBrief", "Sarup", "CArguments", "CNettle"]),
    .executableTarget(
      name: "SarupCommand",
      dependencies: [
        "Sarup", "SarupBatch", "SarupSyntax", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: wrapperSettings),

    // The files of the page that the service shows.
    .target(name: "CWebPage", path: "Sources/System/CWebPage"),
    // The HTTP service. What needs hummingbird is behind the trait; the rest is built and tested without it.
    .executableTarget(
      name: "SarupServer",
      dependencies: [
        "SarupResources", "Sarup", "SarupBatch", "SarupSyntax", "SarupThai", "CWebPage",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        service("Hummingbird", of: "hummingbird"), service("HummingbirdCore", of: "hummingbird"),
        service("HTTPTypes", of: "swift-http-types"),
        service("Logging", of: "swift-log"), service("NIOCore", of: "swift-nio"),
        service("NIOHTTPTypes", of: "swift-nio-extras"),
        service("ServiceLifecycle", of: "swift-service-lifecycle"),
        service("UnixSignals", of: "swift-service-lifecycle"),
      ],
      swiftSettings: wrapperSettings),

    // The C interface. No product: Scripts/build-library links libsarup.so, which cannot share its name with the command.
    .systemLibrary(name: "CSarup", path: "Sources/System/CSarup"),
    module("SarupC", ["Sarup", "SarupSyntax", "CSarup"]),

    // What each phase costs: Benchmarks/phases.
    .executableTarget(
      name: "Phases",
      dependencies: [
        "SarupResources", "SarupSyntax", "SarupThai", "SarupBrief", "SarupDocument", "SarupTemplate", "SarupFonts",
        "SarupLayout", "SarupPDF", "SarupDOCX",
      ], path: "Benchmarks/Phases", swiftSettings: wrapperSettings),
    // How well pages end: Benchmarks/page-choice.
    .executableTarget(
      name: "PageChoice",
      dependencies: [
        "SarupResources", "SarupSyntax", "SarupThai", "SarupBrief", "SarupDocument", "SarupTemplate", "SarupFonts",
        "SarupLayout",
      ], path: "Benchmarks/PageChoice", swiftSettings: wrapperSettings),

    // What a call costs from Swift, from C and from Python: Benchmarks/embedding.
    .executableTarget(
      name: "CallCost", dependencies: ["Sarup"], path: "Benchmarks/CallCost", exclude: ["calls.c", "calls.py"],
      swiftSettings: wrapperSettings),

    .target(
      name: "TestSupport", dependencies: ["SarupSyntax", "SarupThai", "SarupBrief"], path: "Tests/TestSupport",
      swiftSettings: wrapperSettings),
    tests(
      "SarupSyntax", ["SarupSyntax"],
      fixtures: [
        "shapes.cases", "yaml.cases", "json.cases", "printer.json.txt", "printer.short.txt", "printer.human.txt",
        "sample.schema.json",
      ]),
    tests("SarupThai", ["SarupThai", "SarupSyntax"], fixtures: ["Fixtures"]),
    tests("SarupContainer", ["SarupContainer", "SarupSyntax"]),
    tests("SarupImage", ["SarupImage", "SarupContainer"], fixtures: ["Pictures", "pictures.txt"]),
    tests(
      "SarupBrief", ["SarupBrief", "SarupSyntax", "SarupThai"],
      fixtures: ["articles", "markdown", "emphasis.tsv", "markers.tsv", "data.cases", "brief.schema.json"]),
    tests("SarupDocument", ["SarupDocument", "SarupSyntax", "SarupThai"], fixtures: ["outline.txt"]),
    tests(
      "SarupTemplate",
      ["SarupTemplate", "SarupBrief", "SarupDocument", "SarupSyntax", "SarupThai", "SarupResources"],
      fixtures: ["Filled", "Mistakes", "template.schema.json"]),
    tests(
      "SarupFonts", ["SarupFonts", "SarupSyntax", "SarupThai"],
      fixtures: ["shaping.txt", "shaping-th-sarabun-new.txt"]),
    tests(
      "SarupLayout", ["SarupLayout", "SarupImage", "SarupDocument", "SarupFonts", "SarupSyntax", "SarupThai"],
      fixtures: ["Golden"]),
    tests(
      "SarupDrawing",
      ["SarupDrawing", "SarupImage", "SarupLayout", "SarupDocument", "SarupFonts", "SarupSyntax", "SarupThai"],
      fixtures: ["page.svg"]),
    tests(
      "SarupPDF",
      [
        "SarupPDF", "SarupContainer", "SarupImage", "SarupLayout", "SarupDocument", "SarupFonts", "SarupSyntax",
        "SarupThai",
      ], fixtures: ["Golden"]),
    tests(
      "SarupDOCX", ["SarupDOCX", "SarupContainer", "SarupImage", "SarupDocument", "SarupSyntax", "SarupThai"],
      fixtures: ["Golden", "Letterheads"]),
    tests("SarupCheck", ["SarupCheck", "SarupSyntax", "SarupThai", "SarupBrief"], fixtures: ["lints.tsv"]),
    tests(
      "Sarup",
      [
        "Sarup", "SarupSyntax", "SarupThai", "SarupContainer", "SarupImage", "SarupBrief", "SarupDocument",
        "SarupTemplate", "SarupFonts", "SarupLayout", "SarupDOCX", "SarupODT", "SarupHTML",
      ], fixtures: ["Files", "Lines", "Mistakes", "Pages", "WordDefects"]),
    tests("SarupBatch", ["SarupBatch", "Sarup", "SarupSyntax", "SarupBrief"]),
    tests("SarupCommand", ["SarupCommand"], fixtures: ["dialogues"]),
    tests("SarupServer", ["SarupServer", "Sarup"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
