import Foundation

/// The largest size a file of this process may reach; for use in exit tests only.
enum FileLimit {
  /// Sets the limit and gives the one before.
  static func set(_ bytes: rlim_t) throws -> rlimit {
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { throw POSIXError(.EINVAL) }
    try restore(rlimit(rlim_cur: bytes, rlim_max: limit.rlim_max))
    return limit
  }

  static func restore(_ limit: rlimit) throws {
    var limit = limit
    guard setrlimit(resource, &limit) == 0 else { throw POSIXError(.EINVAL) }
  }

  #if canImport(Glibc)
    private static var resource: __rlimit_resource_t { __rlimit_resource_t(RLIMIT_FSIZE.rawValue) }
  #else
    private static var resource: Int32 { RLIMIT_FSIZE }
  #endif
}
