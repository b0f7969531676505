#include "row_softmax.h"

#if defined(__x86_64__)

#include <immintrin.h>

#include "lanes.h"

enum { LANES = 8 };

// Which lanes of a block are in the row, of which `left` elements are left.
LANE __m256i lanes_of(size_t left) {
  __m256i index = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  return _mm256_cmpgt_epi32(_mm256_set1_epi32(left < LANES ? (int)left : LANES), index);
}

// The block of a row from `row` on; zeros where the row has ended.
LANE __m256 load_block(const float *row, size_t left) {
  return left >= LANES ? _mm256_loadu_ps(row) : _mm256_maskload_ps(row, lanes_of(left));
}

LANE void store_block(float *row, size_t left, __m256 block) {
  if (left >= LANES) {
    _mm256_storeu_ps(row, block);
    return;
  }
  // Not a masked store, which takes some machines as long as all the rest of a row.
  float lanes[LANES];
  _mm256_storeu_ps(lanes, block);
  for (size_t lane = 0; lane < left; lane++) row[lane] = lanes[lane];
}

LANE __m256 fused_lanes(__m256 a, float b, __m256 c) {
  return _mm256_fmadd_ps(a, _mm256_set1_ps(b), c);
}

// exp(-a) times 2^64, for a in [0, 104]: `decay` of eight lanes.
LANE __m256 decay_lanes(__m256 a) {
  __m256 shifted = fused_lanes(a, -1.442695f, _mm256_set1_ps(ROUNDING_OFFSET));
  __m256 exponent = _mm256_sub_ps(shifted, _mm256_set1_ps(ROUNDING_OFFSET));
  __m256 high = _mm256_fnmsub_ps(exponent, _mm256_set1_ps(0.693359375f), a);
  __m256 r = fused_lanes(exponent, 2.1219444e-4f, high);
  __m256i biased = _mm256_add_epi32(_mm256_castps_si256(shifted), _mm256_set1_epi32(127 + 64));
  __m256 scale = _mm256_castsi256_ps(_mm256_slli_epi32(biased, 23));
  __m256 square = _mm256_mul_ps(r, r);
  __m256 low = fused_lanes(r, 0.16666542f, _mm256_set1_ps(0.49999997f));
  __m256 top = fused_lanes(r, 0.0013882486f, _mm256_set1_ps(0.008366692f));
  top = _mm256_fmadd_ps(top, r, _mm256_set1_ps(0.041667204f));
  __m256 minus_one = _mm256_fmadd_ps(square, _mm256_fmadd_ps(square, top, low), r);
  return _mm256_fmadd_ps(scale, minus_one, scale);
}

LANE float largest_lane(__m256 lanes) {
  __m128 four = _mm_max_ps(_mm256_castps256_ps128(lanes), _mm256_extractf128_ps(lanes, 1));
  __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}

LANE float sum_of_lanes(__m256 lanes) {
  __m128 four = _mm_add_ps(_mm256_castps256_ps128(lanes), _mm256_extractf128_ps(lanes, 1));
  __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

AVX2 struct softmax_sums row_softmax(float *row, size_t count) {
  // The maximum of two is the second where one is NaN: a NaN is passed over, and makes the sum NaN.
  __m256 lowest = _mm256_set1_ps(-__builtin_inff()), largest = lowest;
  for (size_t first = 0; first < count; first += LANES) {
    size_t left = count - first;
    __m256 y = load_block(row + first, left);
    if (left < LANES) y = _mm256_blendv_ps(lowest, y, _mm256_castsi256_ps(lanes_of(left)));
    largest = _mm256_max_ps(y, largest);
  }
  struct softmax_sums found = {.largest = largest_lane(largest)};
  __m256 most = _mm256_set1_ps(found.largest), sums = _mm256_setzero_ps();
  for (size_t first = 0; first < count; first += LANES) {
    size_t left = count - first;
    __m256 distance = _mm256_sub_ps(most, load_block(row + first, left));
    __m256 power = decay_lanes(_mm256_min_ps(_mm256_set1_ps(104), distance));
    if (left < LANES) power = _mm256_and_ps(power, _mm256_castsi256_ps(lanes_of(left)));
    sums = _mm256_add_ps(sums, power);
    store_block(row + first, left, power);
  }
  float sum = sum_of_lanes(sums);
  float inverse = 1 / sum;
  for (size_t index = 0; index < count; index++) row[index] *= inverse;
  found.sum = sum * DECAY_UNSCALE;
  return found;
}

#else

// Never called: `kernels_available` says no.
struct softmax_sums row_softmax(float *row, size_t count) {
  (void)row, (void)count;
  __builtin_trap();
}

#endif
