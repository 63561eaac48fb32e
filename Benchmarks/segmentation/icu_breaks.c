// Marks the places where ICU's line breaker would end a line: one paragraph a line in, the same with | out.
//   icu_breaks < text
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

static void fail(const char *what) {
  fprintf(stderr, "icu_breaks: %s\n", what);
  exit(70);
}

int main(void) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *breaks = ubrk_open(UBRK_LINE, "th", NULL, 0, &status);
  if (U_FAILURE(status)) fail("there is no line breaker for Thai");
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  while ((length = getline(&line, &room, stdin)) >= 0) {
    if (length > 0 && line[length - 1] == '\n') length--;
    UChar *text = malloc(sizeof(UChar) * ((size_t)length + 1));
    int32_t units = 0;
    status = U_ZERO_ERROR;
    u_strFromUTF8(text, (int32_t)length + 1, &units, line, (int32_t)length, &status);
    if (U_FAILURE(status)) fail("a line is no UTF-8");
    ubrk_setText(breaks, text, units, &status);
    if (U_FAILURE(status)) fail("a line cannot be looked at");
    int32_t at = 0;
    int32_t next = ubrk_next(breaks);
    for (int32_t byte = 0; byte < length;) {
      if (at == next) {
        if (at > 0) putchar('|');
        next = ubrk_next(breaks);
      }
      int bytes = (unsigned char)line[byte] >= 0xF0 ? 4 : (unsigned char)line[byte] >= 0xE0 ? 3 : (unsigned char)line[byte] >= 0xC0 ? 2 : 1;
      fwrite(line + byte, 1, (size_t)bytes, stdout);
      byte += bytes;
      at += bytes == 4 ? 2 : 1;
    }
    putchar('\n');
    free(text);
  }
  ubrk_close(breaks);
  free(line);
  return 0;
}
