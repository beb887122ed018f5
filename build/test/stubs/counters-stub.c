/*
 * A stand-in for pdh.dll and for what gdi32.dll tells of display adapters, so that our side of the calls runs where there
 * is no GPU. Layouts are those of pdh.h; d3dkmthk.h is not shipped with the compiler, so those structures are constructed
 * from its documentation. COUNTER_STUB names a file of rows as main/sampling/pdh/fixtures has them; with a file of the
 * same name and `.hang` beside it a collection never comes back.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>
#include <pdh.h>
#include <pdhmsg.h>
#define EXPORT __declspec(dllexport)

static const struct { const wchar_t *path; const char *rows; int rate; } COUNTERS[] = {
  {L"\\GPU Engine(*)\\Utilization Percentage", "engines", 1},
  {L"\\GPU Adapter Memory(*)\\Dedicated Usage", "dedicated", 0},
  {L"\\GPU Adapter Memory(*)\\Shared Usage", "shared", 0},
  {L"\\GPU Process Memory(*)\\Dedicated Usage", "processDedicated", 0},
};
enum { COUNT = sizeof COUNTERS / sizeof COUNTERS[0] };
static int collections;

EXPORT PDH_STATUS WINAPI PdhOpenQueryW(LPCWSTR source, DWORD_PTR user, PDH_HQUERY *query) { (void)source; (void)user; *query = (PDH_HQUERY)1; return 0; }
EXPORT PDH_STATUS WINAPI PdhCloseQuery(PDH_HQUERY query) { (void)query; return 0; }
EXPORT PDH_STATUS WINAPI PdhAddEnglishCounterW(PDH_HQUERY query, LPCWSTR path, DWORD_PTR user, PDH_HCOUNTER *counter) {
  (void)query; (void)user;
  for (int i = 0; i < COUNT; i++) if (wcscmp(path, COUNTERS[i].path) == 0) { *counter = (PDH_HCOUNTER)(intptr_t)(i + 1); return 0; }
  return (PDH_STATUS)PDH_CSTATUS_NO_COUNTER;
}
EXPORT PDH_STATUS WINAPI PdhCollectQueryData(PDH_HQUERY query) {
  char name[4096];
  (void)query;
  snprintf(name, sizeof name, "%s.hang", getenv("COUNTER_STUB"));
  if (GetFileAttributesA(name) != INVALID_FILE_ATTRIBUTES) Sleep(INFINITE);
  collections++;
  return 0;
}

EXPORT PDH_STATUS WINAPI PdhGetFormattedCounterArrayW(PDH_HCOUNTER counter, DWORD format, LPDWORD bytes, LPDWORD count, PPDH_FMT_COUNTERVALUE_ITEM_W items) {
  int which = (int)(intptr_t)counter - 1, rows = 0;
  char line[1024];
  FILE *file = fopen(getenv("COUNTER_STUB"), "r");
  DWORD names = 0, room = *bytes;
  if (!file) return (PDH_STATUS)PDH_NO_DATA;
  if ((format & PDH_FMT_DOUBLE) == 0) return (PDH_STATUS)PDH_INVALID_ARGUMENT;
  if (COUNTERS[which].rate && collections < 2) { fclose(file); return (PDH_STATUS)PDH_INVALID_DATA; }
  for (int fill = 0; fill < 2; fill++) {
    DWORD needed = rows * sizeof *items + names, at = rows * sizeof *items;
    int row = 0;
    if (fill && room < needed) { *bytes = needed; fclose(file); return (PDH_STATUS)PDH_MORE_DATA; }
    rewind(file);
    names = 0;
    while (fgets(line, sizeof line, file)) {
      line[strcspn(line, "\r\n")] = 0;
      char *key = strtok(line, "\t"), *status = strtok(NULL, "\t"), *value = strtok(NULL, "\t"), *name = strtok(NULL, "\t");
      if (!key || key[0] == '#' || strcmp(key, COUNTERS[which].rows) != 0 || !name) continue;
      DWORD length = (DWORD)(strlen(name) + 1) * sizeof(wchar_t);
      if (fill) {
        items[row].szName = (LPWSTR)((char *)items + at + names);
        mbstowcs(items[row].szName, name, strlen(name) + 1);
        items[row].FmtValue.CStatus = (DWORD)strtoul(status, NULL, 0);
        items[row].FmtValue.doubleValue = atof(value);
      }
      names += length;
      row++;
    }
    rows = row;
    *bytes = rows * sizeof *items + names;
    *count = rows;
  }
  fclose(file);
  return 0;
}

typedef struct { LUID luid; UINT adapter; } Open;
typedef struct { UINT adapter; UINT type; void *data; UINT bytes; } Query;
static const struct { DWORD low; const wchar_t *name; UINT bus, device; UINT64 mib; UINT kind; } ADAPTERS[] = {
  {0xD1C3, L"NVIDIA GeForce RTX 4080", 0x65, 0, 16384, 1},
  {0xE5A1, L"Intel(R) UHD Graphics 770", 0, 2, 128, 3},
  {0x9A4A, L"Microsoft Basic Render Driver", 0xffffffff, 0xffffffff, 0, 5},
};
EXPORT LONG WINAPI D3DKMTOpenAdapterFromLuid(Open *open) {
  for (UINT i = 0; i < 3; i++) if (ADAPTERS[i].low == open->luid.LowPart && open->luid.HighPart == 0) { open->adapter = i + 40; return 0; }
  return (LONG)0xC000000D;
}
EXPORT LONG WINAPI D3DKMTCloseAdapter(UINT *adapter) { (void)adapter; return 0; }
EXPORT LONG WINAPI D3DKMTQueryAdapterInfo(Query *query) {
  UINT i = query->adapter - 40;
  if (i > 2) return (LONG)0xC000000D;
  memset(query->data, 0, query->bytes);
  switch (query->type) {
    case 3: *(UINT64 *)query->data = ADAPTERS[i].mib << 20; return 0;
    case 6: ((UINT *)query->data)[0] = ADAPTERS[i].bus; ((UINT *)query->data)[1] = ADAPTERS[i].device; return 0;
    case 8: wcscpy(query->data, ADAPTERS[i].name); return 0;
    case 15: *(UINT *)query->data = ADAPTERS[i].kind; return 0;
  }
  return (LONG)0xC000000D;
}
