import v8 from 'node:v8';
import vm from 'node:vm';

/** A regular expression of somebody else's, which costs a bounded time whatever it is and whatever it is held against. */
export interface BoundedPattern {
  /** Null where the text does not match, or where it could not be told in time. */
  exec(text: string): RegExpExecArray | null;
}

/** Longer than any honest pattern takes for a line, and short enough to be lost in a tick. */
const LIMIT_MS = 50;
/** A pattern that has taken too long so often is not tried again: each time costs the whole limit. */
const STRIKES = 3;
/** The limit is of time on the wall. On a full box a thread may get little of it: what ran for less than this share of it is tried again. */
const RAN = 0.8;
const TRIES = 5;

let linearEngine: boolean | undefined;

/**
 * Lets V8 go over to an engine that is linear in the text where one backtracks too much. Its flags are frozen in Electron, where to set
 * one ends the process.
 */
function enableLinearEngine(): boolean {
  if ('electron' in process.versions) return false;
  v8.setFlagsFromString('--enable-experimental-regexp-engine');
  v8.setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
  return true;
}

/** Without back references, looking ahead and large counts: then the linear engine can do it. */
function isLinear(source: string): boolean {
  try {
    linearEngine ??= enableLinearEngine();
    return linearEngine && new RegExp(source, 'l').flags !== '';
  } catch {
    return false;
  }
}

/** Processor time that this thread has used, in milliseconds; of all threads where that is all that can be told. */
function cpuMs(): number {
  // Node before 23.9, and an Electron made of it, have no time by thread.
  const { user, system } =
    (process.threadCpuUsage as typeof process.cpuUsage | undefined)?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * The answer of a call that ends itself after a time; where it hardly ran in that time it is called again, a few times at most.
 * @param call throws with the code `ERR_SCRIPT_EXECUTION_TIMEOUT` after `limitMs` on the wall
 * @param ranMs processor time used so far, in milliseconds
 * @returns null where it took too long
 */
export function unlessTooLong<Answer>(
  call: () => Answer,
  limitMs: number,
  ranMs: () => number = cpuMs,
): { readonly answer: Answer } | null {
  for (let tried = 1; ; tried++) {
    const before = ranMs();
    try {
      return { answer: call() };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      if (tried >= TRIES || ranMs() - before >= RAN * limitMs) return null;
    }
  }
}

/** V8 ends a call into a context of its own after a time, also within a regular expression. Costs 0.1 ms a call. */
function timed(source: string): BoundedPattern {
  const inside = { text: '', pattern: new RegExp(source) };
  const context = vm.createContext(inside);
  const script = new vm.Script('pattern.exec(text)');
  let strikes = 0;
  return {
    exec: (text) => {
      if (strikes >= STRIKES) return null;
      inside.text = text;
      const run = () => script.runInContext(context, { timeout: LIMIT_MS }) as RegExpExecArray | null;
      const found = unlessTooLong(run, LIMIT_MS);
      if (found) return found.answer;
      strikes += 1;
      return null;
    },
  };
}

/**
 * A plan's pattern is run by the thread that must be able to stop everything: one like `(a+)+$` would hold it for ever.
 * @throws SyntaxError where it is no regular expression
 */
export function boundedPattern(source: string): BoundedPattern {
  return isLinear(source) ? new RegExp(source) : timed(source);
}
