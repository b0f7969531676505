import LaneMath

/// A scalar for which BLAS and LAPACK have routines: `Float` or `Double`.
///
/// One requirement stands for one routine. Products are in row-major terms; the factorisations keep
/// LAPACK's column-major order, and `Matrix` hides it. All calls into the C libraries are in
/// `Float+BLASScalar.swift` and `Double+BLASScalar.swift`; nothing else multiplies or factorises.
public protocol BLASScalar: LaneReal, PanelProducts, SIMDScalar, Codable {
  /// C := scale * op(A) * op(B) + keeping * C, all row-major (BLAS `gemm`).
  ///
  /// op(A) is [rows x depth], op(B) [depth x columns], C [rows x columns]; a stride is the distance
  /// between two rows of the matrix as it is stored.
  static func product(_ call: ProductCall<Self>)

  /// The upper triangle R and the reflectors of a QR factorisation (LAPACK `geqrf`).
  ///
  /// `matrix` is column-major [rows x columns], overwritten; returns the min(rows, columns)
  /// reflector scales.
  ///
  /// - Precondition: `matrix` holds `rows * columns` scalars (this is not checked).
  static func factorQR(_ matrix: inout [Self], rows: Int, columns: Int) -> [Self]

  /// The explicit orthonormal factor Q from what `factorQR` left (LAPACK `orgqr`), in its place.
  ///
  /// - Precondition: `rows` is at least `columns`.
  static func formQ(_ matrix: inout [Self], rows: Int, columns: Int, scales: [Self])

  /// The eigenvalues, ascending, of a symmetric [size x size] matrix (LAPACK `syev`).
  ///
  /// Of the column-major matrix only the upper triangle is read.
  ///
  /// - Precondition: every element is finite: LAPACK does not converge otherwise.
  static func symmetricEigenvalues(_ matrix: [Self], size: Int) -> [Self]

  /// The whole part, towards zero: of a generic number the standard library's conversion is slow.
  ///
  /// - Precondition: it is finite and fits into an `Int`.
  var wholePart: Int { get }

  /// The min(rows, columns) singular values, descending (LAPACK `gesdd`).
  ///
  /// `matrix` is column-major [rows x columns]; transposed it has the same singular values.
  ///
  /// - Precondition: every element is finite: LAPACK does not converge otherwise.
  static func singularValues(_ matrix: [Self], rows: Int, columns: Int) -> [Self]

  /// The eigenvalues of any square matrix, in no order (LAPACK `geev`).
  ///
  /// `matrix` is column-major [size x size]; transposed it has the same eigenvalues. A conjugate
  /// pair is two neighbours, the one with the positive imaginary part first.
  ///
  /// - Precondition: every element is finite: LAPACK does not converge otherwise.
  static func eigenvalues(_ matrix: [Self], size: Int) -> [(real: Self, imaginary: Self)]
}

/// The arguments of one matrix product, as BLAS takes them.
public struct ProductCall<Scalar> {
  /// Whether the left operand is used transposed.
  public var transposesLeft: Bool
  /// Whether the right operand is used transposed.
  public var transposesRight: Bool
  /// Rows of the result.
  public var rows: Int
  /// Columns of the result.
  public var columns: Int
  /// The summed dimension.
  public var depth: Int
  /// The factor of the product.
  public var scale: Scalar
  /// The left operand as stored, and the distance between its rows.
  public var left: (base: UnsafePointer<Scalar>, stride: Int)
  /// The right operand as stored, and the distance between its rows.
  public var right: (base: UnsafePointer<Scalar>, stride: Int)
  /// The factor of what the destination held before.
  public var keeping: Scalar
  /// The destination, and the distance between its rows.
  public var result: (base: UnsafeMutablePointer<Scalar>, stride: Int)

  /// Gathers the arguments.
  @inlinable
  public init(
    transposesLeft: Bool, transposesRight: Bool, rows: Int, columns: Int, depth: Int,
    scale: Scalar, left: (base: UnsafePointer<Scalar>, stride: Int),
    right: (base: UnsafePointer<Scalar>, stride: Int), keeping: Scalar,
    result: (base: UnsafeMutablePointer<Scalar>, stride: Int)
  ) {
    self.transposesLeft = transposesLeft
    self.transposesRight = transposesRight
    self.rows = rows
    self.columns = columns
    self.depth = depth
    self.scale = scale
    self.left = left
    self.right = right
    self.keeping = keeping
    self.result = result
  }
}
