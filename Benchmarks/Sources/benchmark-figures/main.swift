import Foundation
import RunRecords
import RunReports

// benchmark-figures RESULTS.json FOLDER: draws how cost grows, a picture per axis for time and one
// for memory, as `run.py` measured it. `run.py --page` calls it.

guard CommandLine.arguments.count == 3 else {
  print("Usage: benchmark-figures RESULTS.json FOLDER")
  exit(64)
}
let decoder = JSONDecoder()
decoder.keyDecodingStrategy = .convertFromSnakeCase
let results = try decoder.decode(
  MeasuredCosts.self, from: Data(contentsOf: URL(filePath: CommandLine.arguments[1])))
let folder = URL(filePath: CommandLine.arguments[2], directoryHint: .isDirectory)
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
for picture in CostCharts(results).pictures {
  try AtomicFile.write(
    Data(picture.picture.svg.utf8), to: folder.appending(path: "\(picture.name).svg"))
}
