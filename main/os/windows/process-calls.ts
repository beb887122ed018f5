import { createRequire } from 'node:module';
import { systemFile } from './system-library.ts';

/** A HANDLE; 0 or -1 is none. */
export type Handle = number | bigint;
type Value = number | bigint | string | Buffer | null;
type Call = (...values: readonly Value[]) => number;
type HandleCall = (...values: readonly Value[]) => Handle;
/** Called for each window; goes on while it gives 1. */
type WindowVisitor = (window: Handle, parameter: Handle) => number;

/** What starting and ending processes needs of Windows, as it stands in its headers. */
export interface ProcessCalls {
  readonly GetLastError: Call;
  readonly CloseHandle: Call;
  readonly CreateFileW: HandleCall;
  readonly CreateJobObjectW: HandleCall;
  readonly SetInformationJobObject: Call;
  readonly QueryInformationJobObject: Call;
  readonly AssignProcessToJobObject: Call;
  readonly TerminateJobObject: Call;
  readonly CreateProcessW: Call;
  readonly ResumeThread: Call;
  readonly TerminateProcess: Call;
  readonly WaitForSingleObject: Call;
  readonly GetExitCodeProcess: Call;
  readonly OpenProcess: HandleCall;
  readonly GetProcessTimes: Call;
  readonly QueryFullProcessImageNameW: Call;
  readonly K32EnumProcesses: Call;
  readonly GenerateConsoleCtrlEvent: Call;
  readonly GetConsoleProcessList: Call;
  readonly SetErrorMode: Call;
  readonly SetThreadExecutionState: Call;
  readonly AttachConsole: Call;
  readonly FreeConsole: Call;
  readonly EnumWindows: (visitor: WindowVisitor, parameter: number) => number;
  readonly GetWindowThreadProcessId: Call;
  readonly IsWindowVisible: Call;
  readonly IsHungAppWindow: Call;
  readonly PostMessageW: Call;
}

interface Koffi {
  load(file: string): { func(prototype: string): never };
  proto(prototype: string): unknown;
}

const KERNEL: Readonly<Record<string, string>> = {
  GetLastError: 'uint32 __stdcall GetLastError()',
  CloseHandle: 'int __stdcall CloseHandle(intptr_t)',
  CreateFileW: 'intptr_t __stdcall CreateFileW(str16, uint32, uint32, void*, uint32, uint32, intptr_t)',
  CreateJobObjectW: 'intptr_t __stdcall CreateJobObjectW(void*, str16)',
  SetInformationJobObject: 'int __stdcall SetInformationJobObject(intptr_t, int, void*, uint32)',
  QueryInformationJobObject: 'int __stdcall QueryInformationJobObject(intptr_t, int, void*, uint32, void*)',
  AssignProcessToJobObject: 'int __stdcall AssignProcessToJobObject(intptr_t, intptr_t)',
  TerminateJobObject: 'int __stdcall TerminateJobObject(intptr_t, uint32)',
  CreateProcessW:
    'int __stdcall CreateProcessW(str16, void*, void*, void*, int, uint32, void*, str16, void*, void*)',
  ResumeThread: 'uint32 __stdcall ResumeThread(intptr_t)',
  TerminateProcess: 'int __stdcall TerminateProcess(intptr_t, uint32)',
  WaitForSingleObject: 'uint32 __stdcall WaitForSingleObject(intptr_t, uint32)',
  GetExitCodeProcess: 'int __stdcall GetExitCodeProcess(intptr_t, void*)',
  OpenProcess: 'intptr_t __stdcall OpenProcess(uint32, int, uint32)',
  GetProcessTimes: 'int __stdcall GetProcessTimes(intptr_t, void*, void*, void*, void*)',
  QueryFullProcessImageNameW: 'int __stdcall QueryFullProcessImageNameW(intptr_t, uint32, void*, void*)',
  K32EnumProcesses: 'int __stdcall K32EnumProcesses(void*, uint32, void*)',
  GenerateConsoleCtrlEvent: 'int __stdcall GenerateConsoleCtrlEvent(uint32, uint32)',
  GetConsoleProcessList: 'uint32 __stdcall GetConsoleProcessList(void*, uint32)',
  SetThreadExecutionState: 'uint32 __stdcall SetThreadExecutionState(uint32)',
  SetErrorMode: 'uint32 __stdcall SetErrorMode(uint32)',
  AttachConsole: 'int __stdcall AttachConsole(uint32)',
  FreeConsole: 'int __stdcall FreeConsole()',
};
const USER: Readonly<Record<string, string>> = {
  EnumWindows: 'int __stdcall EnumWindows(KneescopeWindowVisitor*, intptr_t)',
  GetWindowThreadProcessId: 'uint32 __stdcall GetWindowThreadProcessId(intptr_t, void*)',
  IsWindowVisible: 'int __stdcall IsWindowVisible(intptr_t)',
  IsHungAppWindow: 'int __stdcall IsHungAppWindow(intptr_t)',
  PostMessageW: 'int __stdcall PostMessageW(intptr_t, uint32, uintptr_t, intptr_t)',
};

let known: ProcessCalls | null = null;

/**
 * The calls; loaded when first asked for.
 * @throws Error where koffi or one of the functions is not there: a broken installation
 */
export function processCalls(): ProcessCalls {
  if (known) return known;
  const koffi = createRequire(import.meta.url)('koffi') as Koffi;
  koffi.proto('int __stdcall KneescopeWindowVisitor(intptr_t window, intptr_t parameter)');
  const from = (file: string, prototypes: Readonly<Record<string, string>>) => {
    const library = koffi.load(file);
    return Object.entries(prototypes).map(([name, prototype]) => [name, library.func(prototype)] as const);
  };
  known = Object.fromEntries([
    ...from(systemFile('kernel32.dll'), KERNEL),
    ...from(systemFile('user32.dll'), USER),
  ]) as unknown as ProcessCalls;
  return known;
}

/** A call to Windows that failed where none should; `code` is GetLastError's. */
export class WindowsError extends Error {
  override readonly name = 'WindowsError';
  readonly code: number;

  constructor(call: string, code: number) {
    super(`${call} failed with ${code}`);
    this.code = code;
  }
}

/** @throws WindowsError where the result says that the call failed */
export function must<Result extends Handle>(call: string, result: Result): Result {
  if (Number(result) === 0 || Number(result) === -1)
    throw new WindowsError(call, processCalls().GetLastError());
  return result;
}
