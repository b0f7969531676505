// One number of 16 lanes, in an order that does not depend on the width of registers.
#ifndef SWIFT_RECURRENT_LANE_JOINS_H
#define SWIFT_RECURRENT_LANE_JOINS_H

typedef float eight_lanes __attribute__((ext_vector_type(8)));
typedef float four_lanes __attribute__((ext_vector_type(4)));

// The lanes of BLOCK joined: those 8 apart, then 4, 2, 1.
#define JOINED(RESULT, BLOCK, JOIN)                                                                 \
  float RESULT;                                                                                     \
  {                                                                                                 \
    eight_lanes low = __builtin_shufflevector(BLOCK, BLOCK, 0, 1, 2, 3, 4, 5, 6, 7);                \
    eight_lanes high = __builtin_shufflevector(BLOCK, BLOCK, 8, 9, 10, 11, 12, 13, 14, 15);         \
    eight_lanes eight = JOIN(low, high);                                                            \
    four_lanes four = JOIN(eight.lo, eight.hi);                                                     \
    float even = JOIN(four.x, four.z), odd = JOIN(four.y, four.w);                                  \
    RESULT = JOIN(even, odd);                                                                       \
  }
#define LARGER(A, B) ((A) > (B) ? (A) : (B))
#define SUM(A, B) ((A) + (B))

#endif
