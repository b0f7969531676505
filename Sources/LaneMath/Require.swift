/// Traps with `message` unless `condition` holds, in every build.
///
/// The standard `precondition` keeps its message to itself in optimised code, and the computing
/// targets are always optimised; a shape that does not fit must say which shapes they were.
@inlinable
@inline(__always)
package func require(
  _ condition: Bool, _ message: @autoclosure () -> String, file: StaticString = #fileID,
  line: UInt = #line
) {
  if !condition { fail(message(), file: file, line: line) }
}

/// Out of line, so that a check costs its caller one compare and one branch.
@usableFromInline
@inline(never)
package func fail(_ message: String, file: StaticString, line: UInt) -> Never {
  fatalError(message, file: file, line: line)
}
