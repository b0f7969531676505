internal import CKernels

/// Memory that was freed and that the C library keeps for later.
package enum FreeMemory {
  /// Gives it back to the system.
  ///
  /// What a network needs while it is drawn is more than its weights take, and glibc would keep
  /// much of it below the memory that training allocates next.
  package static func giveBack() { free_memory_give_back() }
}
