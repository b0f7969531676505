import LaneMath

#if canImport(Accelerate)
  internal import Accelerate
#else
  internal import COpenBLAS
#endif

// Every BLAS and LAPACK call for Double. `Float+BLASScalar.swift` is the same file with `s` for
// `d`: keep the two in step.
extension Double: BLASScalar {
  /// The standard library's conversion, of a number whose type is known.
  public var wholePart: Int { Int(self) }

  /// BLAS `dgemm`.
  public static func product(_ call: ProductCall<Double>) {
    cblas_dgemm(
      CblasRowMajor, call.transposesLeft ? CblasTrans : CblasNoTrans,
      call.transposesRight ? CblasTrans : CblasNoTrans, Int32(call.rows), Int32(call.columns),
      Int32(call.depth), call.scale, call.left.base, Int32(call.left.stride), call.right.base,
      Int32(call.right.stride), call.keeping, call.result.base, Int32(call.result.stride))
  }

  /// LAPACK `dgeqrf`.
  public static func factorQR(_ matrix: inout [Double], rows: Int, columns: Int) -> [Double] {
    var (m, n, info) = (Int32(rows), Int32(columns), Int32(0))
    var leading = max(1, m)
    var scales = [Double](repeating: 0, count: min(rows, columns))
    var size = Int32(max(1, columns) * 64)
    var work = [Double](repeating: 0, count: Int(size))
    dgeqrf_(&m, &n, &matrix, &leading, &scales, &work, &size, &info)
    require(info == 0, "dgeqrf refused argument \(-info)")
    return scales
  }

  /// LAPACK `dorgqr`.
  public static func formQ(_ matrix: inout [Double], rows: Int, columns: Int, scales: [Double]) {
    var (m, n, k, info) = (Int32(rows), Int32(columns), Int32(scales.count), Int32(0))
    var leading = max(1, m)
    var reflectors = scales
    var size = Int32(max(1, columns) * 64)
    var work = [Double](repeating: 0, count: Int(size))
    dorgqr_(&m, &n, &k, &matrix, &leading, &reflectors, &work, &size, &info)
    require(info == 0, "dorgqr refused argument \(-info)")
  }

  /// LAPACK `dsyev`.
  public static func symmetricEigenvalues(_ matrix: [Double], size: Int) -> [Double] {
    var (n, info) = (Int32(size), Int32(0))
    var leading = max(1, n)
    var (valuesOnly, upper) = (Int8(UInt8(ascii: "N")), Int8(UInt8(ascii: "U")))
    var elements = matrix
    var values = [Double](repeating: 0, count: size)
    var workSize = Int32(max(1, size) * 64)
    var work = [Double](repeating: 0, count: Int(workSize))
    #if canImport(Accelerate)
      dsyev_(&valuesOnly, &upper, &n, &elements, &leading, &values, &work, &workSize, &info)
    #else
      dsyev_(&valuesOnly, &upper, &n, &elements, &leading, &values, &work, &workSize, &info, 1, 1)
    #endif
    require(info == 0, "dsyev did not converge (\(info))")
    return values
  }

  /// LAPACK `dgesdd`.
  public static func singularValues(_ matrix: [Double], rows: Int, columns: Int) -> [Double] {
    let (most, least) = (max(rows, columns), min(rows, columns))
    guard least > 0 else { return [] }
    var (m, n, info) = (Int32(rows), Int32(columns), Int32(0))
    var (leading, one) = (max(1, m), Int32(1))
    var valuesOnly = Int8(UInt8(ascii: "N"))
    var elements = matrix
    var values = [Double](repeating: 0, count: least)
    var (left, right) = (Double(0), Double(0))
    // 3 k + max(l, 7 k) is the least that LAPACK takes; 64 a row and column lets it work in blocks.
    var workSize = Int32(3 * least + max(most, 7 * least) + 64 * (most + least))
    var work = [Double](repeating: 0, count: Int(workSize))
    var indices = [Int32](repeating: 0, count: 8 * least)
    #if canImport(Accelerate)
      dgesdd_(
        &valuesOnly, &m, &n, &elements, &leading, &values, &left, &one, &right, &one, &work,
        &workSize, &indices, &info)
    #else
      dgesdd_(
        &valuesOnly, &m, &n, &elements, &leading, &values, &left, &one, &right, &one, &work,
        &workSize, &indices, &info, 1)
    #endif
    require(info == 0, "dgesdd did not converge (\(info))")
    return values
  }

  /// LAPACK `dgeev`.
  public static func eigenvalues(
    _ matrix: [Double], size: Int
  ) -> [(real: Double, imaginary: Double)] {
    var (n, info) = (Int32(size), Int32(0))
    var (leading, one) = (max(1, n), Int32(1))
    var (noLeft, noRight) = (Int8(UInt8(ascii: "N")), Int8(UInt8(ascii: "N")))
    var elements = matrix
    var real = [Double](repeating: 0, count: size)
    var imaginary = real
    var (left, right) = (Double(0), Double(0))
    var workSize = Int32(max(1, size) * 64)
    var work = [Double](repeating: 0, count: Int(workSize))
    #if canImport(Accelerate)
      dgeev_(
        &noLeft, &noRight, &n, &elements, &leading, &real, &imaginary, &left, &one, &right, &one,
        &work, &workSize, &info)
    #else
      dgeev_(
        &noLeft, &noRight, &n, &elements, &leading, &real, &imaginary, &left, &one, &right, &one,
        &work, &workSize, &info, 1, 1)
    #endif
    require(info == 0, "dgeev did not converge (\(info))")
    return zip(real, imaginary).map { ($0, $1) }
  }
}
