// The kernels for x86-64 with AVX2 and FMA, some for AVX-512 too, and whether this machine can run
// them.
#ifndef SWIFT_RECURRENT_CKERNELS_H
#define SWIFT_RECURRENT_CKERNELS_H

#include <stdbool.h>

#include "free_memory.h"
#include "kernel_width.h"
#include "lane_functions.h"
#include "lane_programs.h"
#include "panel_products.h"
#include "processors.h"
#include "row_loops.h"
#include "row_softmax.h"
#include "row_weights.h"

bool kernels_available(void);
bool kernels_have_512_bits(void);

#endif
