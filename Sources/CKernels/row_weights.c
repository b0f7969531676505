#include "row_weights.h"

#if defined(__x86_64__)

#include <stdint.h>
#include <string.h>

#include "target.h"

// Sums and products are fused only where it is written, so that a lane has the same bits in the
// vector loop and in the scalar one that takes what is left of a row.
#pragma clang fp contract(off)

#define ROUNDING_OFFSET 0x1.8p52

enum { LANES = 16 };

LANE double fused(double a, double b, double c) { return __builtin_elementwise_fma(a, b, c); }

// 2 to a whole number, which has the offset added.
LANE double power_of_two(double shifted) {
  uint64_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  bits = (bits + 1023) << 52;
  double power;
  memcpy(&power, &bits, sizeof power);
  return power;
}

// exp(r) - 1 for |r| of at most ln(2) / 2: its Taylor series to the 13th power, whose rest is
// 2^-57.
LANE double reduced_exp_minus_one(double r) {
  double r2 = r * r, r4 = r2 * r2;
  double p2 = fused(r, 1.0 / 6, 1.0 / 2), p4 = fused(r, 1.0 / 120, 1.0 / 24);
  double p6 = fused(r, 1.0 / 5040, 1.0 / 720), p8 = fused(r, 1.0 / 362880, 1.0 / 40320);
  double p10 = fused(r, 1.0 / 39916800, 1.0 / 3628800);
  double p12 = fused(r, 1.0 / 6227020800, 1.0 / 479001600);
  double high = fused(r4, fused(r2, p12, p10), fused(r2, p8, p6));
  return fused(r2, fused(r4, high, fused(r2, p4, p2)), r);
}

// exp(x) for x of at most 0.
LANE double exponential(double x) {
  double bounded = x < -1400 ? -1400 : x;
  double exponent = fused(bounded, 0x1.71547652b82fep0, ROUNDING_OFFSET) - ROUNDING_OFFSET;
  double reduced = fused(exponent, -0x1.abc9e3b39803fp-56,
                         fused(exponent, -0x1.62e42fefa39efp-1, bounded));
  // In two factors: their product may be too small for a normal number.
  double half = fused(exponent, 0.5, ROUNDING_OFFSET);
  double rest = (exponent - (half - ROUNDING_OFFSET)) + ROUNDING_OFFSET;
  return (1 + reduced_exp_minus_one(reduced)) * power_of_two(half) * power_of_two(rest);
}

LANE double larger(double a, double b) { return a > b ? a : b; }

// The largest of a row; NaN where one is not finite.
LANE double largest_finite(const double *row, size_t count) {
  double largest[LANES], excess[LANES];
  for (size_t lane = 0; lane < LANES; lane++) largest[lane] = -__builtin_inf(), excess[lane] = 0;
  size_t whole = count / LANES * LANES;
  for (size_t first = 0; first < whole; first += LANES) {
    for (size_t lane = 0; lane < LANES; lane++) {
      double x = row[first + lane];
      largest[lane] = larger(x, largest[lane]);
      // 0 for a finite number, else NaN.
      excess[lane] += x - x;
    }
  }
  for (size_t index = whole; index < count; index++) {
    largest[0] = larger(row[index], largest[0]);
    excess[0] += row[index] - row[index];
  }
  for (size_t lane = 1; lane < LANES; lane++) {
    largest[0] = larger(largest[lane], largest[0]);
    excess[0] += excess[lane];
  }
  return largest[0] + excess[0];
}

LANE double weigh(double *restrict scores, double temperature, double *restrict weights,
                  size_t count) {
  double largest = largest_finite(scores, count);
  if (largest != largest) return largest;
  for (size_t index = 0; index < count; index++) {
    double score = (scores[index] - largest) / temperature;
    scores[index] = score;
    weights[index] = exponential(score);
  }
  return largest;
}

AVX2 static double weigh_256(double *scores, double temperature, double *weights, size_t count) {
  return weigh(scores, temperature, weights, count);
}

AVX512 static double weigh_512(double *scores, double temperature, double *weights, size_t count) {
  return weigh(scores, temperature, weights, count);
}

double row_weights(enum kernel_width width, double *scores, double temperature, double *weights,
                   size_t count) {
  return width == kernels_of_512_bits ? weigh_512(scores, temperature, weights, count)
                                      : weigh_256(scores, temperature, weights, count);
}

#else

// Never called: `kernels_available` says no.
double row_weights(enum kernel_width width, double *scores, double temperature, double *weights,
                   size_t count) {
  (void)width, (void)scores, (void)temperature, (void)weights, (void)count;
  __builtin_trap();
}

#endif
