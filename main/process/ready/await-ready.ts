import type { EventEmitter } from 'node:events';
import type { Seconds } from '../../../shared/model/units.ts';
import { boundedPattern } from '../../os/bounded-pattern.ts';
import type { Clock } from '../../os/clock.ts';
import type { InstanceLoad, ReadyRule } from '../instance.ts';
import { portAnswers } from './port-answers.ts';
import { hasSettled, recentLoads } from './settled.ts';
import type { WindowLook } from './window-watch.ts';

/** What an instance lets its watchers hear. */
export interface InstanceSounds {
  line: [string];
  load: [InstanceLoad];
  confirmed: [];
}

export interface ReadyMeans {
  readonly clock: Clock;
  readonly sounds: EventEmitter<InstanceSounds>;
  /** Looks at its windows; null where windows cannot be seen. */
  readonly windows: (() => Promise<WindowLook>) | null;
  /** Aborted when the instance ends. */
  readonly life: AbortSignal;
}

/** How the waiting ended, with what was seen instead where it was for nothing. */
export type ReadyOutcome =
  | { readonly is: 'ready' }
  | { readonly is: 'ended' }
  | { readonly is: 'timeout'; readonly seen: Readonly<Record<string, unknown>> };

/** One way of seeing that an instance is ready. All that it starts ends with `signal`. */
type Detector<Rule> = (
  rule: Rule,
  means: ReadyMeans & { readonly signal: AbortSignal },
  ready: () => void,
) => { readonly seen: () => Readonly<Record<string, unknown>> };
type RuleOf<By> = Extract<ReadyRule, { by: By }>;

const PORT_PAUSE: Seconds = 0.25;
const WINDOW_PAUSE: Seconds = 0.5;

const byLoad: Detector<unknown> = (_, { sounds, signal }, ready) => {
  let loads: readonly InstanceLoad[] = [];
  listen(sounds, 'load', signal, (load) => {
    loads = recentLoads([...loads, load]);
    if (hasSettled(loads)) ready();
  });
  return { seen: () => ({ cpu: loads.at(-1)?.cpu ?? null, ramMiB: loads.at(-1)?.ramMiB ?? null }) };
};

const detectors: { readonly [By in ReadyRule['by']]: Detector<RuleOf<By>> } = {
  load: byLoad,
  window: (rule, means, ready) => {
    const { clock, signal, windows } = means;
    if (windows === null) return byLoad(rule, means, ready);
    let hidden = 0;
    const look = async () => {
      do {
        const now = await windows();
        hidden = now.hidden;
        if (now.shown > 0) ready();
      } while (await clock.wait(clock.now() + WINDOW_PAUSE, signal));
    };
    void look();
    return { seen: () => ({ hidden }) };
  },
  log: ({ pattern }, { sounds, signal }, ready) => {
    const expression = boundedPattern(pattern);
    let lines = 0;
    let lastLine: string | null = null;
    listen(sounds, 'line', signal, (line) => {
      lines += 1;
      lastLine = line;
      if (expression.exec(line)) ready();
    });
    return { seen: () => ({ lines, lastLine }) };
  },
  port: ({ port }, { clock, signal }, ready) => {
    const look = async () => {
      do if (await portAnswers(port, signal)) ready();
      while (await clock.wait(clock.now() + PORT_PAUSE, signal));
    };
    void look();
    return { seen: () => ({ port }) };
  },
  seconds: ({ seconds }, { clock, signal }, ready) => {
    void clock.wait(clock.now() + seconds, signal).then((reached) => {
      if (reached) ready();
    });
    return { seen: () => ({}) };
  },
  manual: (_, { sounds, signal }, ready) => {
    let last: InstanceLoad | null = null;
    listen(sounds, 'confirmed', signal, ready);
    listen(sounds, 'load', signal, (load) => {
      last = load;
    });
    return { seen: () => ({ cpu: last?.cpu ?? null, ramMiB: last?.ramMiB ?? null }) };
  },
};

function listen<Name extends keyof InstanceSounds>(
  sounds: EventEmitter<InstanceSounds>,
  name: Name,
  signal: AbortSignal,
  listener: (...args: InstanceSounds[Name]) => void,
): void {
  const heard = listener as (...args: unknown[]) => void;
  (sounds as EventEmitter).on(name, heard);
  signal.addEventListener('abort', () => (sounds as EventEmitter).off(name, heard), { once: true });
}

/** Waits until the instance is ready, its time is over, or it has ended; whatever it started is gone by then. */
export async function awaitReady(rule: ReadyRule, means: ReadyMeans): Promise<ReadyOutcome> {
  const { clock, life } = means;
  const over = new AbortController();
  const signal = AbortSignal.any([life, over.signal]);
  const { promise: ready, resolve } = Promise.withResolvers<undefined>();
  const detect = detectors[rule.by] as Detector<ReadyRule>;
  const { seen } = detect(rule, { ...means, signal }, () => {
    resolve(undefined);
  });
  // Waiting for a span of time cannot fail, so it has no time-out.
  const deadline = rule.by === 'seconds' ? Number.POSITIVE_INFINITY : clock.now() + rule.timeoutSeconds;
  const timeout = clock.wait(deadline, signal);
  const outcome = await Promise.race([
    ready.then((): ReadyOutcome => ({ is: 'ready' })),
    timeout.then((reached): ReadyOutcome => (reached ? { is: 'timeout', seen: seen() } : { is: 'ended' })),
  ]);
  over.abort();
  return outcome;
}
