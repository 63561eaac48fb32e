// Marks the places where libthai would end a line: one paragraph a line in, the same with | out.
//   libthai_breaks < text
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <thai/thbrk.h>
#include <thai/thwbrk.h>
#include <wchar.h>

int main(void) {
  ThBrk *breaks = th_brk_new(NULL);
  if (!breaks) {
    fputs("libthai_breaks: its dictionary is not there\n", stderr);
    return 70;
  }
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  while ((length = getline(&line, &room, stdin)) >= 0) {
    if (length > 0 && line[length - 1] == '\n') length--;
    thwchar_t *text = malloc(sizeof(thwchar_t) * ((size_t)length + 1));
    int *starts = malloc(sizeof(int) * ((size_t)length + 1));
    int *places = malloc(sizeof(int) * ((size_t)length + 1));
    int count = 0;
    for (ssize_t byte = 0; byte < length;) {
      unsigned char first = (unsigned char)line[byte];
      int bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
      thwchar_t value = bytes == 1 ? first : first & (0xFF >> (bytes + 1));
      for (int next = 1; next < bytes; next++) value = value << 6 | ((unsigned char)line[byte + next] & 0x3F);
      starts[count] = (int)byte;
      text[count++] = value;
      byte += bytes;
    }
    text[count] = 0;
    starts[count] = (int)length;
    int found = th_brk_wc_find_breaks(breaks, text, places, (size_t)length + 1);
    int from = 0;
    for (int number = 0; number < found; number++) {
      fwrite(line + from, 1, (size_t)(starts[places[number]] - from), stdout);
      putchar('|');
      from = starts[places[number]];
    }
    fwrite(line + from, 1, (size_t)(length - from), stdout);
    putchar('\n');
    free(text);
    free(starts);
    free(places);
  }
  th_brk_delete(breaks);
  free(line);
  return 0;
}
