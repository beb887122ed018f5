/*
 * burn SECONDS [SECONDS_OF_A_CHILD]: uses so many seconds of processor time, as Windows itself counts them for this
 * process, then ends; whatever else the box does. The child runs beside it and ends by itself. Each adds a line to the
 * file that BURN_REPORT names: the seconds that it had used by then. Where BURN_UNTIL names a file, it ends when that is there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

static double used(void) {
  FILETIME created, ended, kernel, user;
  GetProcessTimes(GetCurrentProcess(), &created, &ended, &kernel, &user);
  return (kernel.dwLowDateTime + user.dwLowDateTime + 4294967296.0 * (kernel.dwHighDateTime + user.dwHighDateTime)) / 1e7;
}

int main(int count, char **words) {
  double seconds = count > 1 ? atof(words[1]) : 0;
  if (count > 2) {
    char line[1024];
    STARTUPINFOA start = {.cb = sizeof start};
    PROCESS_INFORMATION child;
    snprintf(line, sizeof line, "\"%s\" %s", words[0], words[2]);
    if (!CreateProcessA(NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, &start, &child)) return 2;
  }
  while (used() < seconds) for (volatile int i = 0; i < 100000; i++) {}
  const char *report = getenv("BURN_REPORT");
  FILE *file = report ? fopen(report, "a") : NULL;
  if (file) {
    fprintf(file, "%.4f\n", used());
    fclose(file);
  }
  const char *until = getenv("BURN_UNTIL");
  while (until && GetFileAttributesA(until) == INVALID_FILE_ATTRIBUTES) Sleep(20);
  return 0;
}
