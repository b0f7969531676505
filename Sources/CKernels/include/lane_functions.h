// Activations and the instructions of an expression's program over rows, for AVX2 with FMA and for
// AVX-512; a lane has the same bits with either.
//
// The compiler that builds a Swift package makes SSE2 code, half as wide or a quarter. `kernels_available` says
// whether this machine can run these.
#ifndef SWIFT_RECURRENT_LANE_FUNCTIONS_H
#define SWIFT_RECURRENT_LANE_FUNCTIONS_H

#include <stddef.h>

#include "kernel_width.h"

// An activation: writes value and derivative of `count` preactivations. The three rows do not overlap.
enum lane_function {
  lane_tanh, lane_scaled_tanh, lane_sigmoid, lane_exponential, lane_exponential_linear,
  lane_exponential_linear_with_rate, lane_softplus, lane_softplus_with_rate, lane_log_sigmoid,
  lane_silu, lane_gelu, lane_tanh_gelu, lane_mish, lane_tanh_shrink, lane_linearly_scaled_tanh,
  lane_log_cosh, lane_softsign, lane_squareplus,
};

// What a function has besides x; what each means stands beside its loop.
struct lane_parameters {
  float a, b, c;
  double rate;
};

void lane_functions_apply(enum kernel_width width, enum lane_function function,
                          struct lane_parameters parameters, const float *x, float *value,
                          float *derivative, size_t count);

// An instruction of a program; u, v, w and z are registers read, a and b constants.
enum lane_instruction {
  lane_affine, lane_shifted_scale, lane_divide_by_constant, lane_divide_constant,
  lane_minimum_with_constant, lane_maximum_with_constant, lane_square, lane_cube, lane_absolute,
  lane_add, lane_subtract, lane_multiply, lane_divide, lane_minimum, lane_maximum,
  // Functions of u with the chain rule.
  lane_chain_exp, lane_chain_exp_minus_one, lane_chain_log, lane_chain_log_one_plus,
  lane_chain_square_root, lane_chain_tanh, lane_chain_sigmoid, lane_chain_erf,
  lane_chain_softplus, lane_chain_softsign, lane_chain_tanh_of_softplus,
  // The same, where all magnitudes of u are below 8192.
  lane_chain_sin, lane_chain_cos,
  // u to the power v, where u is positive, both are finite, and the result is not 0 and finite.
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

struct lane_operands {
  struct lane_register target, u, v, w, z;
  float a, b;
};

// Runs an instruction over `count` lanes. The target is none of the registers read.
void lane_instructions_run(enum kernel_width width, enum lane_instruction instruction,
                           const struct lane_operands *operands, size_t count);

#endif
