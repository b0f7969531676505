// A call of the C library that Swift's module of it lacks.
#ifndef SWIFT_RECURRENT_FREE_MEMORY_H
#define SWIFT_RECURRENT_FREE_MEMORY_H

// Gives the pages of freed memory, which the C library keeps for later, back to the system; does
// nothing with a library that has no such call.
void free_memory_give_back(void);

#endif
