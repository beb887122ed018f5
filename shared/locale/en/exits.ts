import { exitKey } from '../exit-key.ts';
import { entry } from '../entry.ts';

/**
 * What exit codes and signals mean and, where that is known, what to do. Windows: ntstatus.h, winerror.h, dxgi; Linux:
 * signal(7), and the shell's 126 and 127.
 */
export const exitMeanings = {
  '0xC0000135':
    'a DLL that the program needs was not found: install its runtime (Visual C++ Redistributable, DirectX), or copy the whole folder of the program',
  '0xC0000139': 'a DLL was found in a version that lacks a function: the folder mixes two builds',
  '0xC0000142':
    'a DLL could not be initialised, often because there is no desktop session or the desktop heap is full',
  '0xC000007B': 'a DLL of the wrong kind (32 and 64 bit mixed) or a damaged file',
  '0xC0000005': 'access violation: the program used memory that is not its own',
  '0xC0000006': 'a file could not be read back from its volume: the disk or the network share failed',
  '0xC000001D': 'illegal instruction: the CPU lacks one that the program was built for',
  '0xC0000094': 'division by zero',
  '0xC00000FD': 'stack overflow',
  '0xC0000017': 'out of memory',
  '0xC000012D': 'out of memory: the commit limit (RAM and page file) is reached',
  '0xC0000022': 'access denied: a file or folder of the program may not be used by this user',
  '0xC0000374': 'heap corruption',
  '0xC0000409': 'the program ended itself on a failed check (fail fast or abort)',
  '0xC0000420': 'an assertion failed',
  '0xC000041D': 'an exception in a callback was not handled',
  '0xC0000428': 'the signature of a file is not accepted on this system',
  '0xC000013A': 'ended by Ctrl+C or the closing of its console',
  '0x40010004': 'ended by a debugger, or by the end of the session',
  '0x80000003': 'a breakpoint without a debugger: an assertion of the program failed',
  '0xE06D7363': 'a C++ exception was not handled',
  '0xE0434352': 'a .NET exception was not handled',
  '0x887A0005': 'the GPU was removed or its driver was reset (device removed)',
  '0x887A0006': 'the GPU hung on what the program sent (device hung)',
  '0x887A0007': 'the GPU was reset',
  '0x887A0020': 'an internal error of the GPU driver',
  SIGHUP: 'its terminal was closed',
  SIGINT: 'interrupted by Ctrl+C',
  SIGQUIT: 'ended from the keyboard, with a core dump',
  SIGILL: 'illegal instruction: the CPU lacks one that the program was built for, or it ended itself',
  SIGTRAP: 'a breakpoint without a debugger: an assertion of the program failed',
  SIGABRT: 'the program ended itself (abort, failed assertion)',
  SIGBUS: 'bus error: a file or shared memory became shorter, or its volume is full',
  SIGFPE: 'arithmetic error, such as a division by zero',
  SIGKILL: 'killed from outside',
  SIGSEGV: 'segmentation fault: the program used memory that is not its own',
  SIGPIPE: 'somebody who read its output had gone',
  SIGTERM: 'asked to end from outside',
  SIGXCPU: 'its limit of CPU time was used up',
  SIGXFSZ: 'a file grew beyond its limit',
  SIGSYS: 'a system call that is not allowed here (sandbox)',
  '126': 'a command was found but may not be run',
  '127': 'a command or a shared library was not found: see the last lines of its output',
  ENOMEM: 'there was no memory for one more process',
  EAGAIN: 'the limit of processes of this user is reached',
  EMFILE: 'the limit of open files is reached',
  ENFILE: 'the limit of open files of the whole system is reached',
} as const;

/** `code 0xC0000135: a DLL …`; a code without a meaning stands alone; nothing for no code. */
export function exitText(code: unknown): string {
  if (typeof code !== 'number' && typeof code !== 'string') return '';
  const key = exitKey(code);
  const meaning = entry<string>(exitMeanings, key);
  const name = key === String(code) || typeof code === 'string' ? key : `${code} (${key})`;
  const label = /^[A-Z]/u.test(key) && key === name ? name : `code ${name}`;
  return meaning === undefined ? label : `${label}: ${meaning}`;
}
