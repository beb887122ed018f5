import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A screen that nobody sees. */
export interface Display {
  /** As `DISPLAY` says it. */
  readonly name: string;
  close(): Promise<void>;
}

/** Starts an X server of the test's own, with a number that is free. */
export async function openDisplay(): Promise<Display> {
  // It finds the number by itself and tells it on descriptor 3.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '640x480x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const told = server.stdio[3] as NodeJS.ReadableStream;
  let number = '';
  // The number and the end of its line may come apart.
  while (!number.includes('\n')) number += String(((await once(told, 'data')) as [Buffer])[0]);
  return {
    name: `:${number.trim()}`,
    close: async () => {
      const gone = once(server, 'exit');
      server.kill('SIGTERM');
      await gone;
    },
  };
}
