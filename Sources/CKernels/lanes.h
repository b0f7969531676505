// One lane of the functions of LaneMath, to be inlined into loops that the compiler vectorises for
// AVX2 with FMA or AVX-512. They are Swift's `Float+*.swift`, where each is explained, with
// products and sums fused: the same shapes, ranges and limits, and as accurate or better.
//
// Sums and products are fused only where it is written, so that a lane has the same bits in the
// vector loop and in the scalar one that takes what is left of a row.
#ifndef SWIFT_RECURRENT_LANES_H
#define SWIFT_RECURRENT_LANES_H

#include <stdint.h>
#include <string.h>

#include "target.h"

#pragma clang fp contract(off)

// A value and its derivative; or the two parts of a scaled exponential.
struct pair { float first, second; };

#define DECAY_SCALE 0x1p64f
#define DECAY_UNSCALE 0x1p-64f
#define ROUNDING_OFFSET 12582912.f

LANE float fused(float a, float b, float c) { return __builtin_elementwise_fma(a, b, c); }
LANE uint32_t bits_of(float x) { uint32_t bits; memcpy(&bits, &x, sizeof bits); return bits; }
LANE float from_bits(uint32_t bits) { float x; memcpy(&x, &bits, sizeof x); return x; }
LANE float whole_magnitude(float x) { return from_bits(bits_of(x) & 0x7fffffff); }
LANE float magnitude(float x, float limit) {
  float whole = whole_magnitude(x);
  return limit < whole ? limit : whole;
}
LANE float signed_as(float x, float magnitude) {
  return from_bits(bits_of(magnitude) | (bits_of(x) & 0x80000000));
}

LANE float reduced_exp_minus_one(float r) {
  float square = r * r;
  float high = fused(fused(0.0013882486f, r, 0.008366692f), r, 0.041667204f);
  return fused(square, fused(square, high, fused(0.16666542f, r, 0.49999997f)), r);
}

// exp(-(a + b)) times 2^64 as a power of two and what exceeds it.
LANE struct pair decay(float a, float b) {
  float shifted = fused(a + b, -1.442695f, ROUNDING_OFFSET);
  float exponent = shifted - ROUNDING_OFFSET;
  float reduced = fused(exponent, 2.1219444e-4f, fused(exponent, -0.693359375f, -a)) - b;
  float scale = from_bits((bits_of(shifted) + (127 + 64)) << 23);
  return (struct pair){scale, scale * reduced_exp_minus_one(reduced)};
}

// exp(-a^2) times 2^64, of the square's exact value.
LANE struct pair square_decay(float a) {
  float square = a * a;
  return decay(square, fused(a, a, -square));
}

LANE float exponential(float x) {
  float below = 89 < x ? 89 : x;
  float bounded = -104 > below ? -104 : below;
  float shifted = fused(bounded, 1.442695f, ROUNDING_OFFSET);
  float exponent = shifted - ROUNDING_OFFSET;
  float reduced = fused(exponent, 2.1219444e-4f, fused(exponent, -0.693359375f, bounded));
  int32_t whole = (int32_t)(bits_of(shifted) - bits_of(ROUNDING_OFFSET));
  int32_t half = whole >> 1;
  float first = from_bits((uint32_t)(half + 127) << 23);
  float second = from_bits((uint32_t)(whole - half + 127) << 23);
  return (1 + reduced_exp_minus_one(reduced)) * first * second;
}

LANE struct pair power_of_e(float x) {
  float power = exponential(x);
  return (struct pair){power, power};
}

LANE float reduced_log(float f, float exponent) {
  float s = f / (2 + f);
  float square = s * s;
  float fourth = square * square;
  float even = fourth * fused(fourth, 0.24279078841f, 0.40000972152f);
  float odd = square * fused(fourth, 0.28498786688f, 0.66666662693f);
  float half = 0.5f * f * f;
  float low = fused(s, half + (even + odd), exponent * 9.0580006145e-6f);
  return fused(exponent, 6.9313812256e-1f, low - half + f);
}

LANE float logarithm(float x) {
  int is_tiny = x < 0x1p-126f;
  float scaled = is_tiny ? x * 0x1p23f : x;
  int32_t offset = (int32_t)(bits_of(scaled) - 0x3f3504f3u);
  float exponent = (float)(offset >> 23) - (is_tiny ? 23.f : 0.f);
  float mantissa = from_bits((uint32_t)((offset & 0x7fffff) + 0x3f3504f3));
  float finite = reduced_log(mantissa - 1, exponent);
  float bounded = x < __builtin_inff() ? finite : x;
  float edge = x == 0 ? -__builtin_inff() : __builtin_nanf("");
  return x > 0 ? bounded : edge;
}

// log(1 + x), with the inverse of 1 + x.
LANE float logarithm_of_one_plus_scaling(float x, float inverse) {
  float sum = 1 + x;
  int32_t offset = (int32_t)(bits_of(sum) - 0x3f3504f3u);
  int32_t whole = offset >> 23;
  float mantissa = from_bits((uint32_t)((offset & 0x7fffff) + 0x3f3504f3));
  float lost = x < 1 ? x - (sum - 1) : 1 - (sum - x);
  float correction = whole == 0 ? 0 : lost * inverse;
  float finite = reduced_log(whole == 0 ? x : mantissa - 1, (float)whole) + correction;
  float bounded = x < __builtin_inff() ? finite : x;
  float edge = x == -1 ? -__builtin_inff() : __builtin_nanf("");
  float result = x > -1 ? bounded : edge;
  return x == 0 ? x : result;
}

// log(1 + t) for t in [0, 1], of t times 2^64.
LANE float logarithm_of_one_plus_scaled(float scaled) {
  float doubled = (scaled + scaled) / (2 * DECAY_SCALE + scaled);
  float square = doubled * doubled;
  float series = 0.000550358126f;
  series = fused(series, square, 0.00218442206f);
  series = fused(series, square, 0.0125077845f);
  series = fused(series, square, 0.0833328934f);
  return fused(doubled * square, series, doubled);
}

// exp(x) - 1 and exp(x) for x at most 0, from `decay` of -x.
LANE struct pair decay_minus_one(float x, struct pair power) {
  float minus_one = ((power.first - DECAY_SCALE) + power.second) * DECAY_UNSCALE;
  return (struct pair){signed_as(x, whole_magnitude(minus_one)),
                       (power.first + power.second) * DECAY_UNSCALE};
}

// rate |x|, never above the limit, and what its rounding lost.
LANE struct pair product(float x, double rate, float limit) {
  float rate_high = (float)rate, rate_low = (float)(rate - (double)rate_high);
  float whole = whole_magnitude(x);
  float high = whole * rate_high;
  float low = fused(whole, rate_high, -high) + whole * rate_low;
  return (struct pair){limit < high ? limit : high, limit < high ? 0 : low};
}

// tanh and its derivative, of t = exp(-2|x|) times 2^64.
LANE struct pair tangent_of_decay(float x, struct pair t) {
  float power = t.first + t.second;
  float inverse = 1 / (DECAY_SCALE + power);
  float value = ((DECAY_SCALE - t.first) - t.second) * inverse;
  return (struct pair){signed_as(x, magnitude(value, 1)),
                       ((4 * power) * inverse) * (DECAY_SCALE * inverse)};
}

LANE struct pair tangent(float x) { return tangent_of_decay(x, decay(2 * magnitude(x, 53), 0)); }

LANE struct pair logistic(float x) {
  struct pair t = decay(magnitude(x, 106), 0);
  float power = t.first + t.second;
  float inverse = 1 / (DECAY_SCALE + power);
  float above = DECAY_SCALE * inverse, below = power * inverse;
  return (struct pair){x < 0 ? below : above, below * above};
}

LANE struct pair softplus(float x) {
  struct pair t = decay(magnitude(x, 106), 0);
  float scaled = t.first + t.second;
  float inverse = 1 / (DECAY_SCALE + scaled);
  return (struct pair){(x < 0 ? 0 : x) + logarithm_of_one_plus_scaled(scaled),
                       (x < 0 ? scaled : DECAY_SCALE) * inverse};
}

LANE struct pair softsign(float x) {
  float bounded = magnitude(x, 0x1p100f);
  float inverse = 1 / (1 + bounded);
  return (struct pair){signed_as(x, bounded * inverse), inverse * inverse};
}

// tanh(log(1 + exp(x))), see `evaluateTanhOfSoftplus`.
LANE struct pair tangent_of_softplus(float x) {
  float power = exponential(-whole_magnitude(x));
  float doubled = power + power, square = power * power;
  float above = x < 0 ? doubled + square : 1 + doubled;
  float inverse = 1 / (x < 0 ? 2 + above : above + (square + square));
  float outer = x < 0 ? power : square;
  return (struct pair){above * inverse, ((4 * outer) * (1 + power)) * (inverse * inverse)};
}

#endif
