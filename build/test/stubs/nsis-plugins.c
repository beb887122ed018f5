/* Stands in for the plugins of electron-builder's NSIS (StdUtils, UAC, WinShell, nsis7z), which exist for 32 bits only and come
 * from elsewhere: constructed from how electron-builder's templates call them. One library under four names. */
#include <windows.h>
#include <shlobj.h>
#include <stdlib.h>
#include <wchar.h>

typedef struct entry {
  struct entry *next;
  WCHAR text[1];
} entry;

static int most;

static void pop(entry **stack, WCHAR *into) {
  into[0] = 0;
  if (!stack || !*stack) return;
  entry *top = *stack;
  lstrcpynW(into, top->text, most);
  *stack = top->next;
  GlobalFree(top);
}

static void push(entry **stack, const WCHAR *text) {
  entry *top = GlobalAlloc(GPTR, sizeof(entry) + most * sizeof(WCHAR));
  lstrcpynW(top->text, text, most);
  top->next = *stack;
  *stack = top;
}

/* What stands behind the program's own name. */
static const WCHAR *parameters(void) {
  const WCHAR *line = GetCommandLineW();
  if (*line == L'"') {
    line = wcschr(line + 1, L'"');
    line = line ? line + 1 : L"";
  } else {
    while (*line && *line != L' ') line++;
  }
  while (*line == L' ') line++;
  return line;
}

#define PLUGIN(name)                                                                                  \
  __declspec(dllexport) void name(HWND window, int size, WCHAR *variables, entry **stack, void *more)
#define BEGIN                                  \
  (void)window, (void)more, (void)variables;   \
  most = size;                                 \
  WCHAR *text = calloc(size, sizeof(WCHAR));

PLUGIN(TestParameter) {
  BEGIN
  pop(stack, text);
  int found = 0, count = 0;
  WCHAR **words = CommandLineToArgvW(GetCommandLineW(), &count);
  for (int at = 1; at < count; at++) {
    const WCHAR *word = words[at];
    while (*word == L'-' || *word == L'/') word++;
    if (word != words[at] && lstrcmpiW(word, text) == 0) found = 1;
  }
  LocalFree(words);
  push(stack, found ? L"true" : L"false");
  free(text);
}

PLUGIN(GetAllParameters) {
  BEGIN
  pop(stack, text);
  push(stack, parameters());
  free(text);
}

PLUGIN(GetParentPath) {
  BEGIN
  pop(stack, text);
  WCHAR *last = wcsrchr(text, L'\\');
  if (last) *last = 0;
  push(stack, text);
  free(text);
}

/* The app is not started by a test that installs. */
PLUGIN(ExecShellAsUser) {
  BEGIN
  for (int at = 0; at < 3; at++) pop(stack, text);
  push(stack, L"ok");
  free(text);
}

/* 2: are we an administrator; 3: are we the elevated one of two. With an s behind it the answer goes on the stack, else into $0. */
PLUGIN(_) {
  BEGIN
  pop(stack, text);
  const WCHAR *answer = text[0] == L'2' && IsUserAnAdmin() ? L"1" : L"0";
  if (text[0] && text[1] == L's') push(stack, answer);
  else lstrcpynW(variables, answer, size);
  free(text);
}

PLUGIN(SetLnkAUMI) {
  BEGIN
  pop(stack, text);
  pop(stack, text);
  free(text);
}

PLUGIN(UninstAppUserModelId) {
  BEGIN
  pop(stack, text);
  free(text);
}

PLUGIN(UninstShortcut) {
  BEGIN
  pop(stack, text);
  free(text);
}

/* Into the current folder, by the 7z of the system that Wine runs on. */
PLUGIN(Extract) {
  BEGIN
  pop(stack, text);
  WCHAR folder[MAX_PATH];
  GetCurrentDirectoryW(MAX_PATH, folder);
  char *(CDECL * unixName)(const WCHAR *) = (void *)GetProcAddress(GetModuleHandleA("kernel32"), "wine_get_unix_file_name");
  int(CDECL * spawn)(char *const[], int) = (void *)GetProcAddress(GetModuleHandleA("ntdll"), "__wine_unix_spawnvp");
  if (unixName && spawn) {
    char into[4 * MAX_PATH] = "-o";
    lstrcatA(into, unixName(folder));
    char *const words[] = {"7z", "x", "-y", "-bso0", into, unixName(text), NULL};
    spawn(words, TRUE);
  }
  free(text);
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD why, void *more) {
  (void)self, (void)why, (void)more;
  return TRUE;
}
