/// The element types a safetensors file can name.
///
/// Only ``f32`` and ``f64`` have values here; tensors of the other types are carried as raw bytes.
public enum SafeTensorType: String, CaseIterable, Sendable {
  /// A truth value in one byte.
  case bool = "BOOL"
  /// A 4-bit float, two of them in a byte.
  case f4 = "F4"
  /// A 6-bit float with 2 exponent and 3 fraction bits.
  case f6e2m3 = "F6_E2M3"
  /// A 6-bit float with 3 exponent and 2 fraction bits.
  case f6e3m2 = "F6_E3M2"
  /// An unsigned 8-bit integer.
  case u8 = "U8"
  /// A signed 8-bit integer.
  case i8 = "I8"
  /// An 8-bit float with 5 exponent and 2 fraction bits.
  case f8e5m2 = "F8_E5M2"
  /// An 8-bit float with 4 exponent and 3 fraction bits.
  case f8e4m3 = "F8_E4M3"
  /// An 8-bit power of two.
  case f8e8m0 = "F8_E8M0"
  /// An 8-bit float with 4 exponent and 3 fraction bits and no negative zero.
  case f8e4m3fnuz = "F8_E4M3FNUZ"
  /// An 8-bit float with 5 exponent and 2 fraction bits and no negative zero.
  case f8e5m2fnuz = "F8_E5M2FNUZ"
  /// A signed 16-bit integer.
  case i16 = "I16"
  /// An unsigned 16-bit integer.
  case u16 = "U16"
  /// An IEEE half-precision float.
  case f16 = "F16"
  /// The upper half of a single-precision float.
  case bf16 = "BF16"
  /// A signed 32-bit integer.
  case i32 = "I32"
  /// An unsigned 32-bit integer.
  case u32 = "U32"
  /// An IEEE single-precision float.
  case f32 = "F32"
  /// A complex number of two single-precision floats.
  case c64 = "C64"
  /// An IEEE double-precision float.
  case f64 = "F64"
  /// A signed 64-bit integer.
  case i64 = "I64"
  /// An unsigned 64-bit integer.
  case u64 = "U64"

  /// The number of bits one element takes.
  public var bitWidth: Int {
    switch self {
    case .f4: 4
    case .f6e2m3, .f6e3m2: 6
    case .bool, .u8, .i8, .f8e5m2, .f8e4m3, .f8e8m0, .f8e4m3fnuz, .f8e5m2fnuz: 8
    case .i16, .u16, .f16, .bf16: 16
    case .i32, .u32, .f32: 32
    case .c64, .f64, .i64, .u64: 64
    }
  }

  /// The number of bytes a tensor of `shape` takes, or nil where no whole number of bytes fits.
  ///
  /// A shape without dimensions is a scalar of one element.
  func byteCount(shape: [Int]) -> Int? {
    var bits = 1
    for factor in shape + [bitWidth] {
      let (product, overflow) = bits.multipliedReportingOverflow(by: factor)
      guard factor >= 0, !overflow else { return nil }
      bits = product
    }
    return bits.isMultiple(of: 8) ? bits / 8 : nil
  }
}
