#include "free_memory.h"

#include <stdlib.h>

#if defined(__GLIBC__)

#include <malloc.h>

void free_memory_give_back(void) { malloc_trim(0); }

#else

void free_memory_give_back(void) {}

#endif
