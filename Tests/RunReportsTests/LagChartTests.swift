import Foundation
import GradientFlow
import RunReports
import Testing

struct LagChartTests {
  private func chart(
    _ profile: [Double], width: Int, style: GlyphStyle = .unicode, axis: LagAxis? = nil
  ) -> String {
    LagChart(profile: profile, decayRate: ProfileFit.decayRate(of: profile), axis: axis)
      .lines(width: width, style: style).joined(separator: "\n")
  }

  @Test func `a vanishing gradient has bars that run out`() {
    let profile = (0..<64).map { exp(-0.274 * Double($0)) }
    let expected = """
      The gradient's memory: how much of it is left after going back k characters
      median |dL_T/dh_(T-k)|, lag 0 = 1; bars on a log scale
        lag   value 1e-09              1e-06                 1e-03                  1
                    ├────────────────────┼─────────────────────┼────────────────────┤
          0 1.0e+00 │████████████████████████████████████████████████████████████████
          1 7.6e-01 │███████████████████████████████████████████████████████████████▏
          2 5.8e-01 │██████████████████████████████████████████████████████████████▎
          5 2.5e-01 │███████████████████████████████████████████████████████████▊
         10 6.5e-02 │███████████████████████████████████████████████████████▌
         20 4.2e-03 │███████████████████████████████████████████████▏
         40 1.7e-05 │██████████████████████████████▏
         63 3.2e-08 │██████████▊
      shrinks by 24 % a step; 1/e after 3.6 characters
      """
    #expect(chart(profile, width: 80) == expected)
  }

  @Test func `an exploding gradient passes 1 and leaves the axis`() {
    let profile = (0..<64).map { exp(0.5 * Double($0)) }
    let expected = """
      The gradient's memory: how much of it is left after going back k characters
      median |dL_T/dh_(T-k)|, lag 0 = 1; bars on a log scale
        lag   value 1e-03           1             1e+03           1e+06         1e+09
                    ├───────────────┼───────────────┼───────────────┼───────────────┤
          0 1.0e+00 │████████████████
          1 1.6e+00 │█████████████████▏
          2 2.7e+00 │██████████████████▍
          5 1.2e+01 │█████████████████████▊
         10 1.5e+02 │███████████████████████████▋
         20 2.2e+04 │███████████████████████████████████████▏
         40 4.9e+08 │██████████████████████████████████████████████████████████████▍
         63 4.8e+13 │████████████████████████████████████████████████████████████████▶
      grows by 65 % a step; e (2.7) times as large after 2.0 characters
      """
    #expect(chart(profile, width: 80) == expected)
  }

  @Test func `the chart has an ASCII form`() {
    let profile = (0..<64).map { exp(-0.274 * Double($0)) }
    let expected = """
      The gradient's memory: how much of it is left after going
      back k characters
      median |dL_T/dh_(T-k)|, lag 0 = 1; bars on a log scale
        lag   value 1e-09        1e-06         1e-03            1
                    +--------------+-------------+--------------+
          0 1.0e+00 |############################################
          1 7.6e-01 |###########################################
          2 5.8e-01 |###########################################
          5 2.5e-01 |#########################################
         10 6.5e-02 |######################################
         20 4.2e-03 |################################
         40 1.7e-05 |#####################
         63 3.2e-08 |#######
      shrinks by 24 % a step; 1/e after 3.6 characters
      """
    #expect(chart(profile, width: 60, style: .ascii) == expected)
  }

  @Test func `what has no bar says why`() {
    let profile = [1, 0.5, 0, .infinity, .nan, -1, 1e-12, 1e-9]
    let expected = """
      The gradient's memory: how much of it is left after going
      back k characters
      median |dL_T/dh_(T-k)|, lag 0 = 1; bars on a log scale
        lag   value 1e-09        1e-06         1e-03            1
                    ├──────────────┼─────────────┼──────────────┤
          0 1.0e+00 │████████████████████████████████████████████
          1 5.0e-01 │██████████████████████████████████████████▌
          2       0 (gone)
          3     inf (overflow)
          4     nan (not a number)
          5 -1.0e+00 (not a norm)
          6 1.0e-12 ◀
          7 1.0e-09 │▏
      no decay rate: 2 of 8 lags are not finite
      """
    #expect(chart(profile, width: 60) == expected)
  }

  @Test func `a tiny terminal gets a tiny chart`() {
    let profile = (0..<64).map { exp(0.5 * Double($0)) }
    let expected = """
      The gradient's
      memory: how much of
      it is left after
      going back k
      characters
      median
      |dL_T/dh_(T-k)|, lag
      0 = 1; bars on a log
      scale
      axis from 1e-03 to
      1e+09
      lag   value ├─┼┼─┼┤
        0 1.0e+00 │█▌
        1 1.6e+00 │█▋
        2 2.7e+00 │█▊
        5 1.2e+01 │██
       10 1.5e+02 │██▋
       20 2.2e+04 │███▋
       40 4.9e+08 │█████▉
       63 4.8e+13 │██████▶
      grows by 65 % a
      step; e (2.7) times
      as large after 2.0
      characters
      """
    #expect(chart(profile, width: 20) == expected)
  }

  @Test func `a given axis marks what lies beyond it`() {
    let expected = """
      The gradient's memory: how much of it is
      left after going back k characters
      median |dL_T/dh_(T-k)|, lag 0 = 1; bars
      on a log scale
        lag   value 1e-01       1       1e+01
                    +-----------+-----------+
          0 1.0e+00 |############
          1 1.0e-02 <
          2 1.0e+02 |########################>
          3 1.0e-01 |.
      no decay rate: fewer than three lags to
      fit
      """
    #expect(
      chart([1, 1e-2, 1e2, 1e-1], width: 40, style: .ascii, axis: LagAxis(lowest: -1, highest: 1))
        == expected)
  }

  @Test func `nothing measured is said`() {
    let expected = [
      "The gradient's memory: how much of it is left after going back k characters:",
      "nothing measured",
    ]
    #expect(LagChart(profile: [], decayRate: nil).lines(width: 80) == expected)
  }

  @Test(
    arguments: [
      (-1, []), (0, [0]), (4, [0, 1, 2, 3, 4]), (9, Array(0...9)), (10, [0, 1, 2, 5, 10]),
      (21, [0, 1, 2, 5, 10, 21]), (63, [0, 1, 2, 5, 10, 20, 40, 63]),
      (127, [0, 1, 2, 5, 10, 20, 50, 100, 127]), (511, [0, 1, 2, 5, 10, 20, 50, 100, 200, 511]),
      (1023, [0, 1, 3, 10, 30, 100, 300, 1023]),
      (10_000, [0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000]),
    ] as [(Int, [Int])])
  func `ten lags at most get a row`(last: Int, lags: [Int]) {
    #expect(LagChart.sampledLags(last: last) == lags)
  }

  @Test(arguments: [1, 2, 7, 12, 19, 20, 33, 40, 80, 200])
  func `no width is passed`(width: Int) {
    let profiles = [
      (0..<10_000).map { exp(-0.01 * Double($0)) }, [1, 0, .nan, .infinity, 1e30, 1e-30], [],
    ]
    for profile in profiles {
      for line in chart(profile, width: width).split(separator: "\n") {
        #expect(DisplayText.width(of: String(line)) <= width)
      }
    }
  }

  @Test func `the length of a bar is linear in the logarithm`() {
    let axis = LagAxis(lowest: -4, highest: 0)
    let lines = LagChart(profile: [1, 1e-1, 1e-2, 1e-3], decayRate: nil, axis: axis)
      .lines(width: 16 + 40)
    let lengths = lines.filter { $0.contains("│") }.map { line in line.count { $0 == "█" } }
    #expect(lengths == [40, 30, 20, 10])
  }
}
