#include "CResources.h"

// Both are read in place as 32-bit words, so they start at a multiple of four at least.
static const _Alignas(16) uint8_t unicode[] = {
#embed "../../../Data/unicode.bin"
};

const SarupResource sarup_unicode = {unicode, sizeof unicode};
