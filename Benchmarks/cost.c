// Runs a command and writes what it cost: cost FILE COMMAND...
//
// FILE gets the number of the process at its start, and at its end: exit status, microseconds of CPU, microseconds of time, peak KiB, of the
// process and all that it waited for. A program of its own, because the kernel counts into a new process's peak what its
// parent held when it was made: a large parent would be measured with every child.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long microseconds(struct timeval time) { return time.tv_sec * 1000000LL + time.tv_usec; }

int main(int count, char **arguments) {
  if (count < 3) {
    fputs("usage: cost FILE COMMAND...\n", stderr);
    return 64;
  }
  FILE *report = fopen(arguments[1], "we");
  if (!report) {
    perror(arguments[1]);
    return 73;
  }
  struct timespec began, ended;
  clock_gettime(CLOCK_MONOTONIC, &began);
  pid_t child = vfork();
  if (child == 0) {
    execvp(arguments[2], arguments + 2);
    _exit(127);
  }
  if (child < 0) {
    perror("cost");
    return 71;
  }
  fprintf(report, "%d\n", child);
  fflush(report);
  int status;
  struct rusage usage;
  wait4(child, &status, 0, &usage);
  clock_gettime(CLOCK_MONOTONIC, &ended);
  long long wall = (ended.tv_sec - began.tv_sec) * 1000000LL + (ended.tv_nsec - began.tv_nsec) / 1000;
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  fprintf(report, "%d %lld %lld %ld\n", code, microseconds(usage.ru_utime) + microseconds(usage.ru_stime), wall, usage.ru_maxrss);
  return fclose(report) == 0 ? code : 73;
}
