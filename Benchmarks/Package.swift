// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that what it needs stays away from users of swift-recurrent.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "swift-recurrent", path: "..")],
  targets: [
    .executableTarget(
      name: "recurrent-benchmark",
      dependencies: [.product(name: "SwiftRecurrent", package: "swift-recurrent")]),
    .executableTarget(
      name: "benchmark-figures",
      dependencies: [.product(name: "SwiftRecurrent", package: "swift-recurrent")]),
  ],
  swiftLanguageModes: [.v6])
