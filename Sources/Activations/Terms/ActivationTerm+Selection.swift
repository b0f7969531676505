extension ActivationTerm {
  /// What is true of x or not, for ``select(_:_:_:)-(ActivationTerm.Condition,_,_)``.
  ///
  /// No `if` can look at it: which side of a comparison x is on is not known when the closure runs.
  public struct Condition {
    /// 1 where it holds, 0 elsewhere.
    let term: ActivationTerm

    /// Where the condition does not hold.
    public static prefix func ! (operand: Condition) -> Condition {
      Condition(term: ActivationTranscript.write([operand.term]) { .not($0[0]) })
    }

    /// Where both hold.
    public static func && (left: Condition, right: Condition) -> Condition {
      ActivationTerm.condition(.and, left.term, right.term)
    }

    /// Where one holds at least.
    public static func || (left: Condition, right: Condition) -> Condition {
      ActivationTerm.condition(.or, left.term, right.term)
    }
  }

  fileprivate static func condition(
    _ comparison: ExpressionInfix, _ left: ActivationTerm, _ right: ActivationTerm
  ) -> Condition {
    Condition(
      term: ActivationTranscript.write([left, right]) { .infix(comparison, $0[0], $0[1]) })
  }

  /// Where the left value is the smaller one.
  public static func < (left: ActivationTerm, right: ActivationTerm) -> Condition {
    condition(.less, left, right)
  }

  /// Where the left value is the greater one.
  public static func > (left: ActivationTerm, right: ActivationTerm) -> Condition {
    condition(.greater, left, right)
  }

  /// Where the left value is at most the right one.
  public static func <= (left: ActivationTerm, right: ActivationTerm) -> Condition {
    condition(.lessOrEqual, left, right)
  }

  /// Where the left value is at least the right one.
  public static func >= (left: ActivationTerm, right: ActivationTerm) -> Condition {
    condition(.greaterOrEqual, left, right)
  }

  /// Where the values are equal.
  public static func == (left: ActivationTerm, right: ActivationTerm) -> Condition {
    condition(.equal, left, right)
  }

  /// Where the values differ.
  public static func != (left: ActivationTerm, right: ActivationTerm) -> Condition {
    condition(.notEqual, left, right)
  }
}

/// `first` where the condition holds, `second` else; the one not chosen may be infinite or NaN.
public func select(
  _ condition: ActivationTerm.Condition, _ first: ActivationTerm, _ second: ActivationTerm
) -> ActivationTerm {
  .call(.where, condition.term, first, second)
}

/// The magnitude of `x`; its derivative at 0 is 0.
public func abs(_ x: ActivationTerm) -> ActivationTerm { .call(.abs, x) }

/// The greater of two; NaN if either is.
///
/// Equal values take the derivative of smaller magnitude: max(0, x) and max(x, 0) have 0 at 0.
public func max(_ x: ActivationTerm, _ y: ActivationTerm) -> ActivationTerm { .call(.max, x, y) }

/// The smaller of two; NaN if either is.
///
/// Equal values take the derivative of smaller magnitude: min(6, x) and min(x, 6) have 0 at 6.
public func min(_ x: ActivationTerm, _ y: ActivationTerm) -> ActivationTerm { .call(.min, x, y) }
