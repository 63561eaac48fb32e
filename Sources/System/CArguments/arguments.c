#include "CArguments.h"

static int count;
static const char *const *words;

// Swift reads the arguments from /proc, which is not there in every root; the C library of GNU hands them to initialisers as well.
__attribute__((constructor)) static void keep(int argc, const char *const *argv) {
  count = argc;
  words = argv;
}

int sarup_argument_count(void) { return count; }

const char *const *sarup_arguments(void) { return words; }
