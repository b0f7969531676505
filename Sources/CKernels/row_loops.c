#include "row_loops.h"

#include "target.h"

#pragma clang fp contract(off)

AVX2 void row_loops_add(const float *restrict addend, float *restrict target, size_t count) {
  for (size_t i = 0; i < count; i++) target[i] += addend[i];
}

AVX2 void row_loops_add_product(const float *restrict left, const float *restrict right,
                                float *restrict target, size_t count) {
  for (size_t i = 0; i < count; i++) target[i] += left[i] * right[i];
}

AVX2 void row_loops_sum(const float *restrict left, const float *restrict right,
                        float *restrict target, size_t count) {
  for (size_t i = 0; i < count; i++) target[i] = left[i] + right[i];
}

AVX2 void row_loops_scale(const float *restrict factor, float *restrict target, size_t count) {
  for (size_t i = 0; i < count; i++) target[i] *= factor[i];
}

AVX2 void row_loops_multiply(const float *restrict left, const float *restrict right,
                             float *restrict target, size_t count) {
  for (size_t i = 0; i < count; i++) target[i] = left[i] * right[i];
}

AVX2 void row_loops_mix(const float *restrict z, const float *restrict n, const float *restrict h,
                        float *restrict next, size_t count) {
  for (size_t i = 0; i < count; i++) next[i] = (1 - z[i]) * n[i] + z[i] * h[i];
}

AVX2 void row_loops_unmix(const float *restrict z, const float *restrict n, const float *restrict h,
                          float *restrict cotangent, float *restrict update,
                          float *restrict candidate, size_t count) {
  for (size_t i = 0; i < count; i++) {
    float d_next = cotangent[i];
    candidate[i] = d_next * (1 - z[i]);
    update[i] = d_next * (h[i] - n[i]);
    cotangent[i] = d_next * z[i];
  }
}

AVX2 void row_loops_pull_back_gru(const struct gru_row *row) {
  const float *h = row->h, *r = row->r, *z = row->z, *n = row->n, *c = row->hidden_part;
  const float *r_slope = row->r_slope, *z_slope = row->z_slope, *n_slope = row->n_slope;
  size_t count = row->count;
  float *cotangent = row->cotangent;
  float *input_r = row->input_gates, *input_z = input_r + count, *input_n = input_z + count;
  float *hidden_r = row->hidden_gates, *hidden_z = hidden_r + count, *hidden_n = hidden_z + count;
  // None of these overlap.
#pragma clang loop vectorize(assume_safety)
  for (size_t i = 0; i < count; i++) {
    float d_next = cotangent[i];
    float d_n = d_next * (1 - z[i]) * n_slope[i];
    float d_z = d_next * (h[i] - n[i]) * z_slope[i];
    float d_r = d_n * c[i] * r_slope[i];
    cotangent[i] = d_next * z[i];
    input_r[i] = d_r;
    input_z[i] = d_z;
    input_n[i] = d_n;
    hidden_r[i] = d_r;
    hidden_z[i] = d_z;
    hidden_n[i] = d_n * r[i];
  }
}

// 64 columns at a time, whose sums stay in registers.
AVX2 void row_loops_add_rows(const float *restrict first, size_t stride, size_t rows,
                             float *restrict sums, size_t count) {
  enum { BLOCK = 64 };
  size_t column = 0;
  for (; column + BLOCK <= count; column += BLOCK) {
    float block[BLOCK];
    for (size_t i = 0; i < BLOCK; i++) block[i] = sums[column + i];
    for (size_t row = 0; row < rows; row++) {
      const float *values = first + row * stride + column;
      for (size_t i = 0; i < BLOCK; i++) block[i] += values[i];
    }
    for (size_t i = 0; i < BLOCK; i++) sums[column + i] = block[i];
  }
  for (size_t row = 0; row < rows; row++) {
    for (size_t i = column; i < count; i++) sums[i] += first[row * stride + i];
  }
}

AVX2 void row_loops_adam(const struct adam_constants *constants, const float *restrict gradient,
                         float *restrict first, float *restrict second, float *restrict parameters,
                         size_t count) {
  struct adam_constants k = *constants;
  for (size_t i = 0; i < count; i++) {
    float scaled = gradient[i] * k.factor;
    float above = scaled > k.limit ? k.limit : scaled;
    float g = above < -k.limit ? -k.limit : above;
    float m = k.keep_first * first[i] + k.add_first * g;
    float v = k.keep_second * second[i] + k.add_second * g * g;
    first[i] = m;
    second[i] = v;
    float p = parameters[i] * k.shrink;
    parameters[i] = p - k.rate * m / (__builtin_elementwise_sqrt(v) * k.second_scale + k.epsilon);
  }
}
