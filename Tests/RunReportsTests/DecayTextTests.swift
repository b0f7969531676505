import RunReports
import Testing

struct DecayTextTests {
  @Test(
    arguments: [
      (-0.2744, "shrinks by 24 % a step; 1/e after 3.6 characters"),
      (-0.02, "shrinks by 2.0 % a step; 1/e after 50.0 characters"),
      (-5, "shrinks to 1/148 a step; 1/e after 0.2 characters"),
      (0.5, "grows by 65 % a step; e (2.7) times as large after 2.0 characters"),
      (0.02, "grows by 2.0 % a step; e (2.7) times as large after 50.0 characters"),
      (2, "grows 7.39-fold a step; e (2.7) times as large after 0.5 characters"),
      (0.0009, "flat: changes by less than 0.1 % a step"),
      (-0.001, "flat: changes by less than 0.1 % a step"),
    ] as [(Double, String)])
  func `a rate is put in words`(rate: Double, sentence: String) {
    #expect(DecayText(rate: rate, profile: [1]).sentence == sentence)
  }

  @Test(
    arguments: [
      ([1, 0.1, .nan, .infinity], "no decay rate: 2 of 4 lags are not finite"),
      ([0, 0, 0], "no decay rate: the gradient is zero at lag 0 already"),
      ([1, 0, 0, 0], "no decay rate: less than 1e-06 is left after 1 character"),
      ([1, 1e-4, 1e-8, 0], "no decay rate: less than 1e-06 is left after 2 characters"),
      ([1, 0.5], "no decay rate: fewer than three lags to fit"),
    ] as [([Double], String)])
  func `without a rate the reason is said`(profile: [Double], sentence: String) {
    #expect(DecayText(rate: nil, profile: profile).sentence == sentence)
  }
}
