// Activations over rows, for AVX2 with FMA and for AVX-512; a lane has the same bits with either.
//
// The compiler that builds a Swift package makes SSE2 code, half as wide or a quarter.
// `kernels_available` says whether this machine can run these.
#ifndef SWIFT_RECURRENT_LANE_FUNCTIONS_H
#define SWIFT_RECURRENT_LANE_FUNCTIONS_H

#include <stddef.h>

#include "kernel_width.h"

// An activation: writes value and derivative of `count` preactivations. The three rows do not
// overlap.
enum lane_function {
  lane_tanh, lane_scaled_tanh, lane_sigmoid, lane_exponential, lane_exponential_linear,
  lane_exponential_linear_with_rate, lane_softplus, lane_softplus_with_rate, lane_log_sigmoid,
  lane_silu, lane_gelu, lane_tanh_gelu, lane_mish, lane_tanh_shrink, lane_linearly_scaled_tanh,
  lane_log_cosh, lane_softsign, lane_squareplus,
  // exp(x) over its sum in the row; writes the value twice.
  lane_softmax,
};

// What a function has besides x; what each means stands beside its loop.
struct lane_parameters {
  float a, b, c;
  double rate;
};

void lane_functions_apply(enum kernel_width width, enum lane_function function,
                          struct lane_parameters parameters, const float *x, float *value,
                          float *derivative, size_t count);

// The pullback of softmax with value y: turns a cotangent c of y into y (c - sum(c y)).
void lane_functions_pull_back_softmax(enum kernel_width width, const float *y, float *cotangent,
                                      size_t count);

#endif
