// The files of the service's page, inside the binary: read-only, and there as long as the process runs.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct {
  const uint8_t *_Nonnull start;
  size_t length;
} SarupWebFile;

extern const SarupWebFile sarup_web_page, sarup_web_style, sarup_web_script;
