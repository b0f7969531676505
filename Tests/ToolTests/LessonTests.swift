import Testing

/// The defaults make the lesson visible; here on the bundled prose (measured: relu has 7 to 18
/// spikes, tanh none).
@Suite struct LessonTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test(arguments: 1...3)
  func `relu explodes at the defaults`(seed: Int) throws {
    let result = try Tool.train.run(
      "--hidden relu --steps 300 --seed \(seed) --output run --quiet", in: folder)
    let spikes = /EXPLODING: (\d+) updates had a loss above ln V \+ 1 = 5\.382/
    let count = try #require(Int(result.output.prefixMatch(of: spikes)?.1 ?? ""))
    #expect(count >= 3)
    #expect(result.status == 0)
  }

  @Test(arguments: 1...3)
  func `tanh vanishes at the defaults and never spikes`(seed: Int) throws {
    let result = try Tool.train.run(
      "--hidden tanh --steps 300 --seed \(seed) --output run --quiet", in: folder)
    #expect(result.output.hasPrefix("VANISHING: in "))
    #expect(!result.output.contains("EXPLODING"))
    #expect(result.status == 0)
  }
}
