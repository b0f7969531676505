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

  @Test(arguments: [Tool.train, .sample, .probe])
  func `the version is three numbers`(tool: Tool) throws {
    let result = try tool.run("--version", in: folder)
    #expect(result.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    #expect(result.status == 0)
  }
}
