// Loops over rows that add, multiply and move, for AVX2: the compiler that builds a Swift package
// makes SSE2 code, half as wide, and leaves loops over many rows scalar.
//
// The bits are those of portable code: sums and products are not fused, each element has its own.
#ifndef SWIFT_RECURRENT_ROW_LOOPS_H
#define SWIFT_RECURRENT_ROW_LOOPS_H

#include <stddef.h>

// target += addend.
void row_loops_add(const float *addend, float *target, size_t count);

// target += left * right.
void row_loops_add_product(const float *left, const float *right, float *target, size_t count);

// target = left + right.
void row_loops_sum(const float *left, const float *right, float *target, size_t count);

// target *= factor.
void row_loops_scale(const float *factor, float *target, size_t count);

// target = left * right.
void row_loops_multiply(const float *left, const float *right, float *target, size_t count);

// What mixes a GRU's old state and candidate: next = (1 - z) n + z h.
void row_loops_mix(const float *z, const float *n, const float *h, float *next, size_t count);

// And back: candidate = cotangent (1 - z), update = cotangent (h - n), cotangent *= z.
void row_loops_unmix(const float *z, const float *n, const float *h, float *cotangent, float *update,
                     float *candidate, size_t count);

// The whole way back through the gates of a GRU whose reset gate acts after the product, for
// element-wise activations of slopes r', z' and n': from the cotangent of the next state to those
// of the gates' input and hidden parts, blocks of r, z and n. The cotangent keeps the share that
// passes by the product.
struct gru_row {
  size_t count;
  const float *h, *r, *z, *n, *hidden_part, *r_slope, *z_slope, *n_slope;
  float *cotangent, *input_gates, *hidden_gates;
};

void row_loops_pull_back_gru(const struct gru_row *row);

// Adds `rows` rows to `sums`, in order.
void row_loops_add_rows(const float *first, size_t stride, size_t rows, float *sums, size_t count);

// Adam's step, as `AdamConstants` of Swift writes it.
struct adam_constants {
  float factor, limit, keep_first, add_first, keep_second, add_second, rate, second_scale, epsilon,
    shrink;
};

void row_loops_adam(const struct adam_constants *constants, const float *gradient, float *first,
                    float *second, float *parameters, size_t count);

#endif
