// The weights that a row of logits gives its tokens, in double precision, for AVX2 with FMA and for
// AVX-512; the bits are the same with either.
#ifndef SWIFT_RECURRENT_ROW_WEIGHTS_H
#define SWIFT_RECURRENT_ROW_WEIGHTS_H

#include <stddef.h>

#include "kernel_width.h"

// Turns `count` logits x into scores (x - largest) / temperature, and writes their exponentials,
// exact to a unit in the last place. Returns the largest; where a logit is not finite it returns
// NaN, and nothing has been written.
double row_weights(enum kernel_width width, double *scores, double temperature, double *weights,
                   size_t count);

#endif
