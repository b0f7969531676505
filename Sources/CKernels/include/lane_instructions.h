// The steps of an expression's program over rows, for AVX2 with FMA and for AVX-512; a lane has the same
// bits with either, and wherever it lies in a row.
#ifndef SWIFT_RECURRENT_LANE_INSTRUCTIONS_H
#define SWIFT_RECURRENT_LANE_INSTRUCTIONS_H

#include <stddef.h>

#include "kernel_width.h"

// An instruction of a program; u, v, w and z are registers read, a and b constants.
enum lane_instruction {
  lane_affine, lane_shifted_scale, lane_divide_by_constant, lane_divide_constant,
  lane_minimum_with_constant, lane_maximum_with_constant, lane_square, lane_cube, lane_absolute,
  // u with v a + b.
  lane_add, lane_subtract, lane_multiply,
  // u v + (w a + b).
  lane_multiply_add,
  lane_divide, lane_minimum, lane_maximum,
  // Functions of u a + b with the chain rule.
  lane_chain_exp, lane_chain_exp_minus_one, lane_chain_log, lane_chain_log_one_plus,
  lane_chain_square_root, lane_chain_tanh, lane_chain_sigmoid, lane_chain_erf,
  lane_chain_softplus, lane_chain_softsign, lane_chain_tanh_of_softplus,
  // Functions of u.
  lane_chain_sin, lane_chain_cos,
  // u to the power v.
  lane_power,
  // w where u compares to v, else z.
  lane_select_less, lane_select_less_or_equal, lane_select_greater, lane_select_greater_or_equal,
  lane_select_equal, lane_select_not_equal,
  // v where u compares to a, else w.
  lane_select_less_than_constant, lane_select_less_than_or_equal_to_constant,
  lane_select_greater_than_constant, lane_select_greater_than_or_equal_to_constant,
  lane_select_equal_to_constant, lane_select_not_equal_to_constant,
};

// A register: a block of values and one of derivatives.
struct lane_register {
  float *value, *derivative;
};

// An instruction and the places of its registers in a table.
struct lane_step {
  enum lane_instruction instruction;
  int target, u, v, w, z;
  float a, b;
};

// Runs steps, one after another, over the first `count` lanes of the registers of a table. The target of
// a step is none of the registers that it reads; what it does not read may be any place of the table.
void lane_steps_run(enum kernel_width width, const struct lane_step *steps, size_t step_count,
                    const struct lane_register *table, size_t count);

#endif
