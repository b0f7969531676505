import Foundation
import Testing

@Suite struct HelpTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test(arguments: [Tool.train, .sample, .probe], ["--help", "-h"])
  func `the help is the one on record`(tool: Tool, option: String) throws {
    let golden = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/\(tool.name)-help.txt")
    let result = try tool.run(option, in: folder)
    #expect(result.output == (try String(contentsOf: golden, encoding: .utf8)))
    #expect(result.error.isEmpty)
    #expect(result.status == 0)
  }

  @Test(arguments: [
    "--sequence-length 8", "--batch-size 8", "--rows-per-shard 2", "--optimizer sgd",
    "--learning-rate 0.1", "--clip none", "--guard off", "--on-divergence stop", "--seed 1",
    "--precision float",
  ])
  func `the help names every option of training that takes several values`(option: String) throws {
    let words = option.split(separator: " ")
    let help = try Tool.train.run("--help", in: folder).output
    let section = try #require(help.firstMatch(of: /COMPARING:(?s:.*?)\n\n/)).0
    #expect(section.contains(words[0]))
    // Only an option with several values can have one of them twice.
    let result = try Tool.train.run("\(option),\(words[1])", in: folder)
    #expect(
      result.error == "Error: \(words[0]) names a value twice: give each of them once.\n")
  }

  @Test(arguments: [
    "--hidden tanh", "--cell elman", "--gate tanh", "--reset-gate tanh", "--update-gate tanh",
    "--hidden-size 8", "--layers 1", "--init orthogonal",
  ])
  func `every option of the network takes several values`(option: String) throws {
    let words = option.split(separator: " ")
    let result = try Tool.train.run("\(option),\(words[1])", in: folder)
    #expect(
      result.error == "Error: \(words[0]) names a value twice: give each of them once.\n")
  }

  @Test(arguments: [Tool.train, .sample, .probe])
  func `the version is three numbers`(tool: Tool) throws {
    let result = try tool.run("--version", in: folder)
    #expect(result.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    #expect(result.status == 0)
  }
}
