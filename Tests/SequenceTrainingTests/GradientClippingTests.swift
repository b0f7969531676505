import SequenceTraining
import Testing

struct GradientClippingTests {
  @Test func `the factor is PyTorch's`() {
    #expect(GradientClipping.norm(1).factor(norm: 4) == 1 / (4 + 1e-6))
    #expect(GradientClipping.norm(5).factor(norm: 4) == 1)
    // The 1e-6 clips a norm that is exactly at the limit, as PyTorch's does.
    #expect(GradientClipping.norm(1).factor(norm: 1) == 1 / (1 + 1e-6))
    #expect(GradientClipping.norm(1).factor(norm: 0) == 1)
    #expect(GradientClipping.norm(1).factor(norm: 1e300) == 1 / 1e300)
  }

  @Test func `only the norm has a factor and only the value a limit`() {
    #expect(GradientClipping.none.factor(norm: 1e9) == 1)
    #expect(GradientClipping.value(5).factor(norm: 1e9) == 1)
    #expect(GradientClipping.none.elementLimit == .infinity)
    #expect(GradientClipping.norm(1).elementLimit == .infinity)
    #expect(GradientClipping.value(5).elementLimit == 5)
  }

  @Test(arguments: [
    ("none", GradientClipping.none), ("NONE", .none), ("1", .norm(1)), ("0.25", .norm(0.25)),
    ("norm:1", .norm(1)), ("Norm:2.5", .norm(2.5)), ("value:5", .value(5)), ("1e3", .norm(1_000)),
  ])
  func `a clipping is read as it is written`(text: String, clipping: GradientClipping) throws {
    #expect(try GradientClipping(text) == clipping)
  }

  @Test(arguments: [GradientClipping.none, .norm(1), .norm(0.1), .value(5), .value(1e-7)])
  func `the name reads back as the clipping`(clipping: GradientClipping) throws {
    #expect(try GradientClipping(clipping.name) == clipping)
  }

  @Test(arguments: [
    "", "0", "-1", "nan", "inf", "norm", "norm:", "norm:0", "norm:-1", "value:nan", "value:inf",
    ":1", "1:norm", "norm:1:2", "none:1", "elements:3", "one", " 1",
  ])
  func `anything else is refused with the remedy`(text: String) {
    let error = #expect(throws: GradientClippingError.self) { try GradientClipping(text) }
    #expect(
      error?.description
        == "\"\(text)\" is not a clipping: write none, a norm such as 1 or norm:1, or value:5.")
  }
}
