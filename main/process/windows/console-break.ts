import { processCalls } from '../../os/windows/process-calls.ts';

const CTRL_BREAK_EVENT = 1;

/** Whether this process has a console, which those that it starts can share. */
export function hasConsole(): boolean {
  return processCalls().GetConsoleProcessList(Buffer.alloc(4), 1) !== 0;
}

/**
 * Presses Ctrl+Break for a console program and what it started: of the control events the one that reaches a process
 * group alone. Where the program has a console of its own, that is borrowed for the moment.
 * @param group the process launched, which leads its group
 * @returns whether the event was sent; a program without a console is not reached
 */
export function consoleBreak(group: number): boolean {
  const { GenerateConsoleCtrlEvent, AttachConsole, FreeConsole } = processCalls();
  if (hasConsole()) return GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, group) !== 0;
  if (AttachConsole(group) === 0) return false;
  try {
    return GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, group) !== 0;
  } finally {
    FreeConsole();
  }
}
