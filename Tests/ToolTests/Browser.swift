import Foundation

/// A Chromium without a window, as a reader's browser.
///
/// The environment variable `RECURRENT_BROWSER` names another program than those looked for.
struct Browser {
  private let path: String

  /// The browser of this machine; nil where there is none.
  init?() {
    let named = ProcessInfo.processInfo.environment["RECURRENT_BROWSER"]
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    let found = (named.map { [$0] } ?? known).first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let found else { return nil }
    path = found
  }

  /// Opens a page and hands back its elements as they are then, and what the console said.
  ///
  /// - Parameter folder: holds the page, and the browser's own files, so that no two share any.
  func open(_ page: URL, in folder: TestFolder) throws -> (elements: String, complaints: [String]) {
    let result = try Tool(name: path).run(
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
        "--user-data-dir=\(folder("browser").path)", "--enable-logging=stderr",
        "--virtual-time-budget=2000", "--dump-dom", page.absoluteString,
      ], in: folder)
    // The browser's own troubles, such as with a bus that a container has not, are not the page's.
    let complaints = result.error.split(separator: "\n").map(String.init)
      .filter { $0.contains("CONSOLE") }
    return (result.output, complaints)
  }
}
