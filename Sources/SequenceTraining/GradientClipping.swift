/// What is done to a gradient before the optimizer sees it.
public enum GradientClipping: Sendable, Equatable {
  /// Nothing.
  case none
  /// g := g * min(1, c / (‖g‖ + 1e-6)) over all parameters together, PyTorch's `clip_grad_norm_`
  /// (Pascanu, Mikolov and Bengio 2013).
  case norm(Double)
  /// g_i := g_i limited to ±c, PyTorch's `clip_grad_value_`.
  case value(Double)

  /// The factor for a gradient of Euclidean norm `norm`; 1 unless clipping is by norm.
  public func factor(norm: Double) -> Double {
    guard case .norm(let limit) = self else { return 1 }
    return min(1, limit / (norm + 1e-6))
  }

  /// The limit of single elements; infinite unless clipping is by value.
  public var elementLimit: Double {
    guard case .value(let limit) = self else { return .infinity }
    return limit
  }
}

/// Why a text does not name a clipping.
public struct GradientClippingError: Error, Equatable, CustomStringConvertible {
  /// What was given.
  public let text: String

  /// One sentence with the remedy.
  public var description: String {
    "\"\(text)\" is not a clipping: write none, a norm such as 1 or norm:1, or value:5."
  }
}

extension GradientClipping {
  /// The clipping written as `none`, `1`, `norm:1` or `value:5`.
  ///
  /// - Throws: ``GradientClippingError`` for anything else, or a limit that is not positive.
  public init(_ text: String) throws(GradientClippingError) {
    let parts = text.lowercased().split(separator: ":", omittingEmptySubsequences: false)
    guard text.lowercased() != "none" else {
      self = .none
      return
    }
    guard let last = parts.last, let limit = Double(last), limit > 0, limit.isFinite,
      parts.count <= 2
    else { throw GradientClippingError(text: text) }
    switch parts.count == 2 ? parts[0] : "norm" {
    case "norm": self = .norm(limit)
    case "value": self = .value(limit)
    default: throw GradientClippingError(text: text)
    }
  }

  /// As ``init(_:)`` reads it.
  public var name: String {
    switch self {
    case .none: "none"
    case .norm(let limit): "norm:\(limit)"
    case .value(let limit): "value:\(limit)"
    }
  }
}
