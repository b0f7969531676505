import Foundation
import GradientFlow
import Testing

struct ProfileFitTests {
  /// A slope of 64 logarithms, each right to an ulp or so of at most 20.
  private let tolerance = 1e-13

  @Test(arguments: [-0.274, -0.05, -1e-3, 0, 1e-4, 0.02, 0.5, 4])
  func `the slope of a pure exponential is exact`(slope: Double) throws {
    let profile = (0..<64).map { exp(slope * Double($0)) }
    let rate = try #require(ProfileFit.decayRate(of: profile))
    #expect(abs(rate - slope) <= tolerance * max(1, abs(slope)))
  }

  @Test func `lags 0 and 1 are not fitted`() throws {
    var profile = (0..<32).map { exp(-0.2 * Double($0)) }
    profile[1] = 40
    let rate = try #require(ProfileFit.decayRate(of: profile))
    #expect(abs(rate + 0.2) <= tolerance)
  }

  @Test func `what is below 1e-6 of lag 0 at the end is not fitted`() throws {
    let decay = (0..<20).map { 5 * exp(-0.5 * Double($0)) }
    let noise = [Double](repeating: 4e-6, count: 40)
    let rate = try #require(ProfileFit.decayRate(of: decay + noise))
    #expect(abs(rate + 0.5) <= tolerance)
    let belowFloorOfOne = decay + [Double](repeating: 6e-6, count: 40)
    #expect(try #require(ProfileFit.decayRate(of: belowFloorOfOne)) > -0.4)
  }

  @Test func `zeros and values that are not finite in between are left out`() throws {
    var profile = (0..<32).map { exp(-0.3 * Double($0)) }
    profile[5] = 0
    profile[9] = .nan
    profile[11] = .infinity
    let rate = try #require(ProfileFit.decayRate(of: profile))
    #expect(abs(rate + 0.3) <= tolerance)
  }

  @Test func `an overflow at the end is not fitted`() throws {
    let profile = (0..<10).map { exp(2 * Double($0)) } + [.infinity, .infinity, .nan]
    let rate = try #require(ProfileFit.decayRate(of: profile))
    #expect(abs(rate - 2) <= 2 * tolerance)
  }

  @Test(
    arguments: [
      [], [1], [1, 0.5, 0.25, 0.125], [1, 0, 0, 0, 0, 0], [0, 1, 1, 1, 1, 1],
      [.nan, 1, 1, 1, 1, 1], [1, 0.5, .nan, 0.1, 0.05], [1, 1e-7, 1e-8, 1e-9, 1e-10],
    ] as [[Double]])
  func `fewer than three usable lags have no rate`(profile: [Double]) {
    #expect(ProfileFit.decayRate(of: profile) == nil)
  }

  @Test func `three usable lags have a rate`() {
    #expect(ProfileFit.decayRate(of: [1, 1, 4, 2, 1]).map { abs($0 + log(2)) < 1e-15 } == true)
  }

  @Test func `only a slope below -1e-3 has an e-fold lag`() {
    #expect(ProfileFit.eFoldLag(decayRate: -0.25) == 4)
    #expect(ProfileFit.eFoldLag(decayRate: -1e-3) == nil)
    #expect(ProfileFit.eFoldLag(decayRate: 0.5) == nil)
    #expect(ProfileFit.eFoldLag(decayRate: -.infinity) == nil)
    #expect(ProfileFit.eFoldLag(decayRate: nil) == nil)
  }
}
