import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Milliseconds that an engine may take to end. */
const ENDS = 60_000;

/**
 * The engine as users start it for a browser, for as long as something is done with it.
 * @throws Error where it ends before it is told to, at once, and where it does not end when it is told to
 */
export async function withEngine(folder: string, use: (url: URL) => Promise<void>): Promise<void> {
  const engine = spawn(process.execPath, ['out/main/kneescope.js', 'serve', '--json', '--data', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Listened to from the start: an end that came before somebody waits for it is never heard of.
  const closed = once(engine, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const gone = closed.then(([code, signal]): never => {
    throw new Error(`the engine ended by itself (${code ?? signal})`);
  });
  try {
    const [line] = await Promise.race([
      once(createInterface({ input: engine.stdout }), 'line') as Promise<[string]>,
      gone,
    ]);
    await Promise.race([use(new URL((JSON.parse(line) as { url: string }).url)), gone]);
  } finally {
    engine.kill('SIGINT');
    const late = setTimeout(() => {
      console.error(`the engine did not end within ${ENDS / 1000} s and was killed`);
      process.exitCode = 1;
      engine.kill('SIGKILL');
    }, ENDS);
    await closed;
    clearTimeout(late);
  }
}
