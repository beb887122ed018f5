import { resourceKey } from '../model/resources.ts';
import type { Warning } from '../model/verdict.ts';
import type { Assessment } from './assessment.ts';
import { likely } from './capacity.ts';
import { failuresOf } from './failures.ts';
import { hiddenWindows } from './hidden-windows.ts';
import type { History } from './history.ts';
import { watchedResources } from './readings.ts';
import { firstLaunchWarnings } from './first-launch.ts';
import { readingWarnings } from './reading-warnings.ts';
import { resumedWarnings } from './resumed-warnings.ts';
import { driftWarnings } from './revisit.ts';
import type { ProbeSettings } from './settings.ts';
import { TOLD_AS_ONE, toldTimesWarnings } from './told-times.ts';

/** An idle box that uses more than this is not idle, in points. */
const BUSY_BASELINE = 10;

/** Events that whoever reads a verdict has to know of. */
const TOLD_BESIDE: readonly string[] = ['gap', 'hung', 'restarted', 'guard'];

const warning = (code: string, data: Record<string, unknown>): Warning => ({ code, text: '', data });

function backgroundLoad(history: History, { baseline }: Assessment): Warning[] {
  if (!baseline) return [];
  return watchedResources(history)
    .filter(({ resource }) => resource === 'cpu' || resource === 'gpu')
    .flatMap(({ resource, index }) => {
      const load = baseline.loads.get(resourceKey({ resource, index }));
      return load && load.mean > BUSY_BASELINE
        ? [warning('background-load', { resource, index, mean: load.mean })]
        : [];
    });
}

/** What the doctor found that is there for the run to tell by itself, or concerns only plans that ask for it. */
const NOT_TOLD: readonly unknown[] = ['virus-scanner', 'no-desktop', 'frame-rights'];

/** What was found of the box before the first launch, but for what is well. */
function examinedWarnings({ events }: History): Warning[] {
  const checks = events.flatMap(({ event, checks: found }) =>
    event === 'examined' && Array.isArray(found) ? (found as readonly unknown[]) : [],
  );
  return checks.flatMap((found) => {
    const { code, state, evidence } = (found ?? {}) as Partial<Record<string, unknown>>;
    if ((state !== 'beware' && state !== 'bad') || NOT_TOLD.includes(code)) return [];
    return [warning('examined', { check: code, state, evidence })];
  });
}

function eventsAsWarnings(history: History): Warning[] {
  return history.events.flatMap(({ event, type: _, ...data }) => {
    if (event === 'gap' && typeof data['resumed'] === 'string') return [warning('resumed', data)];
    if (TOLD_BESIDE.includes(event)) return [warning(event, data)];
    const { code, ...rest } = data;
    return event === 'warning' && typeof code === 'string' && !TOLD_AS_ONE.includes(code)
      ? [warning(code, rest)]
      : [];
  });
}

/** Beyond the answer loads no longer grow with the copies: full cards, fallen frames, endings. */
function thatHold({ levels, atLeast }: Assessment): Assessment['levels'] {
  const capacity = likely(atLeast);
  return levels.filter(({ n }) => n <= capacity + 1);
}

/**
 * What the reader of a verdict must know beside it, each with the readings behind it. Texts are made by
 * `shared/explain`.
 */
export function warningsOf(settings: ProbeSettings, history: History, assessment: Assessment): Warning[] {
  const unsteady = assessment.levels.filter(({ settled }) => !settled).map(({ n }) => n);
  return [
    ...examinedWarnings(history),
    ...backgroundLoad(history, assessment),
    ...(assessment.baseline ? [] : [warning('no-baseline', {})]),
    ...(unsteady.length > 0 ? [warning('unsteady-level', { levels: unsteady })] : []),
    ...failuresOf(history).map(({ life, at }) =>
      warning('crash', {
        instance: life.instance,
        n: at,
        reason: life.exit?.reason,
        code: life.exit?.code,
        at: life.exit?.at,
      }),
    ),
    ...firstLaunchWarnings(history),
    ...eventsAsWarnings(history),
    ...toldTimesWarnings(history),
    ...readingWarnings(history.samples),
    ...resumedWarnings(settings, history),
    ...driftWarnings(settings, history),
    ...hiddenWindows(history, assessment.baseline, thatHold(assessment)),
  ];
}
