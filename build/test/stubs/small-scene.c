/*
 * small-scene MILLISECONDS: a program that renders: says ready, then works so many milliseconds of every 33, and says every
 * second how many frames it made. It goes on until it is ended.
 */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

static double now(void) {
  LARGE_INTEGER at, rate;
  QueryPerformanceCounter(&at);
  QueryPerformanceFrequency(&rate);
  return 1000.0 * at.QuadPart / rate.QuadPart;
}

int main(int count, char **words) {
  double work = count > 1 ? atof(words[1]) : 1;
  printf("ready\n");
  fflush(stdout);
  int frames = 0;
  double said = now();
  for (;;) {
    double start = now();
    while (now() - start < work) {}
    frames++;
    if (now() - said >= 1000) {
      printf("fps=%.1f\n", 1000 * frames / (now() - said));
      fflush(stdout);
      frames = 0;
      said = now();
    }
    Sleep((DWORD)(33 - work));
  }
}
