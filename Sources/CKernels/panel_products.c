#include "panel_products.h"

// The sums of a row do not depend on the rows beside it: each is made over the depth in order. So a
// row has the same bits in any batch.

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#include "target.h"

enum { WIDTH = 16, HALF = 8, TILE_ROWS = 6, BLOCK_ROWS = 48 };

#define UNROLLED _Pragma("clang loop unroll(full)")

void panel_products_pack(const float *matrix, size_t row_stride, size_t column_stride,
                         size_t depth, size_t columns, float *panels) {
  for (size_t first = 0; first < columns; first += WIDTH) {
    size_t left = columns - first;
    size_t width = left <= HALF ? HALF : WIDTH;
    size_t used = left < width ? left : width;
    const float *source = matrix + first * column_stride;
    for (size_t d = 0; d < depth; d++) {
      for (size_t j = 0; j < used; j++) panels[j] = source[d * row_stride + j * column_stride];
      for (size_t j = used; j < width; j++) panels[j] = 0;
      panels += width;
    }
  }
}

// ROWS rows of C by LANES vectors of 8 columns, held in registers over the whole depth.
#define TILE(ROWS, LANES)                                                                         \
  AVX2 static void tile_##ROWS##_##LANES(size_t depth, const float *a, size_t a_stride,           \
                                         const float *b, float *c, size_t c_stride, bool keeps) { \
    __m256 sums[ROWS][LANES];                                                                     \
    UNROLLED for (int i = 0; i < ROWS; i++) {                                                     \
      UNROLLED for (int j = 0; j < LANES; j++) {                                                  \
        sums[i][j] = keeps ? _mm256_loadu_ps(c + i * c_stride + HALF * j) : _mm256_setzero_ps();  \
      }                                                                                           \
    }                                                                                             \
    for (size_t d = 0; d < depth; d++, b += HALF * LANES) {                                       \
      __m256 right[LANES];                                                                        \
      UNROLLED for (int j = 0; j < LANES; j++) right[j] = _mm256_load_ps(b + HALF * j);           \
      UNROLLED for (int i = 0; i < ROWS; i++) {                                                   \
        __m256 left = _mm256_broadcast_ss(a + i * a_stride + d);                                  \
        UNROLLED for (int j = 0; j < LANES; j++) {                                                \
          sums[i][j] = _mm256_fmadd_ps(left, right[j], sums[i][j]);                               \
        }                                                                                         \
      }                                                                                           \
    }                                                                                             \
    UNROLLED for (int i = 0; i < ROWS; i++) {                                                     \
      UNROLLED for (int j = 0; j < LANES; j++) {                                                  \
        _mm256_storeu_ps(c + i * c_stride + HALF * j, sums[i][j]);                                \
      }                                                                                           \
    }                                                                                             \
  }

TILE(1, 1) TILE(2, 1) TILE(3, 1) TILE(4, 1) TILE(5, 1) TILE(6, 1)
TILE(1, 2) TILE(2, 2) TILE(3, 2) TILE(4, 2) TILE(5, 2) TILE(6, 2)

typedef void tile_function(size_t, const float *, size_t, const float *, float *, size_t, bool);

static tile_function *const tiles[2][TILE_ROWS] = {
  {tile_1_1, tile_2_1, tile_3_1, tile_4_1, tile_5_1, tile_6_1},
  {tile_1_2, tile_2_2, tile_3_2, tile_4_2, tile_5_2, tile_6_2},
};

// Where C has fewer columns than the panel, the tile works on a copy that is as wide.
static void narrow_tile(tile_function *tile, size_t rows, size_t columns, size_t depth,
                        const float *a, size_t a_stride, const float *b, float *c,
                        size_t c_stride, bool keeps) {
  float wide[TILE_ROWS * WIDTH] = {0};
  for (size_t i = 0; keeps && i < rows; i++) {
    memcpy(wide + i * WIDTH, c + i * c_stride, columns * sizeof *c);
  }
  tile(depth, a, a_stride, b, wide, WIDTH, keeps);
  for (size_t i = 0; i < rows; i++) {
    memcpy(c + i * c_stride, wide + i * WIDTH, columns * sizeof *c);
  }
}

// One row by a whole number of panels: four panels at a time, or the additions of one sum, which
// wait for each other, would be all there is to do.
AVX2 static size_t multiply_row(const struct panel_product *call) {
  size_t panel = call->panel_depth * WIDTH;
  size_t column = 0;
  for (; column + 4 * WIDTH <= call->columns; column += 4 * WIDTH) {
    const float *b = call->panels + column * call->panel_depth + call->first_depth * WIDTH;
    float *c = call->result + column;
    __m256 sums[8];
    UNROLLED for (int j = 0; j < 8; j++) {
      sums[j] = call->keeps_result ? _mm256_loadu_ps(c + HALF * j) : _mm256_setzero_ps();
    }
    for (size_t d = 0; d < call->depth; d++, b += WIDTH) {
      __m256 left = _mm256_broadcast_ss(call->left + d);
      UNROLLED for (int j = 0; j < 8; j++) {
        __m256 right = _mm256_load_ps(b + (size_t)(j / 2) * panel + HALF * (j % 2));
        sums[j] = _mm256_fmadd_ps(left, right, sums[j]);
      }
    }
    UNROLLED for (int j = 0; j < 8; j++) _mm256_storeu_ps(c + HALF * j, sums[j]);
  }
  return column;
}

// Rows from `first` on, fewer than a block, by all columns from `column` on.
static void multiply_block(const struct panel_product *call, size_t first, size_t rows,
                           size_t column) {
  for (; column < call->columns; column += WIDTH) {
    size_t remaining = call->columns - column;
    size_t width = remaining <= HALF ? HALF : WIDTH;
    const float *b = call->panels + column * call->panel_depth + call->first_depth * width;
    for (size_t row = first; row < first + rows;) {
      size_t left = first + rows - row;
      // 7 to 11 rows in two tiles of nearly equal height: a low tile leaves the adders idle.
      size_t height = left <= TILE_ROWS ? left : left < 2 * TILE_ROWS ? (left + 1) / 2 : TILE_ROWS;
      tile_function *tile = tiles[width == WIDTH][height - 1];
      const float *a = call->left + row * call->left_stride;
      float *c = call->result + row * call->result_stride + column;
      if (remaining < width) {
        narrow_tile(tile, height, remaining, call->depth, a, call->left_stride, b, c,
                    call->result_stride, call->keeps_result);
      } else {
        tile(call->depth, a, call->left_stride, b, c, call->result_stride, call->keeps_result);
      }
      row += height;
    }
  }
}

void panel_products_multiply(const struct panel_product *call) {
  if (call->rows == 1) {
    multiply_block(call, 0, 1, multiply_row(call));
    return;
  }
  // Blocks of rows that stay in the first cache while the panels pass by.
  for (size_t first = 0; first < call->rows; first += BLOCK_ROWS) {
    size_t left = call->rows - first;
    multiply_block(call, first, left < BLOCK_ROWS ? left : BLOCK_ROWS, 0);
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

#endif
