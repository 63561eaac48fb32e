// Files that are part of the binary. Each is a start and a length; the bytes are read-only and live as long as the process.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct {
  const uint8_t *_Nonnull start;
  size_t length;
} SarupResource;

extern const SarupResource sarup_font_regular, sarup_font_bold, sarup_font_italic, sarup_font_bold_italic;

extern const SarupResource sarup_unicode, sarup_thai_model;
extern const SarupResource sarup_template_base, sarup_template_brief, sarup_template_brief_en;
extern const SarupResource sarup_template_memo, sarup_template_letter, sarup_template_announcement, sarup_template_press, sarup_template_minutes;
