import Foundation
import RunRecords
import Testing

@Suite struct RunDirectoryContentsTests {
  private static let configuration = RunConfiguration(
    version: "0.0.0", cell: .elman, hidden: "tanh", resetGate: nil, updateGate: nil,
    hiddenSize: [8], sequenceLength: 16, batchSize: 4, rowsPerShard: 2, optimizer: "adam",
    learningRate: 0.002, clip: "norm:1", steps: 300, validation: 0.1, initialization: "orthogonal",
    seed: 1, threads: 2, precision: .float, unit: "scalar",
    corpus: CorpusRecord(name: "a", bytes: 1, checksum: "0", tokens: 1, vocabularySize: 2),
    machine: MachineRecord(
      swift: "6.3", library: "a", coreType: "b", kernels: "blas", system: "c", build: "debug"))

  private func directory(_ folder: TemporaryFolder, log: String) throws -> RunDirectory {
    let directory = try RunDirectory.create(at: folder("run"))
    try AtomicFile.write(Self.configuration.encoded(), to: directory.configURL)
    try AtomicFile.write(Data(log.utf8), to: directory.metricsURL)
    return directory
  }

  @Test func `a folder is read with its name, and a line that is being written is left out`() throws
  {
    let folder = try TemporaryFolder()
    let directory = try directory(
      folder, log: "{\"step\":1,\"loss\":2.5}\n{\"step\":2,\"unknown\":[1]}\n{\"step\":3,\"los")
    let contents = try RunDirectoryContents(reading: directory)
    var first = MetricsRecord(step: 1)
    first.loss = 2.5
    #expect(contents.name == "run")
    #expect(contents.configuration == Self.configuration)
    #expect(contents.records == [first, MetricsRecord(step: 2)])
  }

  @Test func `what cannot be read is named in one sentence`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: RunReadingError.missing(path: folder("none/config.json").path)) {
      try RunDirectoryContents(reading: RunDirectory(at: folder("none")))
    }
    let directory = try directory(folder, log: "{\"step\":1}\nnonsense\n")
    let error = #expect(throws: RunReadingError.self) {
      try RunDirectoryContents(reading: directory)
    }
    #expect(
      error?.description == "Line 2 of \(directory.metricsURL.path) is not a record of a run: the "
        + "file was changed; remove the line.")
    try AtomicFile.write(Data("{}".utf8), to: directory.configURL)
    let second = #expect(throws: RunReadingError.self) {
      try RunDirectoryContents(reading: directory)
    }
    #expect(second?.description.contains("config.json") == true)
  }
}
