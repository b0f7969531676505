// swift-tools-version: 6.3
import PackageDescription

// The computing targets are optimised in debug builds too, so that `swift run rnn-train` is usable;
// from tools version 6.2 on a package that depends on this one by version may have that.
let optimized: SwiftSetting = .unsafeFlags(["-O"], .when(configuration: .debug))
// The views over matrix memory are non-escapable types; the feature is needed to declare functions
// that return them.
let lifetimes: SwiftSetting = .enableExperimentalFeature("Lifetimes")
let computing = [optimized, lifetimes]

let real: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "swift-recurrent",
  platforms: [.macOS(.v15)],
  products: [
    .library(
      name: "SwiftRecurrent",
      targets: [
        "Activations", "BLASMatrices", "CharacterModels", "GradientFlow", "LaneMath", "Recurrent",
        "RunRecords", "RunReports", "SequenceTraining",
      ]),
    .executable(name: "rnn-train", targets: ["rnn-train"]),
    .executable(name: "rnn-sample", targets: ["rnn-sample"]),
    .executable(name: "rnn-probe", targets: ["rnn-probe"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
    // For AVX2 with FMA and AVX-512, which Swift code of a package cannot use: products with weights that
    // are packed once a window (OpenBLAS packs them in each call), their gradients, and loops over rows.
    .target(
      name: "CKernels",
      cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
    .target(name: "LaneMath", dependencies: ["CKernels", real], swiftSettings: [optimized]),
    .target(
      name: "BLASMatrices",
      dependencies: [
        .target(name: "COpenBLAS", condition: .when(platforms: [.linux])), "CKernels",
        "LaneMath", real,
      ],
      swiftSettings: computing),
    .target(name: "Activations", dependencies: ["LaneMath", real], swiftSettings: [optimized]),
    .target(
      name: "Recurrent", dependencies: ["Activations", "BLASMatrices", "LaneMath", real],
      swiftSettings: computing),
    .target(
      name: "SequenceTraining",
      dependencies: ["BLASMatrices", "CKernels", "LaneMath", "Recurrent", real],
      swiftSettings: computing),
    .target(
      name: "GradientFlow", dependencies: ["BLASMatrices", "LaneMath", "Recurrent", real],
      swiftSettings: computing),
    .target(
      name: "CharacterModels",
      dependencies: ["BLASMatrices", "LaneMath", "Recurrent", "SequenceTraining"],
      swiftSettings: computing),
    .target(
      name: "RunRecords",
      dependencies: [
        "Activations", "BLASMatrices", "CharacterModels", "Recurrent", "SequenceTraining",
      ],
      swiftSettings: computing),
    // A report is written while a run trains, so that it has to be fast in debug builds too.
    .target(
      name: "RunReports", dependencies: ["GradientFlow", "RunRecords", real],
      swiftSettings: [optimized]),
    .target(
      name: "Corpora", path: "Corpora", exclude: ["README.md"],
      sources: ["BundledCorpus.swift"],
      resources: [
        .copy("the-harbour-year.txt"), .copy("long-range.txt"), .copy("source-code.txt"),
      ]),
    .target(
      name: "ToolSupport",
      dependencies: [
        argumentParser, real, "Activations", "BLASMatrices", "CharacterModels", "Corpora",
        "GradientFlow", "Recurrent", "RunRecords", "RunReports", "SequenceTraining",
      ]),
    .executableTarget(
      name: "rnn-train", dependencies: [argumentParser, "Activations", "ToolSupport"]),
    .executableTarget(name: "rnn-sample", dependencies: [argumentParser, "ToolSupport"]),
    .executableTarget(
      name: "rnn-probe", dependencies: [argumentParser, "RunRecords", "ToolSupport"]),
    // What `Scripts/check-allocations.sh` runs under valgrind.
    .executableTarget(
      name: "allocation-probe",
      dependencies: ["Activations", "BLASMatrices", "Recurrent", "SequenceTraining"]),
    .executableTarget(
      name: "misprinted-formulas",
      dependencies: [
        "Activations", "BLASMatrices", "CharacterModels", "Corpora", "GradientFlow", "Recurrent",
        "SequenceTraining",
      ],
      path: "Examples/MisprintedFormulas", exclude: ["README.md"]),
    // Optimised, because it compares loops of its own with those of the libraries. The C target puts
    // a counter before the allocator of the test program.
    .target(name: "CAllocationCount", path: "Tests/CAllocationCount"),
    .testTarget(
      name: "HotPathTests",
      dependencies: [
        "Activations", "BLASMatrices", "CAllocationCount", "LaneMath", "Recurrent",
        "SequenceTraining",
      ],
      swiftSettings: [optimized]),
    .testTarget(name: "LaneMathTests", dependencies: ["LaneMath", real]),
    .testTarget(name: "ActivationsTests", dependencies: ["Activations", "LaneMath", real]),
    .testTarget(name: "BLASMatricesTests", dependencies: ["BLASMatrices", real]),
    .testTarget(
      name: "RecurrentTests", dependencies: ["Activations", "BLASMatrices", "Recurrent", real]),
    .testTarget(
      name: "SequenceTrainingTests",
      dependencies: [
        "Activations", "BLASMatrices", "GradientFlow", "Recurrent", "SequenceTraining",
      ]),
    .testTarget(
      name: "GradientFlowTests",
      dependencies: ["Activations", "BLASMatrices", "GradientFlow", "Recurrent", real]),
    .testTarget(name: "CharacterModelsTests", dependencies: ["CharacterModels"]),
    .testTarget(name: "RunRecordsTests", dependencies: ["RunRecords"]),
    .testTarget(
      name: "RunReportsTests", dependencies: ["GradientFlow", "RunRecords", "RunReports"],
      exclude: ["Golden"]),
    .testTarget(
      name: "ToolSupportTests",
      dependencies: ["Activations", "BLASMatrices", "Recurrent", "RunRecords", "ToolSupport"]),
    .testTarget(
      name: "ToolTests",
      dependencies: [
        "BLASMatrices", "CharacterModels", "Recurrent", "RunRecords", "SequenceTraining",
      ],
      exclude: ["Golden"]),
  ],
  swiftLanguageModes: [.v6])
