import Foundation
import Testing

/// The example of that name, run as a user runs it.
@Suite struct MisprintedFormulasTests {
  /// What its rows of training numbers say, by the name of the row; those of a name in order.
  private struct Rows {
    private var columns: [String: [[String]]] = [:]

    init(_ output: String) {
      for line in output.split(separator: "\n") {
        let parts = line.replacing(" %", with: "").split(separator: /\s{2,}/).map(String.init)
        guard parts.count == 6 else { continue }
        columns[parts[0], default: []].append(parts)
      }
    }

    func text(_ name: String, _ column: Int, occurrence: Int = 0) -> String {
      let rows = columns[name] ?? []
      return rows.indices.contains(occurrence) ? rows[occurrence][column] : ""
    }

    func number(_ name: String, _ column: Int, occurrence: Int = 0) -> Double {
      Double(text(name, column, occurrence: occurrence)) ?? .nan
    }
  }

  private static let (loss, firstNorm, inactive, saturated) = (1, 2, 4, 5)

  private let output: String

  init() throws {
    let result = try Tool(name: "misprinted-formulas").run([], in: try TestFolder())
    #expect(result.status == 0 && result.error.isEmpty)
    output = result.output
  }

  @Test func `it shows what each formula is and what each mistake costs`() {
    #expect(output.contains("as printed  0.0167  0.3779  1.0100  0.3779  0.0167"))
    #expect(output.contains("values from 0.01 to 1.01; even; kink at 0;"))
    #expect(output.contains("values from 0.99 to 0.99; constant; no kinks; |f'| at most 0;"))
    #expect(output.contains("|f'| at most 0; no critical gain\n"))
    #expect(output.contains("odd; no kinks; |f'| at most 1; critical gain 1\n"))
    #expect(output.contains("as printed         0.0000   0.0000  0.0000  1.0100  5.0500"))
    let rows = Rows(output)
    // In the order of the output: also the rows of values have six columns.
    #expect(rows.number("as printed", Self.inactive, occurrence: 3) == 100)
    #expect(rows.number("as printed", Self.loss, occurrence: 3) > 2.8)
    #expect(rows.number("tanh", Self.loss, occurrence: 1) < 2.6)
    #expect(rows.number("as printed", Self.inactive, occurrence: 5) > 20)
    #expect(rows.number("leaky-relu(0.01)", Self.inactive, occurrence: 1) == 0)
    #expect(abs(rows.number("identity", Self.loss) - 0.69) < 0.03)
    #expect(abs(rows.number("identity, 2 layers", Self.loss) - 0.69) < 0.03)
    #expect(rows.number("tanh", Self.loss, occurrence: 2) < 0.1)
    #expect(rows.text("relu, gaussian(3)", Self.loss).hasPrefix("diverged at update "))
    #expect(rows.number("tanh, gaussian(8)", Self.saturated) > 60)
    #expect(rows.number("relu, rate 0.2", Self.inactive) > 80)
    let growth =
      rows.number("softplus, W_hh = I", Self.firstNorm)
      / rows.number("softplus, W_hh = I / 2", Self.firstNorm)
    #expect(growth > 2)
  }

  @Test func `its README shows what it prints`() throws {
    let readme = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Examples/MisprintedFormulas/README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    let blocks = text.split(separator: "```text\n")
    let shown = try #require(blocks.last?.split(separator: "\n```").first)
    #expect(blocks.count == 2 && skeleton(String(shown)) == skeleton(output))
  }

  /// The output without the numbers of training, which other processors round differently.
  private func skeleton(_ text: String) -> [String] {
    var isTraining = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line in
      if line.contains("|h| first") { isTraining = true }
      if line.isEmpty { isTraining = false }
      let name = line.drop(while: \.isWhitespace).split(separator: "  ").first
      return isTraining ? name.map(String.init) : (line.isEmpty ? nil : String(line))
    }
  }
}
