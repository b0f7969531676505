#if defined(__x86_64__)

#include "tiles.h"

#include <string.h>

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

const struct tile_set tiles_avx2 = {
  .most_rows = 6,
  .panels = {4, 2, 1, 1, 1, 1},
  .half = {avx2_half_1, avx2_half_2, avx2_half_3, avx2_half_4, avx2_half_5, avx2_half_6},
  .whole = {{avx2_1_1, avx2_1_2, avx2_1_4}, {avx2_2_1, avx2_2_2}, {avx2_3_1}, {avx2_4_1},
            {avx2_5_1}, {avx2_6_1}},
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
