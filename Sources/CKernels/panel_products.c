#include "panel_products.h"

#if defined(__x86_64__)

#include <string.h>

#include "target.h"
#include "tiles.h"

enum {
  // Rows that stay in the first cache while the panels pass by.
  BLOCK_ROWS = 48,
  // What is packed at a time of two tall matrices: so many of their rows, and columns of the right
  // one, which stay in the second cache.
  BLOCK_DEPTH = 128, BLOCK_COLUMNS = 256,
};

static size_t at_most(size_t count, size_t limit) { return count < limit ? count : limit; }

static const struct tile_set *tile_set_of(enum kernel_width width) {
  return width == kernels_of_512_bits ? &tiles_avx512 : &tiles_avx2;
}

AVX2 void panel_products_pack(const float *matrix, size_t row_stride, size_t column_stride,
                              size_t depth, size_t columns, float *panels) {
  for (size_t first = 0; first < columns; first += PANEL) {
    size_t left = columns - first;
    if (left <= MOST_NARROW) {
      for (size_t j = 0; j < left; j++) {
        for (size_t d = 0; d < depth; d++) {
          *panels++ = matrix[d * row_stride + (first + j) * column_stride];
        }
      }
      return;
    }
    size_t width = left <= HALF_PANEL ? HALF_PANEL : PANEL;
    size_t used = at_most(left, width);
    const float *source = matrix + first * column_stride;
    if (used == PANEL && column_stride == 1) {
      for (size_t d = 0; d < depth; d++, panels += PANEL) {
        memcpy(panels, source + d * row_stride, PANEL * sizeof *panels);
      }
      continue;
    }
    for (size_t d = 0; d < depth; d++, panels += width) {
      for (size_t j = 0; j < used; j++) panels[j] = source[d * row_stride + j * column_stride];
      for (size_t j = used; j < width; j++) panels[j] = 0;
    }
  }
}

// How many rows the next tile takes of those left. A little more than the most in two tiles of
// nearly equal height: a low tile leaves the adders idle.
static size_t tile_height(size_t left, size_t most) {
  return left <= most ? left : left < 2 * most ? (left + 1) / 2 : most;
}

// C for `rows` rows and all columns; `block` has A, C and the panels of B, of which the depths from
// `first_depth` on are multiplied.
static void multiply_block(const struct tile_set *set, const struct tile *block, size_t first_depth,
                           size_t rows, size_t columns) {
  // The first tile is the highest, which takes the fewest panels.
  size_t at_once = set->panels[tile_height(rows, set->most_rows) - 1];
  for (size_t column = 0; column < columns;) {
    size_t left = columns - column;
    if (left <= MOST_NARROW) {
      struct tile narrow = *block;
      narrow.panel /= PANEL;
      narrow.b += column / PANEL * block->panel + first_depth;
      narrow.c += column;
      (block->a_depth == 1 ? set->dots : set->strips)(&narrow, rows, left);
      return;
    }
    bool is_half = left <= HALF_PANEL;
    while (at_once > 1 && at_once * PANEL > left) at_once /= 2;
    size_t width = is_half ? HALF_PANEL : at_once * PANEL;
    struct tile tile = *block;
    tile.b += column / PANEL * tile.panel + first_depth * (is_half ? HALF_PANEL : PANEL);
    tile.c += column;
    for (size_t row = 0; row < rows;) {
      size_t height = tile_height(rows - row, set->most_rows);
      tile_function *function = is_half ? set->half[height - 1]
                                        : set->whole[height - 1][at_once / 2];
      if (left < width) {
        tile_run_narrow(function, tile, height, left);
      } else {
        function(&tile);
      }
      row += height;
      tile.a += height * tile.a_row;
      tile.c += height * tile.c_row;
    }
    column += width;
  }
}

void panel_products_multiply(const struct panel_product *call) {
  const struct tile_set *set = tile_set_of(call->width);
  for (size_t first = 0; first < call->rows; first += BLOCK_ROWS) {
    struct tile block = {
      .depth = call->depth,
      .a = call->left + first * call->left_stride, .a_row = call->left_stride, .a_depth = 1,
      .b = call->panels, .panel = call->panel_depth * PANEL,
      .c = call->result + first * call->result_stride, .c_row = call->result_stride,
      .keeps = call->keeps_result,
    };
    multiply_block(set, &block, call->first_depth, at_most(call->rows - first, BLOCK_ROWS),
                   call->columns);
  }
}

void panel_products_accumulate(const struct tall_product *call) {
  const struct tile_set *set = tile_set_of(call->width);
  _Alignas(64) float right[BLOCK_DEPTH * BLOCK_COLUMNS], left[BLOCK_DEPTH * PANEL];
  for (size_t start = 0; start < call->depth; start += BLOCK_DEPTH) {
    size_t depth = at_most(call->depth - start, BLOCK_DEPTH);
    for (size_t column = 0; column < call->columns; column += BLOCK_COLUMNS) {
      size_t columns = at_most(call->columns - column, BLOCK_COLUMNS);
      panel_products_pack(call->right + start * call->right_stride + column, call->right_stride, 1,
                          depth, columns, right);
      for (size_t row = 0; row < call->rows; row += PANEL) {
        size_t rows = at_most(call->rows - row, PANEL);
        panel_products_pack(call->left + start * call->left_stride + row, call->left_stride, 1,
                            depth, rows, left);
        struct tile block = {
          .depth = depth,
          .a = left,
          .a_row = rows <= MOST_NARROW ? depth : 1,
          .a_depth = rows <= MOST_NARROW ? 1 : rows <= HALF_PANEL ? HALF_PANEL : PANEL,
          .b = right, .panel = depth * PANEL,
          .c = call->result + row * call->result_stride + column, .c_row = call->result_stride,
          .keeps = true,
        };
        multiply_block(set, &block, 0, rows, columns);
      }
    }
  }
}

#else

// Never called: `kernels_available` says no.
void panel_products_pack(const float *matrix, size_t row_stride, size_t column_stride,
                         size_t depth, size_t columns, float *panels) {
  (void)matrix, (void)row_stride, (void)column_stride, (void)depth, (void)columns, (void)panels;
  __builtin_trap();
}

void panel_products_multiply(const struct panel_product *call) {
  (void)call;
  __builtin_trap();
}

void panel_products_accumulate(const struct tall_product *call) {
  (void)call;
  __builtin_trap();
}

#endif
