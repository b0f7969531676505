// Tiles: small blocks of a product C = A B whose sums are held in registers over the whole depth.
//
// B is packed in panels of 16 columns, see `panel_products.h`. The sum of an element is made over
// the depth in order, one fused product at a time (in the last few columns as 16 or 4 sums side by
// side), whatever the tile's height and the registers' width: so a row has the same bits in any
// batch, and with AVX2 and AVX-512.
#ifndef SWIFT_RECURRENT_TILES_H
#define SWIFT_RECURRENT_TILES_H

#include <stdbool.h>
#include <stddef.h>

enum { PANEL = 16, HALF_PANEL = 8, MOST_TILE_ROWS = 8, MOST_NARROW = 4 };

// The operands of a tile: element (i, d) of A is at a[i * a_row + d * a_depth], the panels of B
// follow each other at a distance of `panel`, and the rows of C at `c_row`.
struct tile {
  size_t depth;
  const float *a;
  size_t a_row, a_depth;
  const float *b;
  size_t panel;
  float *c;
  size_t c_row;
  // C := A B + C, else C := A B.
  bool keeps;
};

typedef void tile_function(const struct tile *tile);

// A tile of so few columns that half a panel would be filled with zeros for the most: the columns
// of B lie one after another, at a distance of `panel`.
typedef void narrow_function(const struct tile *tile, size_t rows, size_t columns);

// The tiles for one width of registers, by their rows less one.
struct tile_set {
  size_t most_rows;
  // How many panels a tile of that height takes at once, a power of two: enough sums that the
  // adders need not wait for any of them.
  size_t panels[MOST_TILE_ROWS];
  // Tiles of half a panel, the last of a matrix; of 1, 2 and 4 panels.
  tile_function *half[MOST_TILE_ROWS], *whole[MOST_TILE_ROWS][3];
  // Where the depths of A follow one another, and where up to 16 of its rows do.
  narrow_function *dots, *strips;
};

extern const struct tile_set tiles_avx2, tiles_avx512;

// Runs a tile of `rows` rows by `columns` columns of a matrix that ends within its last panel.
void tile_run_narrow(tile_function *function, struct tile tile, size_t rows, size_t columns);

#endif
