#include "lane_instructions.h"

#if defined(__x86_64__)

#include <float.h>
#include <math.h>

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

// The lanes of sine and cosine whose reduction would need more parts of pi: libm has them.
AVX2 static void rotate_far(const struct lane_register *u, const struct lane_register *target,
                       size_t count, int is_cosine) {
  for (size_t lane = 0; lane < count; lane++) {
    float x = u->value[lane];
    if (whole_magnitude(x) < ROTATION_LIMIT) continue;
    float sine = sinf(x), cosine = cosf(x);
    target->value[lane] = is_cosine ? cosine : sine;
    target->derivative[lane] = (is_cosine ? -sine : cosine) * u->derivative[lane];
  }
}

// Whether `power` is right.
LANE int is_regular_power(float x, float y, float power) {
  return (x > 0) & (x <= FLT_MAX) & (whole_magnitude(y) <= FLT_MAX) & (power > 0) & (power <= FLT_MAX);
}

LANE int has_irregular_power(const float *x, const float *y, const float *power, size_t count) {
  uint32_t found = 0;
  for (size_t lane = 0; lane < count; lane++) {
    found |= is_regular_power(x[lane], y[lane], power[lane]) ? 0 : 1;
  }
  return found != 0;
}

// The lanes of a power that `power` has not: libm has them.
AVX2 static void raise_irregular(const struct lane_register *u, const struct lane_register *v,
                            const struct lane_register *target, size_t count) {
  for (size_t lane = 0; lane < count; lane++) {
    float x = u->value[lane], y = v->value[lane], dx = u->derivative[lane], dy = v->derivative[lane];
    if (is_regular_power(x, y, target->value[lane])) continue;
    float result = powf(x, y);
    int is_quotient = x != 0 && result != 0 && whole_magnitude(result) <= FLT_MAX;
    float by_base = is_quotient ? y * (result / x) : y == 0 ? 0 : y * powf(x, y - 1);
    target->value[lane] = result;
    target->derivative[lane]
        = (y == 0 || dx == 0 ? 0 : by_base * dx) + (dy == 0 ? 0 : result * logf(x) * dy);
  }
}

// The registers of a step do not overlap, which spares the loops the question.
#define EACH_LANE \
  _Pragma("clang loop vectorize(assume_safety)") for (size_t lane = 0; lane < count; lane++)

// In the loops x and dx are value and derivative of u, y and dy of v, `result` is the value found.
#define EACH(CASE, VALUE, DERIVATIVE)                         \
  case CASE:                                                  \
    EACH_LANE {                                               \
      float x = u[lane], dx = du[lane], result = VALUE;       \
      value[lane] = result;                                   \
      derivative[lane] = DERIVATIVE;                          \
      (void)x, (void)dx;                                      \
    }                                                         \
    return;

// u and v a + b.
#define EACH_WITH_SCALED(CASE, VALUE, DERIVATIVE)             \
  case CASE:                                                  \
    EACH_LANE {                                               \
      float x = u[lane], dx = du[lane];                       \
      float y = v[lane] * a + b, dy = dv[lane] * a;           \
      value[lane] = VALUE;                                    \
      derivative[lane] = DERIVATIVE;                          \
    }                                                         \
    return;

#define EACH_OF_TWO(CASE, VALUE, DERIVATIVE)                  \
  case CASE:                                                  \
    EACH_LANE {                                               \
      float x = u[lane], dx = du[lane];                       \
      float y = v[lane], dy = dv[lane], result = VALUE;       \
      value[lane] = result;                                   \
      derivative[lane] = DERIVATIVE;                          \
    }                                                         \
    return;

// A function of u a + b with the chain rule.
#define CHAIN(CASE, CALL)                                     \
  case CASE:                                                  \
    EACH_LANE {                                               \
      float x = u[lane] * a + b;                              \
      struct pair found = CALL;                               \
      value[lane] = found.first;                              \
      derivative[lane] = found.second * (du[lane] * a);       \
    }                                                         \
    return;

// Sine and cosine, with the chain rule.
#define ROTATE(CASE, QUARTERS)                                \
  case CASE: {                                                \
    int near = 1;                                             \
    EACH_LANE {                                               \
      float x = u[lane];                                      \
      struct pair found = rotation(x, QUARTERS);              \
      value[lane] = found.first;                              \
      derivative[lane] = found.second * du[lane];             \
      near &= whole_magnitude(x) < ROTATION_LIMIT;            \
    }                                                         \
    if (!near) {                                              \
      rotate_far(&table[step->u], &table[step->target], count, QUARTERS); \
    }                                                         \
    return;                                                   \
  }

// YES where x compares to Y, else NO.
#define SELECT(CASE, Y, COMPARES, YES, NO)                    \
  case CASE:                                                  \
    EACH_LANE {                                               \
      float x = u[lane], y = Y;                               \
      float first = YES[lane], second = NO[lane];             \
      float slope = d##YES[lane], other = d##NO[lane];        \
      value[lane] = x COMPARES y ? first : second;            \
      derivative[lane] = x COMPARES y ? slope : other;        \
    }                                                         \
    return;

LANE void run(const struct lane_step *step, const struct lane_register *table, size_t count) {
  float *value = table[step->target].value, *derivative = table[step->target].derivative;
  const float *u = table[step->u].value, *du = table[step->u].derivative;
  const float *v = table[step->v].value, *dv = table[step->v].derivative;
  const float *w = table[step->w].value, *dw = table[step->w].derivative;
  const float *z = table[step->z].value, *dz = table[step->z].derivative;
  float a = step->a, b = step->b;
  switch (step->instruction) {
    EACH(lane_affine, x * a + b, dx * a)
    EACH(lane_shifted_scale, (x + b) * a, dx * a)
    EACH(lane_divide_by_constant, x / a, dx * b)
    EACH(lane_divide_constant, a / x, -(result * dx) / x)
    EACH(lane_minimum_with_constant, x >= a ? a : x, x >= a ? 0 : dx)
    EACH(lane_maximum_with_constant, x <= a ? a : x, x <= a ? 0 : dx)
    EACH(lane_square, x * x, (x + x) * dx)
    EACH(lane_cube, x * x * x, (3 * (x * x)) * dx)
    EACH(lane_absolute, whole_magnitude(x), x == 0 ? 0 : x < 0 ? -dx : dx)
    EACH_WITH_SCALED(lane_add, x + y, dx + dy)
    EACH_WITH_SCALED(lane_subtract, x - y, dx - dy)
    EACH_WITH_SCALED(lane_multiply, x * y, fused(dx, y, x * dy))
    case lane_multiply_add:
      EACH_LANE {
        float x = u[lane], y = v[lane];
        value[lane] = x * y + (w[lane] * a + b);
        derivative[lane] = fused(du[lane], y, x * dv[lane]) + dw[lane] * a;
      }
      return;
    EACH_OF_TWO(lane_divide, x / y, fused(-result, dy, dx) / y)
    EACH_OF_TWO(lane_minimum, x != x || x < y ? x : y,
                x != x || x < y ? dx : x == y ? smaller(dx, dy) : dy)
    EACH_OF_TWO(lane_maximum, x != x || x > y ? x : y,
                x != x || x > y ? dx : x == y ? smaller(dx, dy) : dy)
    CHAIN(lane_chain_exp, power_of_e(x))
    CHAIN(lane_chain_exp_minus_one, power_minus_one(x))
    CHAIN(lane_chain_log, ((struct pair){logarithm(x), 1 / x}))
    CHAIN(lane_chain_log_one_plus, ((struct pair){logarithm_of_one_plus(x), 1 / (1 + x)}))
    CHAIN(lane_chain_square_root, square_root(x))
    CHAIN(lane_chain_tanh, tangent(x))
    CHAIN(lane_chain_sigmoid, logistic(x))
    CHAIN(lane_chain_erf, error_function(x))
    CHAIN(lane_chain_softplus, softplus(x))
    CHAIN(lane_chain_softsign, softsign(x))
    CHAIN(lane_chain_tanh_of_softplus, tangent_of_softplus(x))
    ROTATE(lane_chain_sin, 0)
    ROTATE(lane_chain_cos, 1)
    case lane_power: {
      EACH_LANE {
        float x = u[lane], y = v[lane];
        struct pair found = power(x, y);
        value[lane] = found.first;
        derivative[lane] = power_slope(found, x, y, du[lane], dv[lane]);
      }
      if (has_irregular_power(u, v, value, count)) {
        raise_irregular(&table[step->u], &table[step->v], &table[step->target], count);
      }
      return;
    }
    SELECT(lane_select_less, v[lane], <, w, z)
    SELECT(lane_select_less_or_equal, v[lane], <=, w, z)
    SELECT(lane_select_greater, v[lane], >, w, z)
    SELECT(lane_select_greater_or_equal, v[lane], >=, w, z)
    SELECT(lane_select_equal, v[lane], ==, w, z)
    SELECT(lane_select_not_equal, v[lane], !=, w, z)
    SELECT(lane_select_less_than_constant, a, <, v, w)
    SELECT(lane_select_less_than_or_equal_to_constant, a, <=, v, w)
    SELECT(lane_select_greater_than_constant, a, >, v, w)
    SELECT(lane_select_greater_than_or_equal_to_constant, a, >=, v, w)
    SELECT(lane_select_equal_to_constant, a, ==, v, w)
    SELECT(lane_select_not_equal_to_constant, a, !=, v, w)
  }
}

// The same loops for either width; the compiler makes the vectors.
AVX2 static void run_256(const struct lane_step *steps, size_t step_count,
                         const struct lane_register *table, size_t count) {
  for (size_t i = 0; i < step_count; i++) run(&steps[i], table, count);
}

AVX512 static void run_512(const struct lane_step *steps, size_t step_count,
                           const struct lane_register *table, size_t count) {
  for (size_t i = 0; i < step_count; i++) run(&steps[i], table, count);
}

void lane_steps_run(enum kernel_width width, const struct lane_step *steps, size_t step_count,
                    const struct lane_register *table, size_t count) {
  if (width == kernels_of_512_bits) {
    run_512(steps, step_count, table, count);
  } else {
    run_256(steps, step_count, table, count);
  }
}

#else

// Never called: `kernels_available` says no.
void lane_steps_run(enum kernel_width width, const struct lane_step *steps, size_t step_count,
                    const struct lane_register *table, size_t count) {
  (void)width, (void)steps, (void)step_count, (void)table, (void)count;
  __builtin_trap();
}

#endif
