// Renders a brief to a PDF and tells what is to be told: example BRIEF.md OUT.pdf
//
//   cc example.c -o example $(pkg-config --cflags --libs sarup)
#include <sarup.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  char *bytes = NULL;
  *length = 0;
  for (size_t room = 0, got = 1; got > 0; *length += got) {
    if (*length == room) {
      room = room ? 2 * room : 65536;
      char *more = realloc(bytes, room);
      if (!more) break;
      bytes = more;
    }
    got = fread(bytes + *length, 1, room - *length, file);
  }
  fclose(file);
  return bytes;
}

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: %s BRIEF.md OUT.pdf\n", arguments[0]);
    return 64;
  }
  size_t length;
  char *brief = read_file(arguments[1], &length);
  if (!brief) {
    perror(arguments[1]);
    return 66;
  }

  // One renderer serves a whole process.
  sarup_renderer *renderer = sarup_renderer_new(NULL);
  sarup_request *request = sarup_request_new();
  sarup_request_set_folder(request, ".", 1);
  sarup_result *result =
      sarup_render(renderer, request, arguments[1], strlen(arguments[1]), brief, length, "pdf", strlen("pdf"));
  free(brief);

  fputs(sarup_result_text(result).bytes, stderr);
  int status = sarup_result_status(result) == SARUP_OK ? 0 : 65;
  sarup_output output;
  if (sarup_result_output(result, 0, &output)) {
    FILE *file = fopen(arguments[2], "wb");
    if (!file || fwrite(output.file.bytes, 1, output.file.length, file) < output.file.length || fclose(file)) {
      perror(arguments[2]);
      status = 73;
    }
  }
  sarup_result_free(result);
  sarup_request_free(request);
  sarup_renderer_free(renderer);
  return status;
}
