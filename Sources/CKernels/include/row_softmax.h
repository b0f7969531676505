// The softmax of a row, for AVX2 with FMA and for AVX-512, with the same bits.
#ifndef SWIFT_RECURRENT_ROW_SOFTMAX_H
#define SWIFT_RECURRENT_ROW_SOFTMAX_H

#include <stddef.h>

#include "kernel_width.h"

// What a softmax takes out of its row: the largest element, and the sum of exp(y - largest).
struct softmax_sums {
  float largest, sum;
};

// Turns `count` logits y into exp(y - largest) / sum. Where one is NaN, all become NaN.
struct softmax_sums row_softmax(enum kernel_width width, float *row, size_t count);

#endif
