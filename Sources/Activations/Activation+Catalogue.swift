import LaneMath

extension Activation {
  /// All built-in activations, in the order in which they are listed to a user.
  ///
  /// Each is made by ``init(named:)``; the more common ones also have a property or a function
  /// here.
  public static var catalogue: [ActivationEntry] { activationRecipes.map { $0.entry } }

  /// f(x) = x.
  public static var identity: Activation { Identity.make([]) }

  /// The logistic function 1 / (1 + exp(-x)), range (0, 1).
  public static var sigmoid: Activation { LogisticSigmoid.make([]) }

  /// The hyperbolic tangent, range (-1, 1).
  public static var tanh: Activation { HyperbolicTangent.make([]) }

  /// max(0, x), with derivative 0 at 0.
  public static var relu: Activation { RectifiedLinear.make([]) }

  /// x for positive x, slope * x else, with derivative `slope` at 0.
  ///
  /// - Precondition: |`slope`| is at most a million.
  public static func leakyReLU(slope: Double = 0.01) -> Activation {
    make(LeakyRectifiedLinear.self, slope)
  }

  /// clip((x + 3) / 6, 0, 1), as in PyTorch.
  public static var hardSigmoid: Activation { makeDefault(HardSigmoid.self) }

  /// clip(x, -1, 1).
  public static var hardTanh: Activation { HardTangent.make([]) }

  /// x for positive x, alpha * (exp(x) - 1) else.
  ///
  /// - Precondition: |`alpha`| is at most a million.
  public static func elu(alpha: Double = 1) -> Activation {
    make(ExponentialLinear.self, alpha)
  }

  /// log(1 + exp(beta * x)) / beta.
  ///
  /// - Precondition: `beta` lies between a millionth and a million.
  public static func softplus(beta: Double = 1) -> Activation {
    make(Softplus.self, beta)
  }

  /// x / (1 + |x|), range (-1, 1).
  public static var softsign: Activation { Softsign.make([]) }

  /// x / (1 + exp(-x)), also called swish.
  public static var silu: Activation { SigmoidLinear.make([]) }

  /// x times the normal distribution function of x, in its exact form.
  public static var gelu: Activation { GaussianErrorLinear.make([]) }

  /// min(max(0, x), 6).
  public static var relu6: Activation { RectifiedLinear6.make([]) }

  /// min(max(0, x), ceiling).
  ///
  /// - Precondition: `ceiling` lies between a millionth and a million.
  public static func clippedReLU(ceiling: Double = 20) -> Activation {
    make(ClippedRectifiedLinear.self, ceiling)
  }

  /// x above theta, 0 else, with a jump at theta.
  ///
  /// - Precondition: |`theta`| is at most a million.
  public static func thresholdedReLU(theta: Double = 1) -> Activation {
    make(ThresholdedRectifiedLinear.self, theta)
  }

  /// x for positive x, alpha * (exp(x / alpha) - 1) else.
  ///
  /// - Precondition: `alpha` lies between a millionth and a million.
  public static func celu(alpha: Double = 1) -> Activation {
    make(ContinuouslyExponentialLinear.self, alpha)
  }

  /// The self-normalising unit: 1.0507 x for positive x, 1.7581 (exp(x) - 1) else.
  public static var selu: Activation { ScaledExponentialLinear.make([]) }

  /// x times the tanh of its softplus.
  public static var mish: Activation { Mish.make([]) }

  /// The tanh form of gelu.
  public static var tanhGELU: Activation { TangentGaussianErrorLinear.make([]) }

  /// x times clip((x + 3) / 6, 0, 1).
  public static var hardSwish: Activation { HardSwish.make([]) }

  /// log(1 / (1 + exp(-x))).
  public static var logSigmoid: Activation { LogSigmoid.make([]) }

  /// exp(x) over the sum of exp(x) in its row, row-wise.
  public static var softmax: Activation { Softmax.make([]) }

  /// The activation with the parameters that the catalogue lists as defaults.
  private static func makeDefault(_ recipe: any ActivationRecipe.Type) -> Activation {
    recipe.make(recipe.entry.parameters.map(\.defaultValue))
  }

  private static func make(_ recipe: any ActivationRecipe.Type, _ value: Double) -> Activation {
    for parameter in recipe.entry.parameters {
      require(
        parameter.accepts(value),
        "\(recipe.entry.name): the parameter \(parameter.name) must not be \(value)")
    }
    return recipe.make([value])
  }
}
