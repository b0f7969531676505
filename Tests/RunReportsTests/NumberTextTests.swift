import RunReports
import Testing

struct NumberTextTests {
  @Test(
    arguments: [
      (3.1e-6, "3.1e-06"), (1, "1.0e+00"), (0, "0"), (-0.0, "0"), (-2.25e7, "-2.3e+07"),
      (9.96e9, "1.0e+10"), (.leastNonzeroMagnitude, "5.0e-324"),
      (1.7976931348623157e308, "1.8e+308"),
      (0.05, "5.0e-02"), (123_456_789_012_345_680, "1.2e+17"),
      (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
    ] as [(Double, String)])
  func `scientific form has one decimal and two digits of exponent`(value: Double, text: String) {
    #expect(NumberText.scientific(value) == text)
  }

  @Test func `scientific form without decimals has no point`() {
    #expect(NumberText.scientific(2.5e-3, decimals: 0) == "3e-03")
  }

  @Test(
    arguments: [
      (2.2034, 3, "2.203"), (2.0005, 3, "2.001"), (0.9996, 3, "1.000"), (0.0004, 3, "0.000"),
      (-0.0004, 3, "0.000"), (0.0005, 3, "0.001"), (999.5, 0, "1000"), (12, 2, "12.00"),
      (1e-7, 2, "0.00"), (1e20, 1, "100000000000000000000.0"), (-.infinity, 2, "-inf"),
    ] as [(Double, Int, String)])
  func `fixed form rounds half away from zero`(value: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(value, decimals: decimals) == text)
  }

  @Test(
    arguments: [
      (0.831, "0.831"), (12.44, "12.4"), (470, "470"), (0.05, "0.050"), (9999, "1.0e+04"),
      (9990, "9990"), (0.0099, "9.9e-03"), (3.1e9, "3.1e+09"), (0, "0"), (.nan, "nan"),
    ] as [(Double, String)])
  func `a norm has three digits`(value: Double, text: String) {
    #expect(NumberText.norm(value) == text)
  }

  @Test(
    arguments: [
      (4.174387, "4.174"), (0, "0.000"), (9999.99, "9999.990"), (9999.9996, "1.00e+04"),
      (3e7, "3.00e+07"), (.infinity, "inf"), (.nan, "nan"),
    ] as [(Double, String)])
  func `a loss has three decimals until it is huge`(value: Double, text: String) {
    #expect(NumberText.loss(value) == text)
  }

  @Test(
    arguments: [
      (-0.69314, "-0.6931"), (0, "0.0000"), (9999.9999, "9999.9999"), (9999.99996, "1.00e+04"),
      (-3.14159e90, "-3.14e+90"), (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
    ] as [(Double, String)])
  func `a measured number has four decimals until it is huge`(value: Double, text: String) {
    #expect(NumberText.measured(value) == text)
  }

  @Test(
    arguments: [
      (0.24, 0, "24 %"), (0, 0, "0 %"), (1, 0, "100 %"), (0.001, 0, "<1 %"), (0.999, 0, ">99 %"),
      (0.024, 1, "2.4 %"), (0.0001, 1, "<0.1 %"), (0.99999, 1, ">99.9 %"), (6.39, 0, "639 %"),
      (.nan, 0, "nan"),
    ] as [(Double, Int, String)])
  func `a share that is neither none nor all never reads so`(
    share: Double, decimals: Int, text: String
  ) {
    #expect(NumberText.percent(share, decimals: decimals) == text)
  }

  @Test(
    arguments: [
      (412_345, "412k char/s"), (41_234, "41.2k char/s"), (999_700, "1.00M char/s"),
      (1000, "1.00k char/s"), (999.4, "999 char/s"), (41.23, "41.2 char/s"), (0, "0.00 char/s"),
      (0.004, "0.00 char/s"), (2.5e9, "2.50G char/s"), (7e15, "7000T char/s"),
      (.infinity, "inf char/s"),
    ] as [(Double, String)])
  func `a speed has three digits and a prefix`(perSecond: Double, text: String) {
    #expect(NumberText.rate(perSecond) == text)
  }

  @Test(
    arguments: [
      (0, "0s"), (-3, "0s"), (0.3, "<1s"), (42.4, "42s"), (59.6, "1m 00s"), (65, "1m 05s"),
      (3599.6, "1h 00m"), (7385, "2h 03m"), (273_600, "3d 04h"), (1e300, ">9999d"),
      (.infinity, "inf"), (.nan, "nan"),
    ] as [(Double, String)])
  func `a time has two units`(seconds: Double, text: String) {
    #expect(NumberText.duration(seconds) == text)
  }

  @Test(
    arguments: [
      (0, "0"), (999, "999"), (1000, "1,000"), (1_115_394, "1,115,394"), (-12_345, "-12,345"),
      (Int.min, "-9,223,372,036,854,775,808"),
    ] as [(Int, String)])
  func `thousands are parted by commas`(value: Int, text: String) {
    #expect(NumberText.count(value) == text)
  }

  @Test func `a negative count of decimals traps`() async {
    await #expect(processExitsWith: .failure) {
      _ = NumberText.fixed(1, decimals: -1)
    }
  }
}
