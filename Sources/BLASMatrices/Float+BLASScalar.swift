import LaneMath

#if canImport(Accelerate)
  internal import Accelerate
#else
  internal import COpenBLAS
#endif

// Every BLAS and LAPACK call for Float. `Double+BLASScalar.swift` is the same file with `d` for
// `s`: keep the two in step.
extension Float: BLASScalar {
  /// The standard library's conversion, of a number whose type is known.
  public var wholePart: Int { Int(self) }

  /// BLAS `sgemm`.
  public static func product(_ call: ProductCall<Float>) {
    cblas_sgemm(
      CblasRowMajor, call.transposesLeft ? CblasTrans : CblasNoTrans,
      call.transposesRight ? CblasTrans : CblasNoTrans, Int32(call.rows), Int32(call.columns),
      Int32(call.depth), call.scale, call.left.base, Int32(call.left.stride), call.right.base,
      Int32(call.right.stride), call.keeping, call.result.base, Int32(call.result.stride))
  }

  /// LAPACK `sgeqrf`.
  public static func factorQR(_ matrix: inout [Float], rows: Int, columns: Int) -> [Float] {
    var (m, n, info) = (Int32(rows), Int32(columns), Int32(0))
    var leading = max(1, m)
    var scales = [Float](repeating: 0, count: min(rows, columns))
    var size = Int32(max(1, columns) * 64)
    var work = [Float](repeating: 0, count: Int(size))
    sgeqrf_(&m, &n, &matrix, &leading, &scales, &work, &size, &info)
    require(info == 0, "sgeqrf refused argument \(-info)")
    return scales
  }

  /// LAPACK `sorgqr`.
  public static func formQ(_ matrix: inout [Float], rows: Int, columns: Int, scales: [Float]) {
    var (m, n, k, info) = (Int32(rows), Int32(columns), Int32(scales.count), Int32(0))
    var leading = max(1, m)
    var reflectors = scales
    var size = Int32(max(1, columns) * 64)
    var work = [Float](repeating: 0, count: Int(size))
    sorgqr_(&m, &n, &k, &matrix, &leading, &reflectors, &work, &size, &info)
    require(info == 0, "sorgqr refused argument \(-info)")
  }

  /// LAPACK `ssyev`.
  public static func symmetricEigenvalues(_ matrix: [Float], size: Int) -> [Float] {
    var (n, info) = (Int32(size), Int32(0))
    var leading = max(1, n)
    var (valuesOnly, upper) = (Int8(UInt8(ascii: "N")), Int8(UInt8(ascii: "U")))
    var elements = matrix
    var values = [Float](repeating: 0, count: size)
    var workSize = Int32(max(1, size) * 64)
    var work = [Float](repeating: 0, count: Int(workSize))
    #if canImport(Accelerate)
      ssyev_(&valuesOnly, &upper, &n, &elements, &leading, &values, &work, &workSize, &info)
    #else
      ssyev_(&valuesOnly, &upper, &n, &elements, &leading, &values, &work, &workSize, &info, 1, 1)
    #endif
    require(info == 0, "ssyev did not converge (\(info))")
    return values
  }

  /// LAPACK `sgesdd`.
  public static func singularValues(_ matrix: [Float], rows: Int, columns: Int) -> [Float] {
    let (most, least) = (max(rows, columns), min(rows, columns))
    guard least > 0 else { return [] }
    var (m, n, info) = (Int32(rows), Int32(columns), Int32(0))
    var (leading, one) = (max(1, m), Int32(1))
    var valuesOnly = Int8(UInt8(ascii: "N"))
    var elements = matrix
    var values = [Float](repeating: 0, count: least)
    var (left, right) = (Float(0), Float(0))
    // 3 k + max(l, 7 k) is the least that LAPACK takes; 64 a row and column lets it work in blocks.
    var workSize = Int32(3 * least + max(most, 7 * least) + 64 * (most + least))
    var work = [Float](repeating: 0, count: Int(workSize))
    var indices = [Int32](repeating: 0, count: 8 * least)
    #if canImport(Accelerate)
      sgesdd_(
        &valuesOnly, &m, &n, &elements, &leading, &values, &left, &one, &right, &one, &work,
        &workSize, &indices, &info)
    #else
      sgesdd_(
        &valuesOnly, &m, &n, &elements, &leading, &values, &left, &one, &right, &one, &work,
        &workSize, &indices, &info, 1)
    #endif
    require(info == 0, "sgesdd did not converge (\(info))")
    return values
  }

  /// LAPACK `sgeev`.
  public static func eigenvalues(
    _ matrix: [Float], size: Int
  ) -> [(real: Float, imaginary: Float)] {
    var (n, info) = (Int32(size), Int32(0))
    var (leading, one) = (max(1, n), Int32(1))
    var (noLeft, noRight) = (Int8(UInt8(ascii: "N")), Int8(UInt8(ascii: "N")))
    var elements = matrix
    var real = [Float](repeating: 0, count: size)
    var imaginary = real
    var (left, right) = (Float(0), Float(0))
    var workSize = Int32(max(1, size) * 64)
    var work = [Float](repeating: 0, count: Int(workSize))
    #if canImport(Accelerate)
      sgeev_(
        &noLeft, &noRight, &n, &elements, &leading, &real, &imaginary, &left, &one, &right, &one,
        &work, &workSize, &info)
    #else
      sgeev_(
        &noLeft, &noRight, &n, &elements, &leading, &real, &imaginary, &left, &one, &right, &one,
        &work, &workSize, &info, 1, 1)
    #endif
    require(info == 0, "sgeev did not converge (\(info))")
    return zip(real, imaginary).map { ($0, $1) }
  }
}
