import Foundation
import Testing

@Suite struct ProbeNetworkTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func json(_ line: String) throws -> [String: Any] {
    let result = try Tool.probe.run(line + " --json", in: folder)
    #expect(result.status == 0 && result.error.isEmpty, "\(result.error)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(object as? [String: Any])
  }

  @Test func `the json has values by seed, their median and error, and the theory`() throws {
    let found = try json(
      "network --cell elman --hidden tanh --units 100 --gain 2 --input-scale 0 --steps 400 "
        + "--warmup 200 --seeds 3")
    for key in [
      "lambda_1", "jacobian_slope", "saturated_fraction", "spectral_radius",
      "largest_singular_value",
    ] {
      let numbers = try #require(found[key] as? [String: Any], "\(key)")
      let values = try #require(numbers["values"] as? [Double], "\(key)")
      #expect(values.count == 3)
      #expect(numbers["median"] as? Double == values.sorted()[1])
      #expect(try #require(numbers["error"] as? Double) > 0)
    }
    let exponents = try #require(found["lyapunov_exponents"] as? [String: Any])
    let values = try #require(exponents["values"] as? [[Double]])
    #expect(values.count == 3 && values.allSatisfy { $0.count == 8 })
    #expect(values.allSatisfy { $0 == $0.sorted(by: >) })
    let theory = try #require(found["theory"] as? [String: Any])
    let rate = try #require(theory["lambda_1"] as? Double)
    #expect(abs(rate - 0.15472) < 1e-5)
    #expect(abs(try #require(theory["chi"] as? Double) - 1.36267) < 1e-5)
    // 100 units: three networks scatter by .05.
    let median = try #require((found["lambda_1"] as? [String: Any])?["median"] as? Double)
    #expect(abs(median - rate) < 0.06)
  }

  @Test func `all exponents of relu without input, and minus infinity as a string`() throws {
    let found = try json(
      "network --hidden relu --units 20 --gain 1 --input-scale 1 --steps 40 --warmup 20 --seeds 1 "
        + "--exponents all")
    let exponents = try #require(found["lyapunov_exponents"] as? [String: Any])
    let values = try #require((exponents["values"] as? [[Any]])?.first)
    #expect(values.count == 20)
    #expect(values.last as? String == "-inf")
    let vanished = try #require((found["vanished_exponents"] as? [Int])?.first)
    #expect(values.count { $0 as? String == "-inf" } == vanished)
    let theory = try #require(found["theory"] as? [String: Any])
    #expect(abs(try #require(theory["lambda_1"] as? Double) + 0.34657) < 1e-5)
    // One seed has no scatter over seeds, but an error of its own.
    for key in ["lambda_1", "jacobian_slope", "spectral_radius", "entropy"] {
      #expect((found[key] as? [String: Any])?["error"] is NSNull, "\(key)")
    }
    #expect((exponents["error"] as? [Any])?.allSatisfy { $0 is NSNull } == true)
    #expect(try #require((found["jacobian_slope_errors"] as? [Double])?.first) > 0)
  }

  @Test func `the table names the theory beside the measurement, and what it cannot say`() throws {
    let gru = try Tool.probe.run(
      "network --cell gru --init orthogonal(1.5) --units 20 --steps 30 --warmup 10 --seeds 2",
      in: folder)
    #expect(gru.status == 0)
    #expect(gru.output.contains("gru tanh, 20 units, init orthogonal(1.5)"))
    #expect(
      gru.output.contains("Theory: of a GRU it knows the spectrum of the candidate's weights only.")
    )
    let pole = try Tool.probe.run(
      "network --hidden 1/x --units 20 --input-scale 1 --steps 30 --warmup 10 --seeds 1", in: folder
    )
    #expect(pole.output.contains("Theory: 1 / x has poles, with which no moments exist"))
    let growing = try Tool.probe.run(
      "network --hidden relu --units 20 --gain 4 --steps 2000 --seeds 1", in: folder)
    #expect(growing.status == 0)
    #expect(growing.output.contains("Seed 1: No Lyapunov exponents:"))
  }

  @Test func `the table is narrow though the states explode`() throws {
    let result = try Tool.probe.run(
      "network --hidden relu --gain 1.6 --units 64 --steps 600 --seeds 1", in: folder)
    #expect(result.status == 0, "\(result.error)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    let size = try #require(lines.first { $0.hasPrefix("hidden units, root mean square") })
    #expect(size.contains(/\d\.\d\de\+\d\d/))
  }

  @Test func `the same seeds give the same numbers`() throws {
    let line = "network --units 16 --steps 40 --warmup 10 --seeds 2 --input-scale 0.5 --json"
    let first = try Tool.probe.run(line, in: folder)
    #expect(first.output == (try Tool.probe.run(line, in: folder).output))
    #expect(first.output != (try Tool.probe.run(line + " --seed 9", in: folder).output))
  }

  @Test(arguments: [
    ("--units 0", "--units 0 is out of range: choose from 1 to 4096."),
    ("--gain -1", "--gain -1.0 is out of range: choose a number above 0."),
    ("--exponents some", "--exponents some is not a count: write a number from 1, or all."),
    ("--input-scale -1", "--input-scale -1.0 is out of range: choose a number from 0."),
    ("--hidden rleu", "--hidden: unknown activation \"rleu\""),
    ("--gate tanh", "--gate has no effect on an Elman cell"),
    ("--init critical", "--init critical is computed for a network that is trained:"),
    ("--gain 2 --init identity", "--gain has no effect beside --init"),
    ("--units 4096 --steps 1000000", "GB of memory: choose fewer --steps or --units."),
  ])
  func `an option out of range is answered with one sentence`(
    options: String, sentence: String
  ) throws {
    let result = try Tool.probe.run("network \(options)", in: folder)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.error.hasPrefix("Error: "))
    #expect(result.error.contains(sentence), "\(result.error)")
  }
}
