// Programs of expressions over rows, for AVX2 with FMA and for AVX-512; a lane has the same bits
// with either, and wherever it lies in a row.
#ifndef SWIFT_RECURRENT_LANE_PROGRAMS_H
#define SWIFT_RECURRENT_LANE_PROGRAMS_H

#include <stddef.h>

#include "kernel_width.h"

// An instruction of a program; u, v, w and z are registers read, a and b constants.
enum lane_instruction {
  // a
  lane_fill,
  lane_affine, lane_shifted_scale, lane_divide_by_constant, lane_divide_constant,
  lane_minimum_with_constant, lane_maximum_with_constant, lane_square, lane_cube,
  // u to the power of the integer a.
  lane_integer_power,
  lane_absolute, lane_sign,
  // u with v a + b.
  lane_add, lane_subtract, lane_multiply, lane_divide,
  // u v + (w a + b).
  lane_multiply_add,
  lane_minimum, lane_maximum,
  // Functions of u a + b with the chain rule.
  lane_chain_exp, lane_chain_exp_minus_one, lane_chain_log, lane_chain_log_one_plus,
  lane_chain_square_root, lane_chain_tanh, lane_chain_sigmoid, lane_chain_erf,
  lane_chain_softplus, lane_chain_softsign, lane_chain_tanh_of_softplus,
  // Functions of u.
  lane_chain_sin, lane_chain_cos,
  // u to the power v, or to the power a.
  lane_power, lane_power_to_constant,
  // 1 or 0, as which u and v are not 0.
  lane_not, lane_and, lane_or,
  // 1 where u compares to v, else 0.
  lane_compare_less, lane_compare_less_or_equal, lane_compare_equal, lane_compare_not_equal,
  // w where u compares to v, else z.
  lane_select_less, lane_select_less_or_equal, lane_select_equal, lane_select_not_equal,
  // v where u compares to a, else w.
  lane_select_less_than_constant, lane_select_less_than_or_equal_to_constant,
  lane_select_greater_than_constant, lane_select_greater_than_or_equal_to_constant,
  lane_select_equal_to_constant, lane_select_not_equal_to_constant,
  // v where it is NaN, else u.
  lane_keep_nan,
};

// A row of values and one of derivatives.
struct lane_register {
  float *value, *derivative;
};

// An instruction and the registers that it writes and reads.
struct lane_step {
  enum lane_instruction instruction;
  int target, u, v, w, z;
  float a, b;
};

// As many registers as a program may have.
enum { lane_most_registers = 64 };

// Runs steps, one after another, over rows of `count` lanes. The target of a step is none of the
// registers that it reads, but that sums, products, quotients and functions of u a + b may write
// one of them; what it does not read may be any.
//
// A register without values is lent some for the time of the call; one that has values and no
// derivatives is x itself, with derivative 1.
void lane_program_run(enum kernel_width width, const struct lane_step *steps, size_t step_count,
                      const struct lane_register *registers, size_t register_count, size_t count);

#endif
