import CharacterModels
import Testing

@Suite struct TokenSplitTests {
  @Test(
    arguments: [
      (100, 0.1, 10), (100, 0.29, 29), (10, 0, 0), (10, 0.04, 0), (10, 0.05, 1), (10, 0.999, 9),
      (1, 0.9, 0), (0, 0.5, 0), (3, 0.5, 2), (1_115_394, 0.05, 55_770),
    ] as [(Int, Double, Int)])
  func `the share is rounded and leaves one token to train on`(
    count: Int, fraction: Double, held: Int
  ) {
    let tokens = Array(0..<Int32(count))
    let split = TokenSplit(tokens: tokens, validationFraction: fraction)
    #expect(split.validation.count == held)
    #expect(split.training + split.validation == tokens)
  }

  @Test func `a fraction outside its range traps`() async {
    await #expect(processExitsWith: .failure) {
      _ = TokenSplit(tokens: [1, 2], validationFraction: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = TokenSplit(tokens: [1, 2], validationFraction: -0.1)
    }
    await #expect(processExitsWith: .failure) {
      _ = TokenSplit(tokens: [1, 2], validationFraction: .nan)
    }
  }
}
