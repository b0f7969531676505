// What threads that wait for each other need to know and to do, and Swift cannot.
#ifndef SWIFT_RECURRENT_PROCESSORS_H
#define SWIFT_RECURRENT_PROCESSORS_H

// How many processors this process may run on: those of the machine, or those that `taskset` or a
// batch system left.
int processors_usable(void);

// Between two looks of a thread that waits: some tens of cycles in which the other thread of the
// core, where it has two, works undisturbed.
static inline void processors_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

#endif
