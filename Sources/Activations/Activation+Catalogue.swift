import LaneMath

extension Activation {
  /// All built-in activations, in the order in which they are listed to a user.
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
  /// - Precondition: `slope` is finite.
  public static func leakyReLU(slope: Double = 0.01) -> Activation {
    make(LeakyRectifiedLinear.self, slope)
  }

  /// clip((x + 3) / 6, 0, 1), as in PyTorch.
  public static var hardSigmoid: Activation { HardSigmoid.make([]) }

  /// clip(x, -1, 1).
  public static var hardTanh: Activation { HardTangent.make([]) }

  /// x for positive x, alpha * (exp(x) - 1) else.
  ///
  /// - Precondition: `alpha` is finite.
  public static func elu(alpha: Double = 1) -> Activation {
    make(ExponentialLinear.self, alpha)
  }

  /// log(1 + exp(beta * x)) / beta.
  ///
  /// - Precondition: `beta` is finite and above 0.
  public static func softplus(beta: Double = 1) -> Activation {
    make(Softplus.self, beta)
  }

  /// x / (1 + |x|), range (-1, 1).
  public static var softsign: Activation { Softsign.make([]) }

  /// x / (1 + exp(-x)), also called swish.
  public static var silu: Activation { SigmoidLinear.make([]) }

  /// x times the normal distribution function of x, in its exact form.
  public static var gelu: Activation { GaussianErrorLinear.make([]) }

  /// exp(x) over the sum of exp(x) in its row, row-wise.
  public static var softmax: Activation { Softmax.make([]) }

  private static func make(_ recipe: any ActivationRecipe.Type, _ value: Double) -> Activation {
    for parameter in recipe.entry.parameters {
      require(
        parameter.accepts(value),
        "\(recipe.entry.name): the parameter \(parameter.name) must not be \(value)")
    }
    return recipe.make([value])
  }
}
