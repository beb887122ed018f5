/*
 * A stand-in for NVIDIA's NVML, constructed from nvml.h and its documentation, for our side of the calls.
 *
 * The file that NVML_STUB names says what each function gives, one line each, and is read anew at every call, so that a
 * test changes the cards between two readings:
 *     count=2                 0.util=37 12            1.name=NVIDIA RTX 4090
 *     0.power=!3              this call returns the code 3
 *     1.util=hang             this call never returns
 * What no line tells is not supported (code 3). Numbers are decimal or 0x….
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#include <windows.h>
#define EXPORT __declspec(dllexport)
#define forever() Sleep(INFINITE)
#else
#include <unistd.h>
#define EXPORT __attribute__((visibility("default")))
#define forever() for (;;) pause()
#endif

enum { SUCCESS = 0, NOT_SUPPORTED = 3, INSUFFICIENT_SIZE = 7 };

/* Says so in a file beside the script first, so that a test knows. */
static void hang(const char *script) {
  char name[4096];
  snprintf(name, sizeof name, "%s.hung", script);
  FILE *file = fopen(name, "w");
  if (file) fclose(file);
  forever();
}

/* The text after `key=`; 0, or the code that this call shall return. */
static int look(const char *key, char *value, size_t room) {
  const char *name = getenv("NVML_STUB");
  FILE *file = name ? fopen(name, "r") : NULL;
  char line[4096];
  size_t length = strlen(key);
  int code = NOT_SUPPORTED;
  if (!file) return 999;
  while (fgets(line, sizeof line, file)) {
    if (strncmp(line, key, length) != 0 || line[length] != '=') continue;
    line[strcspn(line, "\r\n")] = 0;
    snprintf(value, room, "%s", line + length + 1);
    code = SUCCESS;
    break;
  }
  fclose(file);
  if (code != SUCCESS) return code;
  if (strcmp(value, "hang") == 0) hang(name);
  if (strcmp(value, "exit") == 0) _exit(7);
  return value[0] == '!' ? atoi(value + 1) : SUCCESS;
}

static int of(uint64_t device, const char *what, char *value, size_t room) {
  char key[64];
  snprintf(key, sizeof key, "%d.%s", (int)device - 1000, what);
  return look(key, value, room);
}

/* Up to `most` numbers. */
static int numbers(uint64_t device, const char *what, uint64_t *into, int most) {
  char value[4096], *at = value;
  int code = of(device, what, value, sizeof value);
  for (int i = 0; i < most; i++) into[i] = strtoull(at, &at, 0);
  return code;
}

static int one(uint64_t device, const char *what, uint32_t *into) {
  uint64_t value;
  int code = numbers(device, what, &value, 1);
  if (code == SUCCESS) *into = (uint32_t)value;
  return code;
}

EXPORT int nvmlInit_v2(void) { char value[64]; int code = look("init", value, sizeof value); return code == NOT_SUPPORTED ? SUCCESS : code; }
EXPORT int nvmlShutdown(void) { return SUCCESS; }
EXPORT const char *nvmlErrorString(int code) {
  return code == 9 ? "Driver Not Loaded" : code == 18 ? "Driver/library version mismatch" : "Unknown Error";
}
EXPORT int nvmlSystemGetDriverVersion(char *version, uint32_t length) { return look("driver", version, length); }
EXPORT int nvmlDeviceGetCount_v2(uint32_t *count) {
  char value[64];
  int code = look("count", value, sizeof value);
  if (code == SUCCESS) *count = (uint32_t)atoi(value);
  return code;
}
EXPORT int nvmlDeviceGetHandleByIndex_v2(uint32_t index, uint64_t *device) { *device = 1000 + index; return SUCCESS; }
EXPORT int nvmlDeviceGetName(uint64_t device, char *name, uint32_t length) { return of(device, "name", name, length); }
EXPORT int nvmlDeviceGetUUID(uint64_t device, char *uuid, uint32_t length) { return of(device, "uuid", uuid, length); }

typedef struct { char legacy[16]; uint32_t domain, bus, device, id, subsystem; char text[32]; } Pci;
EXPORT int nvmlDeviceGetPciInfo_v3(uint64_t device, Pci *pci) {
  uint64_t place[3];
  int code = numbers(device, "pci", place, 3);
  if (code != SUCCESS) return code;
  memset(pci, 0, sizeof *pci);
  pci->domain = (uint32_t)place[0]; pci->bus = (uint32_t)place[1]; pci->device = (uint32_t)place[2];
  return SUCCESS;
}

EXPORT int nvmlDeviceGetUtilizationRates(uint64_t device, uint32_t *rates) {
  uint64_t both[2];
  int code = numbers(device, "util", both, 2);
  if (code == SUCCESS) { rates[0] = (uint32_t)both[0]; rates[1] = (uint32_t)both[1]; }
  return code;
}
EXPORT int nvmlDeviceGetEncoderUtilization(uint64_t device, uint32_t *load, uint32_t *period) { *period = 167000; return one(device, "encoder", load); }
EXPORT int nvmlDeviceGetDecoderUtilization(uint64_t device, uint32_t *load, uint32_t *period) { *period = 167000; return one(device, "decoder", load); }
EXPORT int nvmlDeviceGetEncoderStats(uint64_t device, uint32_t *sessions, uint32_t *fps, uint32_t *latency) { *fps = 60; *latency = 900; return one(device, "sessions", sessions); }

typedef struct { uint32_t version; uint64_t total, reserved, free, used; } Memory2;
/* MiB: total reserved free used */
EXPORT int nvmlDeviceGetMemoryInfo_v2(uint64_t device, Memory2 *memory) {
  uint64_t mib[4];
  if (memory->version != (uint32_t)(sizeof(Memory2) | (2 << 24))) return 25;
  int code = numbers(device, "memory2", mib, 4);
  if (code == SUCCESS) { memory->total = mib[0] << 20; memory->reserved = mib[1] << 20; memory->free = mib[2] << 20; memory->used = mib[3] << 20; }
  return code;
}
typedef struct { uint64_t total, free, used; } Memory1;
EXPORT int nvmlDeviceGetMemoryInfo(uint64_t device, Memory1 *memory) {
  uint64_t mib[3];
  int code = numbers(device, "memory1", mib, 3);
  if (code == SUCCESS) { memory->total = mib[0] << 20; memory->free = mib[1] << 20; memory->used = mib[2] << 20; }
  return code;
}
EXPORT int nvmlDeviceGetTemperature(uint64_t device, int sensor, uint32_t *celsius) { return sensor == 0 ? one(device, "temperature", celsius) : 2; }
EXPORT int nvmlDeviceGetTemperatureThreshold(uint64_t device, int which, uint32_t *celsius) { return which == 1 ? one(device, "slowdown", celsius) : 2; }
EXPORT int nvmlDeviceGetPowerUsage(uint64_t device, uint32_t *milliwatts) { return one(device, "power", milliwatts); }
EXPORT int nvmlDeviceGetClockInfo(uint64_t device, int which, uint32_t *mhz) { return which == 0 ? one(device, "clock", mhz) : 2; }
EXPORT int nvmlDeviceGetMaxClockInfo(uint64_t device, int which, uint32_t *mhz) { return which == 0 ? one(device, "maxclock", mhz) : 2; }
#ifndef OLD_DRIVER
EXPORT int nvmlDeviceGetCurrentClocksEventReasons(uint64_t device, uint64_t *mask) { return numbers(device, "reasons", mask, 1); }
#endif
EXPORT int nvmlDeviceGetCurrentClocksThrottleReasons(uint64_t device, uint64_t *mask) { return numbers(device, "throttle", mask, 1); }

/* Entries apart by `;`: pid time gpu memory encode decode */
typedef struct { uint32_t pid; uint64_t time; uint32_t gpu, memory, encode, decode; } Use;
EXPORT int nvmlDeviceGetProcessUtilization(uint64_t device, Use *uses, uint32_t *count, uint64_t since) {
  char value[4096], *at = value;
  uint32_t told = 0;
  int code = of(device, "use", value, sizeof value);
  (void)since;
  if (code != SUCCESS) return code;
  for (char *entry = strtok(value, ";"); entry; entry = strtok(NULL, ";"), told++) {
    if (told >= *count) continue;
    at = entry;
    uses[told].pid = (uint32_t)strtoull(at, &at, 0);
    uses[told].time = strtoull(at, &at, 0);
    uses[told].gpu = (uint32_t)strtoull(at, &at, 0);
    uses[told].memory = (uint32_t)strtoull(at, &at, 0);
    uses[told].encode = (uint32_t)strtoull(at, &at, 0);
    uses[told].decode = (uint32_t)strtoull(at, &at, 0);
  }
  code = told > *count ? INSUFFICIENT_SIZE : SUCCESS;
  *count = told;
  return code;
}

/* Entries apart by `;`: pid MiB, where `na` is "not available". `N*` before a list repeats it for N further pids. */
typedef struct { uint32_t pid; uint64_t memory; uint32_t gpuInstance, computeInstance; } Running;
static int running(uint64_t device, const char *what, uint32_t *count, Running *entries) {
  char value[4096], *at = value;
  uint32_t told = 0, many = 1;
  int code = of(device, what, value, sizeof value);
  if (code != SUCCESS) return code;
  if (strchr(value, '*')) { many = (uint32_t)strtoull(value, &at, 0); at++; }
  for (char *entry = strtok(at, ";"); entry; entry = strtok(NULL, ";"))
    for (uint32_t i = 0; i < many; i++, told++) {
      char *number = entry;
      if (told >= *count) continue;
      entries[told].pid = (uint32_t)strtoull(number, &number, 0) + i;
      entries[told].memory = strstr(number, "na") ? ~0ull : strtoull(number, &number, 0) << 20;
      entries[told].gpuInstance = entries[told].computeInstance = ~0u;
    }
  code = told > *count ? INSUFFICIENT_SIZE : SUCCESS;
  *count = told;
  return code;
}
#ifdef OLD_DRIVER
EXPORT int nvmlDeviceGetGraphicsRunningProcesses_v2(uint64_t device, uint32_t *count, Running *entries) { return running(device, "graphics", count, entries); }
EXPORT int nvmlDeviceGetComputeRunningProcesses_v2(uint64_t device, uint32_t *count, Running *entries) { return running(device, "compute", count, entries); }
#else
EXPORT int nvmlDeviceGetGraphicsRunningProcesses_v3(uint64_t device, uint32_t *count, Running *entries) { return running(device, "graphics", count, entries); }
EXPORT int nvmlDeviceGetComputeRunningProcesses_v3(uint64_t device, uint32_t *count, Running *entries) { return running(device, "compute", count, entries); }
#endif
