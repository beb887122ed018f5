import { runInThisContext } from 'node:vm';

interface Question {
  readonly id: number;
  readonly evaluate: string;
  readonly arg: unknown;
}

/** Lets a test run a function in this process, given Electron's API, as Playwright's `ElectronApplication.evaluate` does. */
export function answerTests(electron: object): void {
  process.on('message', ({ id, evaluate, arg }: Question) => {
    // The function's text comes from our own test.
    const work = runInThisContext(`(${evaluate})`) as (electron: object, arg: unknown) => unknown;
    new Promise((resolve) => {
      resolve(work(electron, arg));
    }).then(
      (result) => process.send?.({ id, result }),
      (error: unknown) => process.send?.({ id, error: String(error) }),
    );
  });
  process.channel?.unref();
}
