#if defined(__x86_64__)

#include "tiles.h"

#include <string.h>

#include "lane_joins.h"
#include "target.h"

#define UNROLLED _Pragma("clang loop unroll(full)")

typedef float half_row __attribute__((vector_size(32), aligned(4)));
typedef float whole_row __attribute__((vector_size(64), aligned(4)));

// ROWS rows of C by VECTORS registers of the type ROW, of which PER_PANEL make up what B has of a
// panel at one depth.
#define TILE(NAME, TARGET, ROW, ROWS, VECTORS, PER_PANEL)                                         \
  TARGET static void NAME(const struct tile *tile) {                                              \
    enum { LANES = sizeof(ROW) / sizeof(float), WIDTH = PER_PANEL * LANES };                      \
    size_t a_row = tile->a_row, a_depth = tile->a_depth, panel = tile->panel;                     \
    const float *a = tile->a, *b = tile->b;                                                       \
    ROW sums[ROWS][VECTORS];                                                                      \
    UNROLLED for (int i = 0; i < ROWS; i++) {                                                     \
      UNROLLED for (int j = 0; j < VECTORS; j++) {                                                \
        const ROW *c = (const ROW *)(tile->c + i * tile->c_row + LANES * j);                      \
        sums[i][j] = tile->keeps ? *c : (ROW){0};                                                 \
      }                                                                                           \
    }                                                                                             \
    for (size_t d = 0; d < tile->depth; d++, a += a_depth, b += WIDTH) {                          \
      ROW right[VECTORS];                                                                         \
      UNROLLED for (int j = 0; j < VECTORS; j++) {                                                \
        right[j] = *(const ROW *)(b + j / PER_PANEL * panel + LANES * (j % PER_PANEL));           \
      }                                                                                           \
      UNROLLED for (int i = 0; i < ROWS; i++) {                                                   \
        ROW left = a[i * a_row] - (ROW){0};                                                       \
        UNROLLED for (int j = 0; j < VECTORS; j++) {                                              \
          sums[i][j] = __builtin_elementwise_fma(left, right[j], sums[i][j]);                     \
        }                                                                                         \
      }                                                                                           \
    }                                                                                             \
    UNROLLED for (int i = 0; i < ROWS; i++) {                                                     \
      UNROLLED for (int j = 0; j < VECTORS; j++) {                                                \
        *(ROW *)(tile->c + i * tile->c_row + LANES * j) = sums[i][j];                             \
      }                                                                                           \
    }                                                                                             \
  }

// With 16 registers of 8 lanes: half a panel, and 1, 2 or 4 panels.
#define AVX2_HALF(ROWS) TILE(avx2_half_##ROWS, AVX2, half_row, ROWS, 1, 1)
#define AVX2_WHOLE(ROWS, PANELS) \
  TILE(avx2_##ROWS##_##PANELS, AVX2, half_row, ROWS, 2 * PANELS, 2)

AVX2_HALF(1) AVX2_HALF(2) AVX2_HALF(3) AVX2_HALF(4)
AVX2_HALF(5) AVX2_HALF(6) AVX2_HALF(7) AVX2_HALF(8)
AVX2_WHOLE(1, 1) AVX2_WHOLE(2, 1) AVX2_WHOLE(3, 1)
AVX2_WHOLE(4, 1) AVX2_WHOLE(5, 1) AVX2_WHOLE(6, 1)
AVX2_WHOLE(1, 2) AVX2_WHOLE(2, 2) AVX2_WHOLE(1, 4)

// With 32 registers of 16 lanes.
#define AVX512_WHOLE(ROWS, PANELS) \
  TILE(avx512_##ROWS##_##PANELS, AVX512, whole_row, ROWS, PANELS, 1)
#define AVX512_UP_TO_2(ROWS) AVX512_WHOLE(ROWS, 1) AVX512_WHOLE(ROWS, 2)
#define AVX512_UP_TO_4(ROWS) AVX512_UP_TO_2(ROWS) AVX512_WHOLE(ROWS, 4)

AVX512_UP_TO_4(1) AVX512_UP_TO_4(2) AVX512_UP_TO_4(3) AVX512_UP_TO_4(4)
AVX512_UP_TO_4(5) AVX512_UP_TO_4(6) AVX512_UP_TO_2(7) AVX512_UP_TO_2(8)

// Element (i, j) as one product of row i and column j, 16 depths at a time, for four rows at once.
// Where fewer are left, the last is computed again and dropped.
#define DOTS(NAME, TARGET)                                                             \
  TARGET static void NAME(const struct tile *tile, size_t rows, size_t columns) {      \
    enum { LANES = 16, AT_ONCE = 4 };                                                  \
    size_t depth = tile->depth, whole = depth / LANES * LANES;                         \
    for (size_t j = 0; j < columns; j++) {                                             \
      const float *b = tile->b + j * tile->panel;                                      \
      for (size_t first = 0; first < rows; first += AT_ONCE) {                         \
        const float *a[AT_ONCE];                                                       \
        whole_row sums[AT_ONCE];                                                       \
        UNROLLED for (size_t i = 0; i < AT_ONCE; i++) {                                \
          size_t row = first + i < rows ? first + i : rows - 1;                        \
          a[i] = tile->a + row * tile->a_row;                                          \
          sums[i] = (whole_row){0};                                                    \
        }                                                                              \
        for (size_t d = 0; d < whole; d += LANES) {                                    \
          whole_row right = *(const whole_row *)(b + d);                               \
          UNROLLED for (size_t i = 0; i < AT_ONCE; i++) {                              \
            whole_row left = *(const whole_row *)(a[i] + d);                           \
            sums[i] = __builtin_elementwise_fma(left, right, sums[i]);                 \
          }                                                                            \
        }                                                                              \
        UNROLLED for (size_t i = 0; i < AT_ONCE; i++) {                                \
          JOINED(sum, sums[i], SUM)                                                      \
          for (size_t d = whole; d < depth; d++) {                                     \
            sum = __builtin_elementwise_fma(a[i][d], b[d], sum);                       \
          }                                                                            \
          if (first + i < rows) {                                                      \
            float *c = tile->c + (first + i) * tile->c_row + j;                        \
            *c = tile->keeps ? *c + sum : sum;                                         \
          }                                                                            \
        }                                                                              \
      }                                                                                \
    }                                                                                  \
  }

// Up to 16 rows of a column at once; four depths are summed side by side, so that none waits for
// another.
#define STRIPS(NAME, TARGET)                                                           \
  TARGET static void NAME(const struct tile *tile, size_t rows, size_t columns) {      \
    enum { AT_ONCE = 4 };                                                              \
    size_t depth = tile->depth, whole = depth / AT_ONCE * AT_ONCE;                     \
    for (size_t j = 0; j < columns; j++) {                                             \
      const float *a = tile->a, *b = tile->b + j * tile->panel;                        \
      whole_row sums[AT_ONCE] = {0};                                                   \
      for (size_t d = 0; d < whole; d += AT_ONCE) {                                    \
        UNROLLED for (size_t k = 0; k < AT_ONCE; k++, a += tile->a_depth) {            \
          whole_row left = *(const whole_row *)a, right = b[d + k] - (whole_row){0};   \
          sums[k] = __builtin_elementwise_fma(left, right, sums[k]);                   \
        }                                                                              \
      }                                                                                \
      for (size_t d = whole; d < depth; d++, a += tile->a_depth) {                     \
        whole_row left = *(const whole_row *)a, right = b[d] - (whole_row){0};         \
        sums[0] = __builtin_elementwise_fma(left, right, sums[0]);                     \
      }                                                                                \
      float found[PANEL];                                                              \
      *(whole_row *)found = (sums[0] + sums[1]) + (sums[2] + sums[3]);                 \
      for (size_t i = 0; i < rows; i++) {                                              \
        float *c = tile->c + i * tile->c_row + j;                                      \
        *c = tile->keeps ? *c + found[i] : found[i];                                   \
      }                                                                                \
    }                                                                                  \
  }

DOTS(avx2_dots, AVX2)
DOTS(avx512_dots, AVX512)
STRIPS(avx2_strips, AVX2)
STRIPS(avx512_strips, AVX512)

const struct tile_set tiles_avx2 = {
  .most_rows = 6,
  .panels = {4, 2, 1, 1, 1, 1},
  .half = {avx2_half_1, avx2_half_2, avx2_half_3, avx2_half_4, avx2_half_5, avx2_half_6},
  .whole = {{avx2_1_1, avx2_1_2, avx2_1_4}, {avx2_2_1, avx2_2_2}, {avx2_3_1}, {avx2_4_1},
            {avx2_5_1}, {avx2_6_1}},
  .dots = avx2_dots,
  .strips = avx2_strips,
};

const struct tile_set tiles_avx512 = {
  .most_rows = 8,
  .panels = {4, 4, 4, 4, 4, 4, 2, 2},
  .half = {avx2_half_1, avx2_half_2, avx2_half_3, avx2_half_4, avx2_half_5, avx2_half_6,
           avx2_half_7, avx2_half_8},
  .whole = {{avx512_1_1, avx512_1_2, avx512_1_4}, {avx512_2_1, avx512_2_2, avx512_2_4},
            {avx512_3_1, avx512_3_2, avx512_3_4}, {avx512_4_1, avx512_4_2, avx512_4_4},
            {avx512_5_1, avx512_5_2, avx512_5_4}, {avx512_6_1, avx512_6_2, avx512_6_4},
            {avx512_7_1, avx512_7_2}, {avx512_8_1, avx512_8_2}},
  .dots = avx512_dots,
  .strips = avx512_strips,
};

void tile_run_narrow(tile_function *function, struct tile tile, size_t rows, size_t columns) {
  float wide[MOST_TILE_ROWS * PANEL] = {0};
  float *c = tile.c;
  for (size_t i = 0; tile.keeps && i < rows; i++) {
    memcpy(wide + i * PANEL, c + i * tile.c_row, columns * sizeof *c);
  }
  struct tile inside = tile;
  inside.c = wide;
  inside.c_row = PANEL;
  function(&inside);
  for (size_t i = 0; i < rows; i++) {
    memcpy(c + i * tile.c_row, wide + i * PANEL, columns * sizeof *c);
  }
}

#endif
