import Foundation
import Testing

/// `rnn-probe activation`, `activations` and `gradcheck`, as a user runs them.
@Suite struct ProbeTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func object(_ arguments: [String]) throws -> [String: Any] {
    let result = try Tool.probe.run(arguments, in: folder)
    #expect(result.status == 0 && result.error.isEmpty, "\(result.error)")
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(json as? [String: Any])
  }

  @Test(arguments: ["activation", "activations", "gradcheck", "network", "run"])
  func `the help of each command is the one on record`(command: String) throws {
    let golden = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/rnn-probe-\(command)-help.txt")
    let result = try Tool.probe.run([command, "--help"], in: folder)
    #expect(result.output == (try String(contentsOf: golden, encoding: .utf8)))
    #expect(result.status == 0)
  }

  @Test func `the report as JSON has the numbers of the theory`() throws {
    let report = try object(["activation", "tanh", "--gain", "2", "--at=-3,0,0.5", "--json"])
    #expect(report["name"] as? String == "tanh")
    #expect(report["lower_bound"] as? Double == -1 && report["upper_bound"] as? Double == 1)
    #expect(report["lipschitz"] as? Double == 1)
    #expect(report["guaranteed_vanishing_sigma"] as? Double == 1)
    #expect(report["critical_gain"] as? Double == 1)
    #expect((report["kinks"] as? [Double])?.isEmpty == true)
    let values = try #require(report["values"] as? [[String: Double]])
    #expect(values.map { $0["x"] } == [-3, 0, 0.5])
    #expect(values[1]["value"] == 0 && values[1]["derivative"] == 1)
    let settled = try #require(report["settles_at"] as? [String: Any])
    let variance = try #require(settled["variance"] as? Double)
    let lambda = try #require(settled["lambda"] as? Double)
    #expect((variance - 2.12147).magnitude < 6e-6 && (lambda - 0.15472).magnitude < 6e-6)
  }

  @Test func `an unbounded activation and one without a derivative have nulls`() throws {
    let relu = try object(["activation", "relu", "--json"])
    #expect(relu["upper_bound"] is NSNull)
    #expect(relu["state_can_overflow"] as? Bool == true)
    #expect(((relu["critical_gain"] as? Double ?? 0) - 2.0.squareRoot()).magnitude < 1e-7)
    #expect(relu["kinks"] as? [Double] == [0])
    let step = try object(["activation", "where(x > 0, 1, 0)", "--json"])
    #expect(step["lipschitz"] is NSNull && step["critical_gain"] is NSNull)
    let softmax = try object(["activation", "softmax", "--json"])
    #expect(softmax["critical_gain"] is NSNull && softmax["is_elementwise"] as? Bool == false)
  }

  @Test(arguments: [
    ("1/x", [0.0]), ("1/(x-1)", [1]), ("1/x^2", [0]), ("exp(1/x)", [0]), ("x/(x*x-4)", [-2, 2]),
  ])
  func `a pole is named, and no moments exist`(expression: String, poles: [Double]) throws {
    let report = try object(["activation", expression, "--json"])
    #expect(report["poles"] as? [Double] == poles)
    #expect(report["jumps"] as? [Double] == [] && report["kinks"] as? [Double] == [])
    #expect(report["upper_bound"] is NSNull && report["lipschitz"] is NSNull)
    #expect(report["guaranteed_vanishing_sigma"] is NSNull && report["critical_gain"] is NSNull)
    #expect(report["state_can_overflow"] as? Bool == true)
    #expect(report["has_second_moment"] as? Bool == false)
    #expect((report["fixed_points"] as? [Any])?.isEmpty == true && report["settles_at"] is NSNull)
    let words = try Tool.probe.run(["activation", expression, "--html", "pole.html"], in: folder)
    #expect(words.output.contains("No moments exist: f has poles"))
    #expect(words.output.contains("can overflow: f grows beyond every number at its poles"))
    let page = try String(contentsOf: folder("pole.html"), encoding: .utf8)
    #expect(page.contains("pole at x = \(Int(poles[0])): the values grow beyond every number"))
    #expect(!page.contains("The map of variances"))
  }

  @Test func `an expression may begin with a minus`() throws {
    let report = try object(["activation", "-x*x", "--json", "--at", "-3"])
    #expect(report["upper_bound"] as? Double == 0 && report["lower_bound"] is NSNull)
    let values = try #require(report["values"] as? [[String: Double]])
    #expect(values == [["x": -3, "value": -9, "derivative": 6]])
    let check = try object(["gradcheck", "--hidden", "-tanh(x)", "--json"])
    #expect(check["passed"] as? Bool == true)
  }

  @Test func `two branches are told from each other`() throws {
    let words = try Tool.probe.run("activation silu", in: folder).output
    #expect(words.contains("above it a large state grows without bound"))
    #expect(words.contains("The state at rest (q = 0) loses its stability only at gain 2"))
    let report = try object(["activation", "silu", "--json"])
    #expect(((report["critical_gain"] as? Double ?? 0) - 2.0.squareRoot()).magnitude < 1e-7)
    #expect(((report["critical_gain_at_rest"] as? Double ?? 0) - 2).magnitude < 1e-7)
  }

  @Test func `the report in words has a plot and the critical gain`() throws {
    let result = try Tool.probe.run(["activation", "x / (1 + abs(x))", "--at", "-1,2"], in: folder)
    #expect(result.status == 0 && result.error.isEmpty)
    #expect(result.output.hasPrefix("f(x) = x / (1 + abs(x))\n"))
    #expect(result.output.contains("● f(x)   ∘ f'(x)"))
    #expect(result.output.contains("\nCritical gain 1:\n"))
    #expect(result.output.contains("\n-1                -0.5                0.25\n"))
  }

  @Test(
    .timeLimit(.minutes(2)),
    arguments: ["sin(x)", "sin(sin(sin(sin(sin(sin(sin(sin(x))))))))", "sin(1000*x)"])
  func `an expression that oscillates ends like any other`(expression: String) throws {
    let report = try object(["activation", expression, "--json"])
    #expect(report["lower_bound"] as? Double ?? 0 >= -1.0001)
  }

  @Test func `the page has both plots, the marks and the numbers of the report`() throws {
    let result = try Tool.probe.run(
      "activation relu6 --gain 2 --input-scale 0.5 --at=-1,7 --html relu6.html", in: folder)
    #expect(result.status == 0 && result.error.isEmpty)
    #expect(result.output.contains("● f(x)   ∘ f'(x)"))
    let page = try String(contentsOf: folder("relu6.html"), encoding: .utf8)
    #expect(page.contains(">Value and derivative of relu6</title>"))
    #expect(page.contains(">The map of variances at g = 2</title>"))
    #expect(page.contains("<title>kink at x = 6: the derivative jumps</title>"))
    #expect(page.contains("f has 2 kinks, marked by triangles."))
    let settled = try object([
      "activation", "relu6", "--gain", "2", "--input-scale", "0.5", "--json",
    ])
    let point = try #require(settled["settles_at"] as? [String: Any])
    let variance = try #require(point["variance"] as? Double)
    #expect(page.contains("<th scope=\"row\">\(String(format: "%.5f", variance))</th>"))
    #expect(page.contains("(reached from h = 0)"))
    #expect(page.contains("<th scope=\"row\">7</th><td>6</td><td>0</td>"))
    #expect(try folder.names() == ["relu6.html"])
  }

  @Test func `a row-wise activation has a page in words, beside JSON as well`() throws {
    _ = try object(["activation", "softmax", "--json", "--html", "softmax.html"])
    let page = try String(contentsOf: folder("softmax.html"), encoding: .utf8)
    #expect(page.contains("softmax is row-wise") && !page.contains("<figure"))
  }

  @Test func `a page is written over nothing, and into no folder that is not there`() throws {
    try folder.write("mine", to: "taken.html")
    for (name, reason) in [
      ("taken.html", "\(folder("taken.html").path) exists already and is never overwritten"),
      ("none/a.html", "Cannot write \(folder("none/a.html").path): No such file or directory"),
    ] {
      let result = try Tool.probe.run("activation tanh --html \(name)", in: folder)
      #expect(result.error.hasPrefix("Error: \(reason)"), "\(result.error)")
      #expect(result.status == 73 && result.output.isEmpty)
    }
    #expect(try folder.lines("taken.html") == ["mine"])
    #expect(try folder.names() == ["taken.html"])
  }

  @Test func `the list has every entry of the catalogue`() throws {
    let result = try Tool.probe.run("activations", in: folder)
    for name in ["tanh", "relu", "softmax", "gelu"] {
      #expect(result.output.contains("\n\(name) "), "\(name)")
    }
    #expect(result.status == 0 && result.error.isEmpty)
  }

  @Test(arguments: [
    ("activation rleu", "unknown activation \"rleu\": did you mean relu, relu6, relu-squared?"),
    ("activation tanh --at 1,b", "--at 1,b is no list of numbers"),
    ("activation tanh --gain -1", "--gain -1.0 is out of range"),
    ("activation tanh --input-scale nan", "--input-scale nan is out of range"),
    ("gradcheck --gate relu", "--gate has no effect on an Elman cell"),
    ("gradcheck --hidden-size 1000", "--hidden-size 1000 has too many parameters"),
  ])
  func `a wrong option is answered with one sentence`(line: String, start: String) throws {
    let result = try Tool.probe.run(line, in: folder)
    #expect(result.error.hasPrefix("Error: \(start)"), "\(result.error)")
    #expect(result.output.isEmpty && result.status == 64)
  }

  @Test(arguments: [
    "--hidden relu", "--cell gru --hidden x/(1+abs(x)) --gate hard-sigmoid --layers 2",
    "--cell gru-reset-before --precision float --update-gate softplus",
    "--hidden-size 5x3 --precision float --hidden silu",
  ])
  func `right gradients pass, in either precision`(line: String) throws {
    let result = try Tool.probe.run("gradcheck \(line)", in: folder)
    #expect(result.status == 0, "\(result.output)\(result.error)")
    #expect(result.output.contains("initial_state_l0") && result.output.contains("inputs"))
  }

  @Test func `elements at a kink are skipped and counted`() throws {
    let report = try object(["gradcheck", "--hidden", "where(x > -9, abs(x), 0)", "--json"])
    #expect(report["passed"] as? Bool == true)
    #expect(report["compared"] as? Int ?? 0 > 100)
    #expect(report["skipped"] is Int)
  }

  @Test(arguments: ["1/x", "log(abs(x))", "sin(x)/cos(x)"])
  func `a right gradient passes beside a pole`(expression: String) throws {
    let report = try object(["gradcheck", "--hidden", expression, "--json"])
    #expect(report["passed"] as? Bool == true)
    #expect(report["skipped"] as? Int ?? 0 > 20 && report["compared"] as? Int ?? 0 > 20)
  }

  @Test func `a run with critical weights keeps their gain, and some activations have none`() throws
  {
    try folder.writeNumbers()
    let options = "numbers.txt --steps 2 --hidden-size 8 --batch-size 4 --sequence-length 8 --quiet"
    let run = try Tool.train.run("\(options) --init critical --output run", in: folder)
    #expect(run.status == 0, "\(run.error)")
    let text = try String(contentsOf: folder("run/config.json"), encoding: .utf8)
    let match = try #require(text.firstMatch(of: /"initialization" : "(critical\([0-9.]+\))"/))
    let again = try Tool.train.run("\(options) --init \(match.1) --output again", in: folder)
    #expect(again.status == 0, "\(again.error)")
    #expect(
      try Data(contentsOf: folder("run/model.safetensors")).count
        == Data(contentsOf: folder("again/model.safetensors")).count)
    let refused = try Tool.train.run(
      options.split(separator: " ").map(String.init)
        + ["--init", "critical", "--hidden", "where(x > 0, 1, 0)"], in: folder)
    #expect(refused.status == 64)
    #expect(
      refused.error.hasPrefix("Error: --init critical: where(x > 0, 1, 0) has no critical gain"))
    #expect(refused.error.contains("orthogonal"))
  }
}
