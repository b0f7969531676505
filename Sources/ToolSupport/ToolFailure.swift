/// What ends a tool: one sentence for the user and an exit status for the shell.
public struct ToolFailure: Error, CustomStringConvertible, Sendable {
  /// For the shell.
  public let status: ExitStatus
  /// For the user: one sentence with the remedy.
  public let description: String

  /// A failure with the sentence that `error` prints.
  public init(_ status: ExitStatus, _ error: some CustomStringConvertible) {
    self.status = status
    description = error.description
  }
}
