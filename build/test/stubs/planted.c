/*
 * A library, or a program, that leaves a mark where it lies when it is loaded or started: what somebody puts beside a plan in the
 * hope that it is taken for the system's. Constructed for the tests.
 */
#include <stdio.h>
#include <windows.h>

static void leave_mark(HMODULE module)
{
    char file[4096];
    DWORD length = GetModuleFileNameA(module, file, sizeof file - 8);
    FILE *mark;
    if (length == 0 || length >= sizeof file - 8)
        return;
    strcat(file, ".ran");
    mark = fopen(file, "w");
    if (mark)
        fclose(mark);
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved)
{
    (void)reserved;
    if (reason == DLL_PROCESS_ATTACH)
        leave_mark(module);
    return TRUE;
}

int main(void)
{
    leave_mark(NULL);
    return 0;
}
