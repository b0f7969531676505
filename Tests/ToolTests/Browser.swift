import Foundation

/// A Chromium without a window, as a reader's browser.
///
/// It is started once and told over its debugging pipe, messages of JSON with a zero byte after
/// each, which page to show, how wide, light or dark, on a screen or on paper.
///
/// The environment variable `RECURRENT_BROWSER` names another program than those looked for.
final class Browser {
  /// What the console said, and what the pages threw, since the last page was opened.
  private(set) var complaints: [String] = []

  private let process = Process()
  private let orders = Pipe()
  private let answers = Pipe()
  private var unread = Data()
  private var loads = 0
  private var orderCount = 0
  private var session: String?

  /// A browser that does not answer, or says that it cannot.
  struct Failure: Error {
    let reason: String
  }

  /// How long an answer may take, in milliseconds: a busy machine starts a browser slowly.
  private static let patience: Int32 = 60_000

  /// The browser of this machine; nil where there is none.
  static var path: String? {
    let named = ProcessInfo.processInfo.environment["RECURRENT_BROWSER"]
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    return (named.map { [$0] } ?? known).first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Starts a browser.
  ///
  /// - Parameter folder: holds the browser's own files, so that no two share any.
  init(_ path: String, in folder: TestFolder) throws {
    process.executableURL = URL(filePath: "/bin/sh")
    // The browser reads orders from descriptor 3 and answers on 4.
    process.arguments = [
      "-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1", path, "--headless",
      "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
      "--user-data-dir=\(folder("browser").path)", "--remote-debugging-pipe", "about:blank",
    ]
    process.standardInput = orders
    process.standardOutput = answers
    try process.run()
    let target = try order("Target.createTarget", ["url": "about:blank"])
    let attached = try order(
      "Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])
    session = attached["sessionId"] as? String
    for domain in ["Page", "Runtime", "Log"] { try order("\(domain).enable") }
  }

  deinit { process.terminate() }

  /// Shows a page and waits until it is loaded.
  func open(_ page: URL) throws {
    complaints = []
    let before = loads
    try order("Page.navigate", ["url": page.absoluteString])
    while loads == before { note(try message()) }
  }

  /// Shows pages in a window of a width, to a reader who wants them light or dark.
  ///
  /// - Parameter medium: `screen` or `print`.
  func show(width: Int, scheme: String, medium: String = "screen") throws {
    try order(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500])
    try order(
      "Emulation.setEmulatedMedia",
      ["media": medium, "features": [["name": "prefers-color-scheme", "value": scheme]]])
  }

  /// What a script that ends in a string says of the page.
  func evaluate(_ script: String) throws -> String {
    let answer = try order("Runtime.evaluate", ["expression": script])
    guard let value = (answer["result"] as? [String: Any])?["value"] as? String else {
      throw Failure(reason: "the script gave no string: \(answer)")
    }
    return value
  }

  /// The page as it is printed.
  func pdf() throws -> Data {
    try order("Emulation.clearDeviceMetricsOverride")
    let answer = try order("Page.printToPDF", ["preferCSSPageSize": true])
    return (answer["data"] as? String).flatMap { Data(base64Encoded: $0) } ?? Data()
  }

  @discardableResult
  private func order(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    orderCount += 1
    var order: [String: Any] = ["id": orderCount, "method": method, "params": parameters]
    if let session { order["sessionId"] = session }
    var text = try JSONSerialization.data(withJSONObject: order)
    text.append(0)
    try orders.fileHandleForWriting.write(contentsOf: text)
    while true {
      let message = try message()
      guard message["id"] as? Int == orderCount else {
        note(message)
        continue
      }
      if let error = message["error"] { throw Failure(reason: "\(method): \(error)") }
      return message["result"] as? [String: Any] ?? [:]
    }
  }

  /// The next answer or event.
  private func message() throws -> [String: Any] {
    var text = Data()
    while true {
      if let end = unread.firstIndex(of: 0) {
        text += unread[..<end]
        unread = Data(unread[(end + 1)...])
        return try JSONSerialization.jsonObject(with: text) as? [String: Any] ?? [:]
      }
      text += unread
      let handle = answers.fileHandleForReading
      var request = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, Self.patience) > 0 else {
        throw Failure(reason: "no answer within \(Self.patience) ms")
      }
      unread = handle.availableData
      if unread.isEmpty { throw Failure(reason: "the browser ended") }
    }
  }

  /// Takes note of an event.
  private func note(_ message: [String: Any]) {
    switch message["method"] as? String {
    case "Page.loadEventFired": loads += 1
    case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded":
      complaints.append("\(message["params"] ?? "")")
    default: break
    }
  }
}
