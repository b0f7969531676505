import BLASMatrices
import Recurrent

/// The inputs and targets of one window for a whole batch, time-major: row t * B + b.
public final class WindowBuffer<Scalar: BLASScalar>: Sendable {
  /// T.
  public let steps: Int
  /// B.
  public let batchSize: Int
  /// `[T*B]`: input classes, where the network reads tokens.
  public let tokens: IndexWorkspace
  /// `[T*B x I]`: inputs, where the network reads values.
  public let values: Workspace<Scalar>
  /// `[T*B]`: classes to predict.
  public let targets: IndexWorkspace

  /// Allocates a buffer for `architecture`.
  ///
  /// - Precondition: neither size is negative.
  public init(_ architecture: RecurrentArchitecture<Scalar>, steps: Int, batchSize: Int) {
    self.steps = steps
    self.batchSize = batchSize
    let rows = steps * batchSize
    let readsTokens = architecture.inputs == .tokens
    tokens = IndexWorkspace(count: readsTokens ? rows : 0)
    values = Workspace(rowCount: readsTokens ? 0 : rows, columnCount: architecture.inputSize)
    targets = IndexWorkspace(count: rows)
  }
}

/// Where windows come from: text, time series, anything cut into [T x B] windows.
public protocol WindowSource<Scalar> {
  /// The scalar of real-valued inputs.
  associatedtype Scalar: BLASScalar

  /// T: the steps of every window.
  var steps: Int { get }

  /// B: the rows of every window.
  var batchSize: Int { get }

  /// Fills the next window.
  ///
  /// Row b of a window continues row b of the one before, so that the state carries over.
  ///
  /// - Returns: whether a new pass over the data begins, where the state starts from zero; true for
  ///   the first window.
  mutating func fill(_ window: WindowBuffer<Scalar>) -> Bool
}
