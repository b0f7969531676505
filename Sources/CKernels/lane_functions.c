#include "lane_functions.h"

#if defined(__x86_64__)

#include "lanes.h"

// A derivative around its zero at so small a distance: there a series, elsewhere the formula's
// value, whose digits cancel near the zero.
LANE float near_zero(float distance, float a, float b, float c, float d, float elsewhere) {
  float series = fused(fused(fused(d, distance, c), distance, b), distance, a);
  return magnitude(distance, 1) < 0.0625f ? series * distance : elsewhere;
}

// x Phi(x); Phi(-a) is exp(-a^2/2) g(a) with a rational g.
LANE struct pair gaussian_error_linear(float x) {
  float a = magnitude(x, 14.8f);
  float halved = 0.5f * a, square_half = halved * a;
  struct pair t = decay(square_half, fused(halved, a, -square_half));
  float q = (a - 2.5f) / (a + 2.5f);
  float square = q * q, fourth = square * square;
  float even_low = fused(-0.008699911646544933f, square, -0.03771664947271347f);
  float even_high = fused(-3.524112344166497e-07f, square, 0.0012844413286074996f);
  float odd_low = fused(0.04606282711029053f, square, -0.09158747643232346f);
  float odd_high = fused(0.0012626765528693795f, square, -0.006047098431736231f);
  float even = square * fused(fourth, fused(fourth, -6.227373523870483e-05f, even_high), even_low);
  float odd = fused(fourth, fused(fourth, -0.00022601512318942696f, odd_high), odd_low);
  float ratio = (fused(q, odd, even) + 0.4946596622467041f) / (1 + a);
  float share = a * ratio;
  float tail = fused(share, t.first, share * t.second) * DECAY_UNSCALE;
  // The derivative vanishes at -0.7518.
  float distance = (0.75179154f - a) - 1.2114449e-8f;
  float slope = (fused(-0.3989423f, a, ratio) * (t.first + t.second)) * DECAY_UNSCALE;
  float left = near_zero(distance, 0.431493992f, 0.388284983f, -0.0181996764f, -0.114008233f, slope);
  return (struct pair){(x < 0 ? 0 : x) - tail, x < 0 ? left : 1 - left};
}

// x times the logistic function of 2 sqrt(2 / pi) (x + 0.044715 x^3).
LANE struct pair tangent_gaussian_error_linear(float x) {
  float a = magnitude(x, 11);
  // The argument z(a) and what its rounding lost, of coefficients in two parts: an exponential
  // turns a rounding into a relative error z times as large.
  float square = a * a, square_lost = fused(a, a, -square);
  float cubic = 0.0713548139f * square, slope_of_z = cubic + 1.5957692f;
  // Knuth's two-sum: what the sum lost, and then what the products did.
  float part = slope_of_z - cubic;
  float lost = (cubic - (slope_of_z - part)) + (1.5957692f - part);
  lost += fused(0.0713548139f, square, -cubic);
  lost += fused(0.0713548139f, square_lost, fused(2.3988325e-09f, square, -4.5340681e-08f));
  float z = a * slope_of_z;
  struct pair t = decay(z, fused(a, lost, fused(a, slope_of_z, -z)));
  float scaled = t.first + t.second, power = scaled * DECAY_UNSCALE;
  float inverse = 1 / (DECAY_SCALE + scaled);
  float tail = fused(a, t.first, a * t.second) * inverse;
  // The derivative vanishes at -0.7525.
  float distance = (0.75246143f - a) - 1.1339628e-8f;
  float sum = fused(-a, fused(0.21406445f, a * a, 1.5957691f), 1) + power;
  float slope = ((scaled * sum) * inverse) * (DECAY_SCALE * inverse);
  float left = near_zero(distance, 0.43040009f, 0.38751845f, -0.015782854f, -0.11394448f, slope);
  return (struct pair){(x < 0 ? 0 : x) - tail, x < 0 ? left : 1 - left};
}

LANE struct pair sigmoid_linear(float x) {
  float bounded = magnitude(x, 110);
  struct pair t = decay(bounded, 0);
  float scaled = t.first + t.second, power = scaled * DECAY_UNSCALE;
  float inverse = 1 / (DECAY_SCALE + scaled);
  float tailed = -fused(bounded, t.first, bounded * t.second);
  float value = x < 0 ? tailed * inverse : x * (DECAY_SCALE * inverse);
  // 1 + t + x vanishes at -1.2785: near it, its series about that point.
  float distance = (x + 1.2784646f) - 1.2979282e-8f;
  float series = distance * fused(distance, fused(distance, 0.04641076f, 0.13923227f), 1.2784645f);
  float sum = magnitude(distance, 1) < 0.0625f ? series : (1 - bounded) + power;
  float rising = fused(power, 1 + bounded, 1);
  float outer = x < 0 ? (scaled * sum) * inverse : (DECAY_SCALE * rising) * inverse;
  return (struct pair){value, outer * (DECAY_SCALE * inverse)};
}

// x n / (n + 2) with n = t (t + 2) and t = exp(x).
LANE struct pair mish(float x) {
  float below = 20 < x ? 20 : x;
  float bounded = -110 > below ? -110 : below;
  struct pair t = decay(-bounded, 0);
  float scaled = t.first + t.second, power = scaled * DECAY_UNSCALE;
  float above = 2 + power;
  float denominator = fused(power, above, 2);
  float inverse = 1 / denominator;
  float share = fused(bounded, t.first, bounded * t.second);
  float value = (share * (above * inverse)) * DECAY_UNSCALE;
  float sum = fused(above, denominator, (4 * bounded) * (1 + power));
  float outer = ((scaled * (sum * inverse)) * DECAY_UNSCALE) * inverse;
  // The derivative vanishes at -1.1924.
  float distance = (x + 1.19243121f) - -3.0439376e-9f;
  return (struct pair){x > 20 ? x : value,
                       near_zero(distance, 0.26694791f, 0.20473126f, 0.04190782f, -0.020271823f, outer)};
}

LANE struct pair tangent_shrinkage(float x) {
  float whole = whole_magnitude(x), bounded = magnitude(x, 20);
  struct pair t = decay(2 * bounded, 0);
  float scaled = t.first + t.second;
  float square = bounded * bounded;
  float divisor = 0.00023163409f;
  divisor = fused(divisor, square, -0.0057010667f);
  divisor = fused(divisor, square, 1.1999975f);
  divisor = fused(divisor, square, 3.0000001f);
  int is_near = bounded < 1;
  float quotient = (is_near ? bounded * square : scaled + scaled)
                   / (is_near ? divisor : DECAY_SCALE + scaled);
  float tanh = (is_near ? bounded : 1) - quotient;
  return (struct pair){signed_as(x, is_near ? quotient : (whole - 1) + quotient), tanh * tanh};
}

LANE struct pair log_cosine(float x) {
  float whole = whole_magnitude(x), bounded = magnitude(x, 20);
  struct pair t = decay(2 * bounded, 0);
  float scaled = t.first + t.second, power = scaled * DECAY_UNSCALE;
  float square = bounded * bounded;
  float near = 0.00012277062f;
  near = fused(near, square, -0.00063707591f);
  near = fused(near, square, 0.0021455276f);
  near = fused(near, square, -0.0067370619f);
  near = fused(near, square, 0.022221282f);
  near = fused(near, square, -0.083333296f);
  near = fused(near, square, 0.5f);
  float logarithm = -0.10289f;
  logarithm = fused(logarithm, power, 0.18705926f);
  logarithm = fused(logarithm, power, -0.2487237f);
  logarithm = fused(logarithm, power, 0.33327525f);
  logarithm = fused(logarithm, power, -0.49999902f);
  logarithm = fused(logarithm, power, 1);
  float far = (whole - 0.693359375f) + fused(power, logarithm, 2.1219444e-4f);
  float inverse = 1 / (DECAY_SCALE + scaled);
  float tanh = magnitude(((DECAY_SCALE - t.first) - t.second) * inverse, 1);
  return (struct pair){bounded < 0.8f ? near * square : far, signed_as(x, tanh)};
}

// a tanh(rate x), with b = a rate.
LANE struct pair scaled_tangent(float x, struct lane_parameters p) {
  struct pair argument = product(x, 2 * p.rate, 106);
  struct pair found = tangent_of_decay(x, decay(argument.first, argument.second));
  return (struct pair){p.a * found.first, p.b * found.second};
}

// c x for positive x, else a (exp(x) - 1), whose derivative has the factor b.
LANE struct pair exponential_linear(float x, struct lane_parameters p) {
  float negative = 0 < x ? 0 : x;
  struct pair found = decay_minus_one(negative, decay(magnitude(negative, 104), 0));
  return (struct pair){x > 0 ? p.c * x : p.a * found.first, x > 0 ? p.c : p.b * found.second};
}

// The same with exp(rate x).
LANE struct pair exponential_linear_with_rate(float x, struct lane_parameters p) {
  float negative = 0 < x ? 0 : x;
  struct pair argument = product(negative, p.rate, 104);
  struct pair found = decay_minus_one(negative, decay(argument.first, argument.second));
  return (struct pair){x > 0 ? p.c * x : p.a * found.first, x > 0 ? p.c : p.b * found.second};
}

// log(1 + exp(rate x)) / rate, with a = 1 / rate.
LANE struct pair softplus_with_rate(float x, struct lane_parameters p) {
  struct pair argument = product(x, p.rate, 106);
  struct pair t = decay(argument.first, argument.second);
  float scaled = t.first + t.second;
  float inverse = 1 / (DECAY_SCALE + scaled);
  return (struct pair){fused(p.a, logarithm_of_one_plus_scaled(scaled), x < 0 ? 0 : x),
                       (x < 0 ? scaled : DECAY_SCALE) * inverse};
}

LANE struct pair log_sigmoid(float x) {
  struct pair found = softplus(-x);
  return (struct pair){-found.first, found.second};
}

// x tanh(x); the derivative is 0 long before 400, which keeps infinity times zero away.
LANE struct pair linearly_scaled_tangent(float x) {
  struct pair found = tangent(x);
  float tanh = whole_magnitude(found.first);
  float slope = fused(magnitude(x, 400), found.second, tanh);
  return (struct pair){whole_magnitude(x) * tanh, x < 0 ? -slope : slope};
}

// (x + sqrt(x^2 + b)) / 2, with a = sqrt(b) and b = 1 / a.
LANE struct pair squareplus(float x, struct lane_parameters p) {
  float whole = whole_magnitude(x * p.b);
  int is_far = whole > 0x1p60f;
  float bounded = is_far ? 0x1p60f : whole;
  float near = __builtin_elementwise_sqrt(fused(bounded, bounded, 1));
  float hypotenuse = is_far ? whole : near;
  float half = fused(0.5f, whole, 0.5f * hypotenuse);
  float above = is_far ? x : p.a * half;
  float share = 0.25f / half;
  float slope = (x < 0 ? share : fused(0.5f, bounded, 0.5f * near)) / (x < 0 ? hypotenuse : near);
  return (struct pair){x < 0 ? p.a * share : above, slope};
}

// Maxima and sums of a row are made of this many, whatever the width of registers: so their bits
// are the same with any.
enum { PARTS = 16 };

// The largest element; NaN is passed over, and makes the sum NaN.
LANE float largest_of(const float *x, size_t count) {
  float parts[PARTS];
  for (size_t part = 0; part < PARTS; part++) parts[part] = -__builtin_inff();
  size_t lane = 0;
  for (; lane + PARTS <= count; lane += PARTS) {
    for (size_t part = 0; part < PARTS; part++) {
      parts[part] = x[lane + part] > parts[part] ? x[lane + part] : parts[part];
    }
  }
  for (; lane < count; lane++) parts[0] = x[lane] > parts[0] ? x[lane] : parts[0];
  for (size_t part = 1; part < PARTS; part++) {
    parts[0] = parts[part] > parts[0] ? parts[part] : parts[0];
  }
  return parts[0];
}

// The sum of products, in double: no error grows with the row. Where y is nil, the sum of x.
LANE double sum_of_products(const float *x, const float *y, size_t count) {
  double parts[PARTS] = {0};
  size_t lane = 0;
  for (; lane + PARTS <= count; lane += PARTS) {
    for (size_t part = 0; part < PARTS; part++) {
      parts[part] += (double)x[lane + part] * (y ? (double)y[lane + part] : 1);
    }
  }
  for (; lane < count; lane++) parts[0] += (double)x[lane] * (y ? (double)y[lane] : 1);
  for (size_t part = 1; part < PARTS; part++) parts[0] += parts[part];
  return parts[0];
}

LANE void softmax(const float *restrict x, float *restrict value, float *restrict record,
                  size_t count) {
  float largest = largest_of(x, count);
  for (size_t lane = 0; lane < count; lane++) {
    // With what the subtraction rounds away put back.
    float distance = largest - x[lane], lost = (largest - distance) - x[lane];
    int is_far = distance > 104;
    struct pair power = decay(is_far ? 104 : distance, is_far ? 0 : lost);
    value[lane] = distance == distance ? power.first + power.second : distance;
  }
  float scale = (float)(1 / sum_of_products(value, 0, count));
  for (size_t lane = 0; lane < count; lane++) value[lane] = record[lane] = value[lane] * scale;
}

LANE void pull_back_softmax(const float *restrict y, float *restrict cotangent, size_t count) {
  float mean = (float)sum_of_products(cotangent, y, count);
  for (size_t lane = 0; lane < count; lane++) {
    cotangent[lane] = y[lane] * (cotangent[lane] - mean);
  }
}

#define EACH(CASE, CALL)                                                    \
  case CASE:                                                                \
    for (size_t lane = 0; lane < count; lane++) {                           \
      struct pair found = CALL;                                             \
      value[lane] = found.first;                                            \
      derivative[lane] = found.second;                                      \
    }                                                                       \
    return;

LANE void apply(enum lane_function function, struct lane_parameters p, const float *restrict x,
                float *restrict value, float *restrict derivative, size_t count) {
  switch (function) {
    EACH(lane_tanh, tangent(x[lane]))
    EACH(lane_scaled_tanh, scaled_tangent(x[lane], p))
    EACH(lane_sigmoid, logistic(x[lane]))
    EACH(lane_exponential, power_of_e(x[lane]))
    EACH(lane_exponential_linear, exponential_linear(x[lane], p))
    EACH(lane_exponential_linear_with_rate, exponential_linear_with_rate(x[lane], p))
    EACH(lane_softplus, softplus(x[lane]))
    EACH(lane_softplus_with_rate, softplus_with_rate(x[lane], p))
    EACH(lane_log_sigmoid, log_sigmoid(x[lane]))
    EACH(lane_silu, sigmoid_linear(x[lane]))
    EACH(lane_gelu, gaussian_error_linear(x[lane]))
    EACH(lane_tanh_gelu, tangent_gaussian_error_linear(x[lane]))
    EACH(lane_mish, mish(x[lane]))
    EACH(lane_tanh_shrink, tangent_shrinkage(x[lane]))
    EACH(lane_linearly_scaled_tanh, linearly_scaled_tangent(x[lane]))
    EACH(lane_log_cosh, log_cosine(x[lane]))
    EACH(lane_softsign, softsign(x[lane]))
    EACH(lane_squareplus, squareplus(x[lane], p))
    case lane_softmax: softmax(x, value, derivative, count); return;
  }
}

// The same loops for either width; the compiler makes the vectors.
AVX2 static void apply_256(enum lane_function function, struct lane_parameters p, const float *x,
                           float *value, float *derivative, size_t count) {
  apply(function, p, x, value, derivative, count);
}

AVX512 static void apply_512(enum lane_function function, struct lane_parameters p, const float *x,
                             float *value, float *derivative, size_t count) {
  apply(function, p, x, value, derivative, count);
}

AVX2 static void pull_back_softmax_256(const float *y, float *cotangent, size_t count) {
  pull_back_softmax(y, cotangent, count);
}

AVX512 static void pull_back_softmax_512(const float *y, float *cotangent, size_t count) {
  pull_back_softmax(y, cotangent, count);
}

void lane_functions_apply(enum kernel_width width, enum lane_function function,
                          struct lane_parameters parameters, const float *x, float *value,
                          float *derivative, size_t count) {
  if (width == kernels_of_512_bits) {
    apply_512(function, parameters, x, value, derivative, count);
  } else {
    apply_256(function, parameters, x, value, derivative, count);
  }
}

void lane_functions_pull_back_softmax(enum kernel_width width, const float *y, float *cotangent,
                                      size_t count) {
  if (width == kernels_of_512_bits) {
    pull_back_softmax_512(y, cotangent, count);
  } else {
    pull_back_softmax_256(y, cotangent, count);
  }
}

#else

// Never called: `kernels_available` says no.
void lane_functions_apply(enum kernel_width width, enum lane_function function,
                          struct lane_parameters parameters, const float *x, float *value,
                          float *derivative, size_t count) {
  (void)width, (void)function, (void)parameters, (void)x, (void)value, (void)derivative, (void)count;
  __builtin_trap();
}

void lane_functions_pull_back_softmax(enum kernel_width width, const float *y, float *cotangent,
                                      size_t count) {
  (void)width, (void)y, (void)cotangent, (void)count;
  __builtin_trap();
}

#endif
