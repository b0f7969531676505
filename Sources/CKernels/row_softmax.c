#include "row_softmax.h"

#if defined(__x86_64__)

#include <immintrin.h>

#include "lane_joins.h"
#include "lanes.h"

// A row is taken in blocks of 16 lanes, one register or two: so its bits are the same with any
// width.
enum { LANES = 16 };

// These have `? :` lane by lane, which vectors of the other kind have not.
typedef float block __attribute__((ext_vector_type(LANES), aligned(4)));
typedef int32_t whole_block __attribute__((ext_vector_type(LANES), aligned(4)));

#define ALL(NUMBER) ((NUMBER) - (block){0})
#define FUSED(A, B, C) __builtin_elementwise_fma(A, B, C)

// exp(y - largest) times 2^64 for a block of logits y: `decay` of all lanes.
#define RAISE(POWERS, Y)                                                                        \
  block POWERS;                                                                                 \
  {                                                                                             \
    block distance = largest - (Y), limit = ALL(104.f);                                         \
    distance = limit < distance ? limit : distance;                                             \
    block shifted = FUSED(distance, ALL(-1.442695f), ALL(ROUNDING_OFFSET));                     \
    block exponent = shifted - ROUNDING_OFFSET;                                                 \
    block r = FUSED(exponent, ALL(2.1219444e-4f), FUSED(exponent, ALL(-0.693359375f), -distance)); \
    whole_block biased = (whole_block)shifted + (127 + 64);                                     \
    block scale = (block)(biased << 23);                                                        \
    block high = FUSED(FUSED(ALL(0.0013882486f), r, ALL(0.008366692f)), r, ALL(0.041667204f));  \
    block low = FUSED(r, ALL(0.16666542f), ALL(0.49999997f)), square = r * r;                   \
    POWERS = FUSED(scale, FUSED(square, FUSED(square, high, low), r), scale);                   \
  }

// The end of a row, of `left` lanes; the others are 0, and are not read.
AVX2 static inline __attribute__((always_inline)) __m256 load_half(const float *row, int left) {
  __m256i index = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  return _mm256_maskload_ps(row, _mm256_cmpgt_epi32(_mm256_set1_epi32(left), index));
}
#define LOAD_256(ROW, LEFT)                                                                     \
  (block)__builtin_shufflevector(load_half(ROW, LEFT), load_half((ROW) + 8, (LEFT) - 8), 0, 1,  \
                                 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
#define LOAD_512(ROW, LEFT) (block)_mm512_maskz_loadu_ps((__mmask16)((1 << (LEFT)) - 1), ROW)

// Turns a row into its softmax.
#define SOFTMAX(NAME, TARGET, LOAD)                                                             \
  TARGET static struct softmax_sums NAME(float *row, size_t count) {                            \
    size_t left = count % LANES, whole = count - left;                                          \
    block largest = ALL(-__builtin_inff()), sums = {0}, last = {0};                             \
    whole_block index = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};                 \
    whole_block is_left = index < (int32_t)left;                                                \
    /* A NaN is passed over, and makes the sum NaN. */                                          \
    if (left > 0) {                                                                             \
      last = LOAD(row + whole, (int)left);                                                      \
      largest = is_left ? (last > largest ? last : largest) : largest;                          \
    }                                                                                           \
    for (size_t first = 0; first < whole; first += LANES) {                                     \
      block y = *(block *)(row + first);                                                        \
      largest = y > largest ? y : largest;                                                      \
    }                                                                                           \
    JOINED(most, largest, LARGER)                                                               \
    largest = ALL(most);                                                                        \
    for (size_t first = 0; first < whole; first += LANES) {                                     \
      RAISE(powers, *(block *)(row + first))                                                    \
      *(block *)(row + first) = powers;                                                         \
      sums += powers;                                                                           \
    }                                                                                           \
    if (left > 0) {                                                                             \
      RAISE(powers, last)                                                                       \
      powers = is_left ? powers : (block){0};                                                   \
      sums += powers;                                                                           \
      /* Not a masked store, which takes some machines as long as all the rest of a row. */     \
      float lanes[LANES];                                                                       \
      *(block *)lanes = powers;                                                                 \
      for (size_t lane = 0; lane < left; lane++) row[whole + lane] = lanes[lane];               \
    }                                                                                           \
    JOINED(sum, sums, SUM)                                                                      \
    float inverse = 1 / sum;                                                                    \
    for (size_t index = 0; index < count; index++) row[index] *= inverse;                       \
    return (struct softmax_sums){.largest = most, .sum = sum * DECAY_UNSCALE};                  \
  }

SOFTMAX(softmax_256, AVX2, LOAD_256)
SOFTMAX(softmax_512, AVX512, LOAD_512)

struct softmax_sums row_softmax(enum kernel_width width, float *row, size_t count) {
  return width == kernels_of_512_bits ? softmax_512(row, count) : softmax_256(row, count);
}

#else

// Never called: `kernels_available` says no.
struct softmax_sums row_softmax(enum kernel_width width, float *row, size_t count) {
  (void)width, (void)row, (void)count;
  __builtin_trap();
}

#endif
