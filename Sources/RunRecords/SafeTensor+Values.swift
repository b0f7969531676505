import Foundation

extension SafeTensor {
  /// A tensor of type F32 or F64, whichever `Scalar` is.
  ///
  /// - Precondition: `Scalar` is `Float` or `Double`, and there is one value per element of
  ///   `shape`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init<Scalar: BinaryFloatingPoint>(name: String, shape: [Int], values: [Scalar]) {
    let type = Self.type(of: Scalar.self)
    let bytes =
      type == .f32
      ? values.map { Float($0).bitPattern.littleEndian }.withUnsafeBytes { Data($0) }
      : values.map { Double($0).bitPattern.littleEndian }.withUnsafeBytes { Data($0) }
    self.init(name: name, type: type, shape: shape, bytes: bytes)
  }

  /// The elements as `Float` or `Double`, row-major.
  ///
  /// Converting F64 to `Float` rounds to nearest, and what is beyond its range becomes infinite.
  ///
  /// - Parameters:
  ///   - scalar: The type asked for.
  ///   - converting: Whether F32 may be read as `Double` and F64 as `Float`.
  /// - Precondition: `Scalar` is `Float` or `Double`.
  /// - Throws: `SafeTensorsError.wrongType` if the tensor is not of the type asked for.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func values<Scalar: BinaryFloatingPoint>(
    as scalar: Scalar.Type,
    converting: Bool = false
  ) throws(SafeTensorsError) -> [Scalar] {
    let wanted = Self.type(of: scalar)
    let isReadable = type == wanted || (converting && (type == .f32 || type == .f64))
    guard isReadable else {
      throw .wrongType(tensor: name, found: type, wanted: wanted)
    }
    let width = type.bitWidth / 8
    return bytes.withUnsafeBytes { buffer in
      (0..<buffer.count / width).map { index in
        // The file may place a tensor at any offset, so that loads cannot count on alignment.
        if type == .f32 {
          let pattern = buffer.loadUnaligned(fromByteOffset: index * width, as: UInt32.self)
          return Scalar(Float(bitPattern: UInt32(littleEndian: pattern)))
        }
        let pattern = buffer.loadUnaligned(fromByteOffset: index * width, as: UInt64.self)
        return Scalar(Double(bitPattern: UInt64(littleEndian: pattern)))
      }
    }
  }

  private static func type<Scalar: BinaryFloatingPoint>(of scalar: Scalar.Type) -> SafeTensorType {
    let width = MemoryLayout<Scalar>.size * 8
    precondition(
      scalar is Float.Type || scalar is Double.Type,
      "\(scalar) has \(width) bits and no tensor type, only Float and Double have"
    )
    return width == 32 ? .f32 : .f64
  }
}
