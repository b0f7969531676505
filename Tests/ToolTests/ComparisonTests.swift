import Foundation
import Testing

@Suite struct ComparisonTests {
  let folder: TestFolder
  let options =
    "numbers.txt --steps 60 --hidden-size 8 --batch-size 4 --sequence-length 16"

  init() throws {
    folder = try TestFolder()
    try folder.writeNumbers()
  }

  private func compare(_ line: String) throws -> Tool.Result {
    try Tool.train.run("\(options) --output all \(line)", in: folder)
  }

  /// The log without what depends on the clock and on what else the machine does.
  private func measures(_ run: String) throws -> [NSDictionary] {
    try folder.lines("\(run)/metrics.jsonl").map { line in
      var record =
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      for key in ["seconds", "characters_per_second"] { record[key] = nil }
      return record as NSDictionary
    }
  }

  @Test(arguments: ["1", "2", "3"])
  func `each condition makes the bits that it makes alone`(threads: String) throws {
    let result = try compare(
      "--cell elman,gru --hidden relu,where(x>0,x,0.1*x) --precision double --threads \(threads)")
    #expect(result.status == 0)
    #expect(result.error.isEmpty)
    let runs = [
      ("cell-elman-hidden-relu", "--cell elman --hidden relu"),
      ("cell-elman-hidden-where-x-0-x-0.1-x", "--cell elman --hidden where(x>0,x,0.1*x)"),
      ("cell-gru-hidden-relu", "--cell gru --hidden relu"),
      ("cell-gru-hidden-where-x-0-x-0.1-x", "--cell gru --hidden where(x>0,x,0.1*x)"),
    ]
    #expect(
      try folder.names(in: "all") == (runs.map(\.0) + ["comparison.json", "report.html"]).sorted())
    for (index, run) in runs.enumerated() {
      let alone = try Tool.train.run(
        "\(options) --precision double --output \(index) \(run.1)", in: folder)
      #expect(alone.status == 0)
      #expect(
        try ModelFile(folder("all/\(run.0)")).body == ModelFile(folder("\(index)")).body, "\(run)")
      #expect(try measures("all/\(run.0)") == measures("\(index)"), "\(run)")
    }
  }

  @Test func `a run directory of a comparison is as complete as that of a single run`() throws {
    #expect(try compare("--hidden relu,tanh").status == 0)
    #expect(try Tool.train.run("\(options) --output one", in: folder).status == 0)
    for run in ["hidden-relu", "hidden-tanh"] {
      #expect(try folder.names(in: "all/\(run)") == folder.names(in: "one"))
      #expect(try Tool.sample.run("all/\(run) --length 20", in: folder).status == 0)
    }
    let record = try String(contentsOf: folder("all/comparison.json"), encoding: .utf8)
    #expect(record.contains("\"folder\" : \"hidden-relu\""))
  }

  @Test func `one table ends the run, and lines name their condition`() throws {
    let result = try compare("--hidden relu,tanh")
    #expect(!result.output.contains("\u{1B}"))
    for text in [
      "Comparing 2 conditions that differ in --hidden: relu; tanh\n",
      "\nrelu: step 50/60   83 %  loss ", "\ntanh: step 50/60   83 %  loss ",
      "\nlag  relu ", "  tanh\n", "\nAfter update 0: what is left of the gradient",
      "\nAfter update 50: what is left of the gradient", "\nfinal loss, nats ",
      "\nResults are in all, a run directory for each condition.\n",
    ] {
      #expect(result.output.contains(text), "\(text)")
    }
    // The chart stands once for both, never once each.
    #expect(result.output.matches(of: /After update 50: what/).count == 1)
  }

  @Test func `quiet prints the table only`() throws {
    let result = try compare("--clip none,1 --quiet")
    let lines = result.output.split(separator: "\n")
    #expect(lines[0].wholeMatch(of: /\ +none +1/) != nil, "\(lines[0])")
    #expect(lines[2].hasPrefix("verdict "))
    #expect(lines.last?.hasPrefix("Results") == false)
  }

  @Test func `a condition that diverges stops no other`() throws {
    let result = try compare("--learning-rate 0.01,1e30 --optimizer sgd --clip none --hidden elu")
    #expect(result.status == 0)
    #expect(result.output.contains("1e+30: Diverged at update "))
    let step = try ModelFile(folder("all/learning-rate-0.01")).metadata["step"]
    #expect(step == "60")
    let last = try #require(folder.lines("all/learning-rate-1e-30/metrics.jsonl").last)
    #expect(last.contains("\"non_finite\":[\""))
    let cells = try #require(
      result.output.firstMatch(of: /\nfirst non-finite update +none +(\d+)\n/))
    #expect(last.contains("\"step\":\(cells.1),"))
  }

  @Test func `where every condition diverges the status is that of a divergence`() throws {
    let result = try compare("--learning-rate 1e29,1e30 --optimizer sgd --clip none --hidden elu")
    #expect(result.status == 2)
    #expect(
      result.error
        == "Error: Every condition diverged; the last good model of each is kept in all.\n")
    #expect(result.output.contains("\nverdict "))
  }

  @Test(arguments: [
    (
      "--hidden relu,tanh,relu",
      "--hidden names a value twice: give each of them once."
    ),
    (
      "--clip 1,norm:1", "1 and norm:1 are the same run: leave one of them out."
    ),
    (
      "--seed 1,2,3,4,5,6 --hidden relu,tanh,elu",
      "--hidden, --seed name more than 16 conditions, the most that are compared: give fewer "
        + "values."
    ),
    (
      "--hidden relu,rleu",
      "--hidden: unknown activation \"rleu\": did you mean relu, relu6, relu-squared? "
        + "`rnn-train --help` lists them all."
    ),
    (
      "--cell elman,gru --gate sigmoid",
      "--gate has no effect on an Elman cell, which has no gates: leave it out, or choose --cell "
        + "gru."
    ),
  ])
  func `what cannot be compared is refused with one sentence`(
    line: String, sentence: String
  ) throws {
    let result = try compare(line)
    #expect(result.error == "Error: \(sentence)\n")
    #expect(result.output.isEmpty)
    #expect(result.status == 64)
    #expect(try folder.names() == ["numbers.txt"])
  }

  /// What `report.html` says below its title, waited for until it satisfies `isAwaited`.
  private func lead(_ run: String, where isAwaited: (String) -> Bool) throws -> String {
    let end = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < end {
      let page = (try? String(contentsOf: folder("\(run)/report.html"), encoding: .utf8)) ?? ""
      if let lead = page.firstMatch(of: /<p class="lead">([^<]*)</)?.1, isAwaited(String(lead)) {
        return String(lead)
      }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return "no page that is awaited"
  }

  @Test func `the page on all conditions is brought up to date while they train`() throws {
    var leads: [String] = []
    let result = try Tool.train.run(
      [
        "numbers.txt", "--steps", "900000", "--hidden-size", "64", "--hidden", "relu,tanh",
        "--output", "run", "--quiet",
      ], in: folder
    ) { process, _ in
      leads.append(try lead("run") { !$0.isEmpty })
      leads.append(try lead("run") { !$0.contains("no update") })
      leads.append(try lead("run") { $0 != leads[1] })
      process.interrupt()
    }
    #expect(result.status == 130)
    #expect(leads[0].hasPrefix("Runs relu"))
    #expect(leads[1].contains("of 900,000") && leads[2].contains("of 900,000"))
    #expect(Set(leads[1...]).count == 2)
  }

  @Test func `what the conditions share is said truly`() throws {
    for (line, clause) in [
      (
        "--seed 1,2", "from random draws of their own and on the same windows of the text;"
      ),
      (
        "--batch-size 4,8", "from the same random draws and on windows of the text of their own;"
      ),
    ] {
      let result = try Tool.train.run(
        "numbers.txt --steps 2 --hidden-size 4 --sequence-length 8 --output \(line.count) \(line)",
        in: folder)
      #expect(result.output.contains(", \(clause) each makes the same bits"), "\(result.output)")
    }
  }

  @Test func `Ctrl-C ends every condition and saves it`() throws {
    let result = try Tool.train.run(
      [
        "--steps", "200000", "--hidden-size", "8", "--hidden", "relu,tanh,elu", "--output", "run",
      ], in: folder
    ) { process, output in
      var text = ""
      while !text.contains("step "), let data = try output.read(upToCount: 1), !data.isEmpty {
        text += String(decoding: data, as: UTF8.self)
      }
      process.interrupt()
    }
    #expect(result.status == 130)
    #expect(result.error == "Interrupted; the models are saved in run.\n")
    for hidden in ["relu", "tanh", "elu"] {
      #expect(try folder.names(in: "run/hidden-\(hidden)").contains("model.safetensors"))
    }
    #expect(result.output.contains("\nverdict "))
  }
}
