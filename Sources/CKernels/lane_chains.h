// One lane of what only the steps of a program use, beside `lanes.h`: functions with their
// derivatives.
#ifndef SWIFT_RECURRENT_LANE_CHAINS_H
#define SWIFT_RECURRENT_LANE_CHAINS_H

#include <float.h>

#include "lanes.h"

// exp(x) - 1: near 0 a series, elsewhere what one exponential gives.
LANE struct pair power_minus_one(float x) {
  float power = exponential(x);
  float series = 2.4801587e-5f;
  series = fused(series, x, 1.984127e-4f);
  series = fused(series, x, 1.3888889e-3f);
  series = fused(series, x, 8.3333333e-3f);
  series = fused(series, x, 4.1666667e-2f);
  series = fused(series, x, 1.6666667e-1f);
  series = fused(x * x, fused(series, x, 0.5f), x);
  return (struct pair){whole_magnitude(x) < 0.5f ? series : power - 1, power};
}

// The error function: an odd polynomial in the middle, 1 - exp(-x^2) g(|x|) outside.
LANE struct pair error_function(float x) {
  float a = magnitude(x, 10.5f);
  struct pair t = square_decay(a);
  float power = (t.first + t.second) * DECAY_UNSCALE;
  float square = a * a;
  float inner = -5.96761703e-4f;
  inner = fused(inner, square, 4.99119423e-3f);
  inner = fused(inner, square, -2.67681349e-2f);
  inner = fused(inner, square, 1.12819925e-1f);
  inner = fused(inner, square, -3.76125336e-1f);
  inner = fused(inner, square, 1.28379166e-1f);
  // exp(x^2) (1 - erf(x)) about 2, for 0.92 to 4.05.
  float d = (4.05f < a ? 4.05f : a) - 2;
  float outer = -0.0003627584083005786f;
  outer = fused(outer, d, 0.0006325868307612836f);
  outer = fused(outer, d, -0.0015858252299949527f);
  outer = fused(outer, d, 0.005504655186086893f);
  outer = fused(outer, d, -0.015525700524449348f);
  outer = fused(outer, d, 0.041781336069107056f);
  outer = fused(outer, d, -0.10679465532302856f);
  outer = fused(outer, d, 0.2553960978984833f);
  float value = a > 0.92773438f ? fused(-power, outer, 1) : fused(a, inner, a);
  return (struct pair){signed_as(x, value), 1.1283792f * power};
}

// Beyond it the reduction of `rotation` would need more parts of pi.
#define ROTATION_LIMIT 8192.f

// Sine and cosine of x plus a number of quarter turns; S. Moshier's `sinf` (Cephes).
LANE struct pair rotation(float x, uint32_t quarters) {
  float shifted = fused(x, 0.63661977f, ROUNDING_OFFSET);
  float turns = shifted - ROUNDING_OFFSET;
  float near = fused(turns, -1.5703125f, x);
  near = fused(turns, -7.54979e-8f, fused(turns, -4.837513e-4f, near));
  float square = near * near;
  float sine = fused(fused(-1.9515296e-4f, square, 8.332161e-3f), square, -0.16666655f);
  sine = fused(near * square, sine, near);
  float cosine = fused(fused(2.4433157e-5f, square, -1.3887316e-3f), square, 4.1666646e-2f);
  cosine = fused(square * square, cosine, fused(-0.5f, square, 1));
  uint32_t quarter = bits_of(shifted) + quarters;
  uint32_t sign = (quarter & 2) << 30, slope_sign = ((quarter + 1) & 2) << 30;
  int is_swapped = (quarter & 1) != 0;
  return (struct pair){from_bits(bits_of(is_swapped ? cosine : sine) ^ sign),
                       from_bits(bits_of(is_swapped ? sine : cosine) ^ slope_sign)};
}

// log(1 + x) and 1 / (1 + x), which also scales what the sum lost.
LANE struct pair logarithm_of_one_plus_with_slope(float x) {
  float inverse = 1 / (1 + x);
  return (struct pair){logarithm_of_one_plus_scaling(x, inverse), inverse};
}

LANE struct pair square_root(float x) {
  float root = __builtin_elementwise_sqrt(x);
  return (struct pair){root, 0.5f / root};
}

// log(x) of a positive finite x, as a number and what it lacks of the true value.
LANE struct pair split_logarithm(float x) {
  int is_tiny = x < 0x1p-126f;
  float scaled = is_tiny ? x * 0x1p23f : x;
  int32_t offset = (int32_t)(bits_of(scaled) - 0x3f3504f3u);
  float exponent = (float)(offset >> 23) - (is_tiny ? 23.f : 0.f);
  float f = from_bits((uint32_t)((offset & 0x7fffff) + 0x3f3504f3)) - 1;
  // log(1 + f) is 2 s + 2/3 s^3 + 2/5 s^5 ..., with s = f / (2 + f), here of two parts.
  float sum = 2 + f, lost = f - (sum - 2), inverse = 1 / sum;
  float s = f * inverse;
  float rest = (fused(-s, sum, f) - s * lost) * inverse;
  float square = s * s;
  float series = fused(fused(0.18181819f, square, 0.22222222f), square, 0.28571430f);
  series = fused(fused(series, square, 0.4f), square, 0.66666669f);
  float first = exponent * 6.9313812256e-1f, second = s + s;
  float high = first + second;
  float low = second - (high - first)
      + fused(s * square, series, fused(exponent, 9.0580006145e-6f, rest + rest));
  float whole = high + low;
  return (struct pair){whole, low - (whole - high)};
}

// x to the power y and the logarithm of x, for a positive finite x and a finite y.
LANE struct pair power(float x, float y) {
  struct pair log = split_logarithm(x);
  float high = y * log.first;
  float low = fused(y, log.first, -high) + y * log.second;
  float whole = exponential(high);
  return (struct pair){fused(whole, low, whole), log.first};
}

// The derivative of a power p of x and y by both.
LANE float power_slope(struct pair p, float x, float y, float dx, float dy) {
  float by_base = y * (p.first / x) * dx;
  float by_exponent = p.first * p.second * dy;
  // What does not vary adds nothing, not even infinity times 0.
  return (y == 0 || dx == 0 ? 0 : by_base) + (dy == 0 ? 0 : by_exponent);
}

// The derivative that min and max take where both operands are equal: that of smaller magnitude.
LANE float smaller(float x, float y) {
  return whole_magnitude(x) <= whole_magnitude(y) ? x : y;
}

// The largest of what is found and a measure of how far from where `power` is right some lane lies:
// the base and the power positive and finite, the exponent finite. Integers, whose maximum is one
// instruction.
LANE uint32_t power_doubt(uint32_t found, float x, float y, float power) {
  // 0 becomes the largest of all; negative numbers, infinity and NaN are beyond the finite ones.
  uint32_t base = bits_of(x) - 1, raised = bits_of(power) - 1, exponent = bits_of(whole_magnitude(y));
  found = base > found ? base : found;
  found = raised > found ? raised : found;
  return exponent > found ? exponent : found;
}

// Whether some lane of this doubt may not be right.
LANE int may_be_irregular(uint32_t doubt) { return doubt >= bits_of(FLT_MAX); }

#endif
