import { spawn } from 'node:child_process';
import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import { split } from 'shlex';
import { Problem } from '../../../shared/model/problem.ts';
import { DriverBox } from './driver-box.ts';

/** How long a driver may take to end once its stdin is closed, in milliseconds. */
const FAREWELL_MS = 5000;
const LAST_WORDS_MS = 1000;
/** Of what it said, this many characters are kept. */
const LAST_WORDS = 2000;

function words(command: string): [string, ...string[]] {
  const expected = 'driver:COMMAND';
  let parts: string[];
  try {
    parts = split(command);
  } catch (error) {
    throw new Problem('option.value', {
      option: '--box',
      value: `driver:${command}`,
      expected: error instanceof Error ? error.message : expected,
    });
  }
  const [program, ...rest] = parts;
  if (program === undefined || program === '')
    throw new Problem('option.value', { option: '--box', value: `driver:${command}`, expected });
  return [program, ...rest];
}

/**
 * Starts a driver. COMMAND is split into words as a POSIX shell would, and no shell is started.
 * @throws Problem `option.value` for a command that is none, `driver.failed` where it does not start or answer
 */
export async function spawnDriver(command: string): Promise<DriverBox> {
  const [program, ...parameters] = words(command);
  const child = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-LAST_WORDS);
  });
  // A program that cannot be started is told by the close of its pipes; the reason is kept for the message.
  child.once('error', (error) => {
    stderr += error.message;
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
  const release = async (): Promise<void> => {
    child.stdin.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), FAREWELL_MS);
    await ended;
    clearTimeout(timer);
  };
  // Its last words may still be on their way when its answers have ended.
  const lastWords = async (): Promise<string> => {
    await Promise.race([ended, setTimeoutPromise(LAST_WORDS_MS, undefined, { ref: false })]);
    return stderr.trim();
  };
  const transport = { requests: child.stdin, answers: child.stdout, lastWords };
  return DriverBox.open(`driver:${command}`, transport, release);
}
