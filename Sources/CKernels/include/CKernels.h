// The kernels for x86-64 with AVX2 and FMA, and whether this machine can run them.
#ifndef SWIFT_RECURRENT_CKERNELS_H
#define SWIFT_RECURRENT_CKERNELS_H

#include <stdbool.h>

#include "lane_functions.h"
#include "panel_products.h"

bool kernels_available(void);

#endif
