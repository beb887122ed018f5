import { spawn } from 'node:child_process';
import { processCalls } from './windows/process-calls.ts';

/** Keeps the box from going to sleep by itself, until released or until this process ends in any way. */
export interface Awake {
  release(): void;
}

/** `cat` ends with the pipe that we hold, and the lock with `cat`. */
const INHIBIT = ['--what=sleep:idle', '--mode=block', '--who=Kneescope', '--why=Measuring this box', 'cat'];

const CONTINUOUS = 0x8000_0000;
const SYSTEM_REQUIRED = 1;
const DISPLAY_REQUIRED = 2;

/** Until released: neither sleep nor a dark screen, on which many a program stops presenting. Ends with this process. */
function awakeOnWindows(): Awake {
  const { SetThreadExecutionState } = processCalls();
  SetThreadExecutionState(CONTINUOUS + SYSTEM_REQUIRED + DISPLAY_REQUIRED);
  return {
    release: () => {
      SetThreadExecutionState(CONTINUOUS);
    },
  };
}

/**
 * Asks Windows, or systemd where there is one, to keep the box awake. Where there is none nothing is asked: a box without it is
 * seldom one that goes to sleep, and a sleep is seen as a gap in the run.
 * @param program what to ask, for tests
 */
export function keepAwake(program = 'systemd-inhibit'): Awake {
  if (process.platform === 'win32') return awakeOnWindows();
  const child = spawn(program, INHIBIT, { stdio: ['pipe', 'ignore', 'ignore'] });
  // There is no such program, or it was refused, or it has gone: see above.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  return {
    release: () => {
      child.stdin.end();
    },
  };
}
