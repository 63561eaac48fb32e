// What rendering a brief to a PDF costs from C: calls BRIEF. As main.swift.
#define _POSIX_C_SOURCE 200809L
#include <sarup.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static double cpu_time(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

int main(int count, char **arguments) {
  static char brief[1 << 20];
  FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
  if (!file) {
    fprintf(stderr, "usage: calls BRIEF\n");
    return 64;
  }
  size_t length = fread(brief, 1, sizeof brief, file);
  fclose(file);
  sarup_renderer *renderer = sarup_renderer_new(NULL);
  for (int turn; (turn = getchar()) != EOF;) {
    if (turn != '\n') continue;
    double least = 1e9;
    for (int round = 0; round < 4; round++) {
      double start = cpu_time();
      sarup_result *result = sarup_render(renderer, NULL, arguments[1], strlen(arguments[1]), brief, length, "pdf", 3);
      sarup_output output;
      bool made = sarup_result_output(result, 0, &output) && output.file.length > 0;
      sarup_result_free(result);
      if (!made) return 65;
      double used = cpu_time() - start;
      if (used < least) least = used;
    }
    printf("%f\n", least);
    fflush(stdout);
  }
  sarup_renderer_free(renderer);
  return 0;
}
