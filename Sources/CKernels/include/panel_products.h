// Products with a right operand that is packed: weights once for many products of a few rows each.
//
// OpenBLAS packs its right operand anew in every call. A recurrent step multiplies 16 rows or so
// with the same weights at every step of a window, so that packing costs as much as a third of the
// step.
#ifndef SWIFT_RECURRENT_PANEL_PRODUCTS_H
#define SWIFT_RECURRENT_PANEL_PRODUCTS_H

#include <stdbool.h>
#include <stddef.h>

#include "kernel_width.h"

// Packs a [depth x columns] matrix, whose element (d, j) is at d * row_stride + j * column_stride.
//
// Panels of 16 columns follow one another; within one the 16 columns of depth 0 come first, then
// those of depth 1. The last panel holds the remaining columns and zeros: 8 wide where they fit
// into 8. Up to 4 remaining columns follow one after another instead. `panels` has depth * (columns
// rounded up to 8) floats.
void panel_products_pack(const float *matrix, size_t row_stride, size_t column_stride,
                         size_t depth, size_t columns, float *panels);

// C := A B + C, or C := A B, for A [rows x depth], C [rows x columns], both row-major, and B
// packed.
struct panel_product {
  enum kernel_width width;
  size_t rows, columns, depth;
  const float *left;
  size_t left_stride;
  // Packed with `panel_depth` rows, of which those from `first_depth` on are multiplied.
  const float *panels;
  size_t panel_depth, first_depth;
  float *result;
  size_t result_stride;
  bool keeps_result;
};

void panel_products_multiply(const struct panel_product *call);

// C := Aᵀ B + C for A [depth x rows], B [depth x columns], C [rows x columns], all row-major: the
// gradient of weights over all rows of a window. It packs both as it goes, on the stack (140 KB).
struct tall_product {
  enum kernel_width width;
  size_t rows, columns, depth;
  const float *left;
  size_t left_stride;
  const float *right;
  size_t right_stride;
  float *result;
  size_t result_stride;
};

void panel_products_accumulate(const struct tall_product *call);

#endif
