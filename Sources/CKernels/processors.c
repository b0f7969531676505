// For `sched_getaffinity`.
#define _GNU_SOURCE

#include "processors.h"

#include <sched.h>
#include <unistd.h>

int processors_usable(void) {
#if defined(__linux__)
  cpu_set_t allowed;
  // Fails where the machine has more processors than the set has places: then all of them count.
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return CPU_COUNT(&allowed);
#endif
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}
