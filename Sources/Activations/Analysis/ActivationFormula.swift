/// The formula behind an activation's name.
enum ActivationFormula {
  /// The catalogue's formula with the values of its parameters, or the name itself.
  static func text(of name: String) -> String {
    let head = name.prefix { $0 != "(" }
    guard isCatalogueName(head),
      let entry = activationRecipes.map({ $0.entry }).first(where: { $0.name == head })
    else { return name }
    guard !entry.parameters.isEmpty else { return entry.formula }
    let written = name.dropFirst(head.count).dropFirst().dropLast().split(separator: ",")
    let values = entry.parameters.indices.map { index in
      let parameter = entry.parameters[index]
      let text =
        written.indices.contains(index)
        ? String(written[index].filter { $0 != " " }) : "\(parameter.defaultValue)"
      return "\(parameter.name) = \(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)"
    }
    return "\(entry.formula), with \(values.joined(separator: ", "))"
  }
}
