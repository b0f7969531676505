#include "CKernels.h"

bool kernels_available(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return false;
#endif
}

bool kernels_have_512_bits(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return kernels_available() && __builtin_cpu_supports("avx512f")
         && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")
         && __builtin_cpu_supports("avx512dq");
#else
  return false;
#endif
}
