#include "CResources.h"

// Both are read in place as 16-bit and 32-bit words, so they start at a multiple of four at least.
static const _Alignas(16) uint8_t unicode[] = {
#embed "../../../Data/unicode.bin"
};
static const _Alignas(16) uint8_t thai_model[] = {
#embed "../../../Data/thai.bin"
};

const SarupResource sarup_unicode = {unicode, sizeof unicode};
const SarupResource sarup_thai_model = {thai_model, sizeof thai_model};
