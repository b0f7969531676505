// Functions that are compiled for AVX2 with FMA, or for AVX-512, whatever the rest is compiled for.
#ifndef SWIFT_RECURRENT_TARGET_H
#define SWIFT_RECURRENT_TARGET_H

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2,fma")))
#define AVX512 __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")))
#else
#define AVX2
#define AVX512
#endif

// One lane of a loop that the compiler vectorises, for either width.
#define LANE AVX2 static inline __attribute__((always_inline))

#endif
