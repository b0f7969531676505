/// Comparisons that an `if` or `?:` can look at: the closure goes on as if they held, and runs
/// again for each way that it did not take.
///
/// Where nothing asks for a `Bool`, a comparison is an ``ActivationTerm/Condition``: that is a
/// member of the type itself, which the compiler prefers to one of a protocol. (Overloads that are
/// marked as not preferred would have it take the closure as one over ``Dual``.)
extension ExpressibleByFloatLiteral where Self == ActivationTerm {
  /// Whether the left value is the smaller one.
  public static func < (left: Self, right: Self) -> Bool {
    decide(left < right)
  }

  /// Whether the left value is the greater one.
  public static func > (left: Self, right: Self) -> Bool {
    decide(left > right)
  }

  /// Whether the left value is at most the right one.
  public static func <= (left: Self, right: Self) -> Bool {
    decide(left <= right)
  }

  /// Whether the left value is at least the right one.
  public static func >= (left: Self, right: Self) -> Bool {
    decide(left >= right)
  }

  /// Whether the values are equal.
  public static func == (left: Self, right: Self) -> Bool {
    decide(left == right)
  }

  /// Whether the values differ.
  public static func != (left: Self, right: Self) -> Bool {
    decide(left != right)
  }
}

private func decide(_ condition: ActivationTerm.Condition) -> Bool {
  switch condition.term.source {
  case .number(let value): value != 0
  case .step(let transcript, let position): transcript.answer(position)
  }
}
