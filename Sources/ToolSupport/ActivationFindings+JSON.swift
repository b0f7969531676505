import Activations

extension ActivationFindings {
  /// The report; what is infinite, or does not exist, is null, and limits that are no numbers are
  /// the words "infinity", "-infinity", "none" and "undefined".
  var json: JSONValue {
    .object([
      "name": .text(analysis.name),
      "formula": .text(analysis.formula),
      "is_elementwise": .bool(true),
      "lower_bound": .number(analysis.lowerBound),
      "upper_bound": .number(analysis.upperBound),
      "is_bounded": .bool(analysis.isBounded),
      "is_defined": .bool(analysis.isDefined),
      "lipschitz": .number(analysis.lipschitz),
      "steepest_at": .number(orNull: analysis.steepest),
      "left_limit": limit(analysis.leftLimit),
      "right_limit": limit(analysis.rightLimit),
      "kinks": .numbers(analysis.kinks),
      "jumps": .numbers(analysis.jumps),
      "poles": .numbers(analysis.poles),
      "vertical_tangents": .numbers(analysis.verticalTangents),
      "parity": .text(analysis.parity.rawValue),
      "saturates": .bool(analysis.saturates),
      "searched_range": .numbers([
        ActivationAnalysis.range.lowerBound, ActivationAnalysis.range.upperBound,
      ]),
      "state_can_overflow": .bool(stateCanOverflow),
      "guaranteed_vanishing_sigma": .number(orNull: analysis.guaranteedVanishingSigma),
      "has_second_moment": .bool(field.hasSecondMoment),
      "has_squared_slope": .bool(field.hasSquaredSlope),
      "gain": .number(gain),
      "input_scale": .number(inputScale),
      "fixed_points": .list(fixedPoints.map(json)),
      "settles_at": settled.map(json) ?? .null,
      "critical_gain": .number(orNull: criticalGains.first?.gain),
      "critical_gain_at_rest": .number(orNull: criticalGainAtRest?.gain),
      "critical_gains": .list(criticalGains.map(json)),
      "values": .list(
        points.indices.map { index in
          .object([
            "x": .number(points[index]), "value": .number(values[index]),
            "derivative": .number(slopes[index]),
          ])
        }),
    ])
  }

  private func limit(_ limit: ActivationLimit) -> JSONValue {
    switch limit {
    case .value(let value) where value.isInfinite: .text(value < 0 ? "-infinity" : "infinity")
    case .value(let value): .number(value)
    case .none: .text("none")
    case .undefined: .text("undefined")
    }
  }

  private func json(_ point: MeanFieldPoint) -> JSONValue {
    .object([
      "variance": .number(point.variance), "chi": .number(point.gradientFactor),
      "lambda": .number(point.exponent), "slope": .number(point.slope),
      "memory": .number(orNull: point.memory), "stability": .text(point.stability.rawValue),
      "mean": .number(field.meanState(variance: point.variance)),
      "saturated_share": .number(orNull: field.saturatedShare(variance: point.variance)),
    ])
  }

  private func json(_ critical: CriticalGain) -> JSONValue {
    .object([
      "gain": .number(critical.gain), "variance": .number(critical.variance),
      "cause": .text(critical.cause.rawValue),
      "saturated_share": .number(orNull: field.saturatedShare(variance: critical.variance)),
    ])
  }
}
