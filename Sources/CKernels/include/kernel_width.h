// Which registers kernels use.
#ifndef SWIFT_RECURRENT_KERNEL_WIDTH_H
#define SWIFT_RECURRENT_KERNEL_WIDTH_H

// AVX2 with FMA, or AVX-512. The bits of results are the same.
enum kernel_width { kernels_of_256_bits, kernels_of_512_bits };

#endif
