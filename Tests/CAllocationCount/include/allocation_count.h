#ifndef ALLOCATION_COUNT_H
#define ALLOCATION_COUNT_H

#include <stddef.h>

/// How many blocks of memory this process has asked for, or 0 where that cannot be counted.
///
/// Counted are all of them, from any thread and library, since the program that holds this function
/// also holds the `malloc` that all of them call.
size_t allocation_count(void);

#endif
