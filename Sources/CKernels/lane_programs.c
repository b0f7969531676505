#include "lane_programs.h"

#if defined(__x86_64__)

#include <math.h>

#include "lane_chains.h"

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

// The lanes of a power that `power` has not: libm has them. Without v the exponent is the constant.
AVX2 static void raise_irregular(const struct lane_register *u, const struct lane_register *v,
                                 float constant, const struct lane_register *target,
                                 size_t count) {
  for (size_t lane = 0; lane < count; lane++) {
    float x = u->value[lane], dx = u->derivative[lane];
    float y = v ? v->value[lane] : constant, dy = v ? v->derivative[lane] : 0;
    if (!may_be_irregular(power_doubt(0, x, y, target->value[lane]))) continue;
    float result = powf(x, y);
    int is_quotient = x != 0 && result != 0 && whole_magnitude(result) <= FLT_MAX;
    float by_base = is_quotient ? y * (result / x) : y == 0 ? 0 : y * powf(x, y - 1);
    target->value[lane] = result;
    target->derivative[lane]
        = (y == 0 || dx == 0 ? 0 : by_base * dx) + (dy == 0 ? 0 : result * logf(x) * dy);
  }
}

// Registers do not overlap but where they are the same, lane by lane: the loops need not ask.
#define EACH_LANE \
  _Pragma("clang loop vectorize(assume_safety)") for (size_t lane = 0; lane < count; lane++)

// u to the power of the integer n, factor by factor for the whole block, so that the loops
// vectorise.
LANE void raise(const float *u, const float *du, float *value, float *derivative, float n,
                size_t count) {
  EACH_LANE {
    value[lane] = n == 0 ? 1 : u[lane];
    derivative[lane] = n;
  }
  for (float factor = 1; factor < whole_magnitude(n); factor++) {
    EACH_LANE {
      derivative[lane] *= n > 0 ? u[lane] : 1;
      value[lane] *= u[lane];
    }
  }
  EACH_LANE {
    float power = value[lane], slope = n < 0 ? n / (power * u[lane]) : derivative[lane];
    value[lane] = n < 0 ? 1 / power : power;
    // What does not vary has derivative 0, whatever u does.
    derivative[lane] = n == 0 ? 0 : slope * du[lane];
  }
}

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
      float result = VALUE;                                   \
      value[lane] = result;                                   \
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
      (void)dx, (void)dy;                                     \
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

// x to the power Y, whose derivative is DY and whose register is V, or none.
#define POWER(CASE, Y, DY, V)                                                    \
  case CASE: {                                                                  \
    uint32_t doubt = 0;                                                         \
    EACH_LANE {                                                                 \
      float x = u[lane], y = Y;                                                 \
      struct pair found = power(x, y);                                          \
      value[lane] = found.first;                                                \
      derivative[lane] = power_slope(found, x, y, du[lane], DY);                \
      doubt = power_doubt(doubt, x, y, found.first);                            \
    }                                                                           \
    if (may_be_irregular(doubt)) {                                              \
      raise_irregular(&table[step->u], V, a, &table[step->target], count);      \
    }                                                                           \
    return;                                                                     \
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
    EACH(lane_fill, a, 0)
    EACH(lane_affine, x * a + b, dx * a)
    EACH(lane_shifted_scale, (x + b) * a, dx * a)
    EACH(lane_divide_by_constant, x / a, dx * b)
    EACH(lane_divide_constant, a / x, -(result * dx) / x)
    EACH(lane_minimum_with_constant, x >= a ? a : x, x >= a ? 0 : dx)
    EACH(lane_maximum_with_constant, x <= a ? a : x, x <= a ? 0 : dx)
    EACH(lane_square, x * x, (x + x) * dx)
    EACH(lane_cube, x * x * x, (3 * (x * x)) * dx)
    case lane_integer_power: raise(u, du, value, derivative, a, count); return;
    EACH(lane_absolute, whole_magnitude(x), x == 0 ? 0 : x < 0 ? -dx : dx)
    EACH(lane_sign, x > 0 ? 1 : x < 0 ? -1 : x, 0)
    EACH_WITH_SCALED(lane_add, x + y, dx + dy)
    EACH_WITH_SCALED(lane_subtract, x - y, dx - dy)
    EACH_WITH_SCALED(lane_multiply, x * y, fused(dx, y, x * dy))
    EACH_WITH_SCALED(lane_divide, x / y, fused(-result, dy, dx) / y)
    case lane_multiply_add:
      EACH_LANE {
        float x = u[lane], y = v[lane];
        value[lane] = x * y + (w[lane] * a + b);
        derivative[lane] = fused(du[lane], y, x * dv[lane]) + dw[lane] * a;
      }
      return;
    EACH_OF_TWO(lane_minimum, x != x || x < y ? x : y,
                x != x || x < y ? dx : x == y ? smaller(dx, dy) : dy)
    EACH_OF_TWO(lane_maximum, x != x || x > y ? x : y,
                x != x || x > y ? dx : x == y ? smaller(dx, dy) : dy)
    CHAIN(lane_chain_exp, power_of_e(x))
    CHAIN(lane_chain_exp_minus_one, power_minus_one(x))
    CHAIN(lane_chain_log, ((struct pair){logarithm(x), 1 / x}))
    CHAIN(lane_chain_log_one_plus, logarithm_of_one_plus_with_slope(x))
    CHAIN(lane_chain_square_root, square_root(x))
    CHAIN(lane_chain_tanh, tangent(x))
    CHAIN(lane_chain_sigmoid, logistic(x))
    CHAIN(lane_chain_erf, error_function(x))
    CHAIN(lane_chain_softplus, softplus(x))
    CHAIN(lane_chain_softsign, softsign(x))
    CHAIN(lane_chain_tanh_of_softplus, tangent_of_softplus(x))
    ROTATE(lane_chain_sin, 0)
    ROTATE(lane_chain_cos, 1)
    POWER(lane_power, v[lane], dv[lane], &table[step->v])
    POWER(lane_power_to_constant, a, 0, 0)
    EACH(lane_not, x == 0, 0)
    EACH_OF_TWO(lane_and, (x != 0) & (y != 0), 0)
    EACH_OF_TWO(lane_or, (x != 0) | (y != 0), 0)
    EACH_OF_TWO(lane_compare_less, x < y, 0)
    EACH_OF_TWO(lane_compare_less_or_equal, x <= y, 0)
    EACH_OF_TWO(lane_compare_equal, x == y, 0)
    EACH_OF_TWO(lane_compare_not_equal, x != y, 0)
    SELECT(lane_select_less, v[lane], <, w, z)
    SELECT(lane_select_less_or_equal, v[lane], <=, w, z)
    SELECT(lane_select_equal, v[lane], ==, w, z)
    SELECT(lane_select_not_equal, v[lane], !=, w, z)
    SELECT(lane_select_less_than_constant, a, <, v, w)
    SELECT(lane_select_less_than_or_equal_to_constant, a, <=, v, w)
    SELECT(lane_select_greater_than_constant, a, >, v, w)
    SELECT(lane_select_greater_than_or_equal_to_constant, a, >=, v, w)
    SELECT(lane_select_equal_to_constant, a, ==, v, w)
    SELECT(lane_select_not_equal_to_constant, a, !=, v, w)
    EACH_OF_TWO(lane_keep_nan, y == y ? x : y, y == y ? dx : y)
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

// What is lent, with a block of ones: half of the smallest nearest cache. A block has as many lanes
// as that allows, and more would not be faster.
enum { LENT = 4096, MOST_LANES = 256, ALIGNMENT = 64 };

void lane_program_run(enum kernel_width width, const struct lane_step *steps, size_t step_count,
                      const struct lane_register *registers, size_t register_count, size_t count) {
  // Vectors that cross the lines of the cache would cost a third more.
  _Alignas(ALIGNMENT) float lent[LENT];
  struct lane_register table[lane_most_registers];
  size_t blocks = 1;
  for (size_t i = 0; i < register_count; i++) blocks += registers[i].value ? 0 : 2;
  size_t lanes = LENT / blocks / (ALIGNMENT / sizeof(float)) * (ALIGNMENT / sizeof(float));
  if (lanes > MOST_LANES) lanes = MOST_LANES;
  float *ones = lent, *next = lent + lanes;
  for (size_t lane = 0; lane < lanes; lane++) ones[lane] = 1;
  for (size_t i = 0; i < register_count; i++) {
    table[i] = registers[i];
    if (!table[i].value) {
      table[i] = (struct lane_register){next, next + lanes};
      next += 2 * lanes;
    } else if (!table[i].derivative) {
      table[i].derivative = ones;
    }
  }
  for (size_t start = 0; start < count; start += lanes) {
    size_t block = count - start < lanes ? count - start : lanes;
    if (width == kernels_of_512_bits) {
      run_512(steps, step_count, table, block);
    } else {
      run_256(steps, step_count, table, block);
    }
    for (size_t i = 0; i < register_count; i++) {
      if (registers[i].value) table[i].value += block;
      if (registers[i].derivative) table[i].derivative += block;
    }
  }
}

#else

// Never called: `kernels_available` says no.
void lane_program_run(enum kernel_width width, const struct lane_step *steps, size_t step_count,
                      const struct lane_register *registers, size_t register_count, size_t count) {
  (void)width, (void)steps, (void)step_count, (void)registers, (void)register_count, (void)count;
  __builtin_trap();
}

#endif
