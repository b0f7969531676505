/// What computed a run.
public struct MachineRecord: Codable, Equatable, Sendable {
  /// The Swift version that compiled the toolkit.
  public var swift: String
  /// The linear algebra library and its version.
  public var library: String
  /// The core type for which the library chose its kernels.
  public var coreType: String
  /// What multiplies with weights: `avx2`, `avx512`, or `blas` where the library does all products.
  public var kernels: String
  /// The operating system and its version.
  public var system: String
  /// `debug` or `release`.
  public var build: String

  /// Gathers what is known of a machine.
  public init(
    swift: String, library: String, coreType: String, kernels: String, system: String, build: String
  ) {
    self.swift = swift
    self.library = library
    self.coreType = coreType
    self.kernels = kernels
    self.system = system
    self.build = build
  }
}
