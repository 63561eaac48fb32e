// What rendering a brief to a PDF costs from C: calls BRIEF ROUNDS. As main.swift.
#define _POSIX_C_SOURCE 200809L
#include <sarup.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double cpu_time(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static int ascending(const void *a, const void *b) {
  double first = *(const double *)a, second = *(const double *)b;
  return (first > second) - (first < second);
}

int main(int count, char **arguments) {
  static char brief[1 << 20];
  int rounds = count == 3 ? atoi(arguments[2]) : 0;
  FILE *file = rounds > 0 ? fopen(arguments[1], "rb") : NULL;
  double *times = calloc((size_t)rounds + 1, sizeof *times);
  if (!file || !times) {
    fprintf(stderr, "usage: calls BRIEF ROUNDS\n");
    return 64;
  }
  size_t length = fread(brief, 1, sizeof brief, file);
  fclose(file);
  sarup_renderer *renderer = sarup_renderer_new(NULL);
  for (int round = -rounds / 3; round < rounds; round++) {
    double start = cpu_time();
    sarup_result *result = sarup_render(renderer, NULL, arguments[1], strlen(arguments[1]), brief, length, "pdf", 3);
    sarup_output output;
    bool made = sarup_result_output(result, 0, &output) && output.file.length > 0;
    sarup_result_free(result);
    if (!made) return 65;
    if (round >= 0) times[round] = cpu_time() - start;
  }
  sarup_renderer_free(renderer);
  qsort(times, (size_t)rounds, sizeof *times, ascending);
  printf("%f\n", times[rounds / 2]);
  free(times);
  return 0;
}
