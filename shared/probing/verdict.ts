import { NO_CLAIMS, withoutClaims } from '../model/claims.ts';
import { isPerGpu, resourceKey, LOADS, type Load } from '../model/resources.ts';
import {
  VERDICT_FORMAT,
  type LevelVerdict,
  type LimitReason,
  type Verdict,
  type Warning,
} from '../model/verdict.ts';
import type { Interval } from '../stats/interval.ts';
import type { Ending } from './action.ts';
import type { Assessment } from './assessment.ts';
import { confidence, exactly, likely, range, safe } from './capacity.ts';
import { invalidReason } from './endings.ts';
import { timeOf, type History } from './history.ts';
import { instancesOf } from './instances.ts';
import { frameRates, type LevelEstimate } from './levels.ts';
import { watchedResources } from './readings.ts';
import type { ProbeSettings } from './settings.ts';
import { curveOf, secondOpinions } from './second-opinions.ts';

const plain = ({ mean, low, high }: Interval): Interval => ({ mean, low, high });

/** No copy gives back what others took: where loads fell as copies were added, something else had been there and went. */
const surelyFalls = ({ high }: Interval) => high !== null && high < 0;

/** A level's means in the shape of the format: one value per box, one place per card. */
function loadsOf(
  level: LevelEstimate,
  history: History,
): Partial<Record<Load, Interval | (Interval | null)[]>> {
  const resources = watchedResources(history);
  const entries = LOADS.flatMap((load): [Load, Interval | (Interval | null)[]][] => {
    const places = resources.filter(({ resource }) => resource === load);
    const intervalAt = (index: number | null) => {
      const found = level.loads.get(resourceKey({ resource: load, index }));
      return found ? plain(found) : null;
    };
    if (places.length === 0) return [];
    if (!isPerGpu(load)) {
      const value = intervalAt(null);
      return value ? [[load, value]] : [];
    }
    const count = Math.max(...places.map(({ index }) => index ?? 0)) + 1;
    return [[load, Array.from({ length: count }, (_, index) => intervalAt(index))]];
  });
  return Object.fromEntries(entries);
}

function levelVerdict(level: LevelEstimate, history: History): LevelVerdict {
  const fps = frameRates(level);
  return {
    n: level.n,
    from: level.from,
    to: level.to,
    samples: level.samples,
    ...loadsOf(level, history),
    ...(fps && { fps }),
  } as LevelVerdict;
}

/** The verdict's claims, of a run that can be trusted. */
function claims(assessment: Assessment, settings: ProbeSettings) {
  const { atLeast, gaveOut } = assessment;
  const capacity = likely(atLeast);
  const open = gaveOut === null;
  const [low, high] = range(atLeast);
  const held = open ? (atLeast[capacity] ?? 0) : (exactly(atLeast)[capacity] ?? 0);
  // The answer is the smaller of the two, and what gave out is the one it is of: doubt about both may lower it below either.
  const gives = (what: 'frames' | 'load') => !open && (gaveOut.reason === 'frames') === (what === 'frames');
  // What ended the ramp is the cap where it got there, else whoever ended it.
  const openReason: LimitReason = capacity >= settings.cap ? 'cap' : 'budget';
  return {
    verdict: open ? ('at-least' as const) : capacity === 0 ? ('zero' as const) : ('knee' as const),
    capacity,
    safe: Math.min(safe(atLeast), capacity),
    interval: [Math.min(low, capacity), open ? null : Math.max(high, capacity)] as [number, number | null],
    confidence: confidence(held),
    // Where neither gave out, neither is claimed beyond what was seen.
    loadCapacity: open || gives('load') ? capacity : Math.max(assessment.loadCapacity, capacity),
    frameCapacity:
      assessment.frameCapacity === null
        ? null
        : gives('frames')
          ? capacity
          : Math.max(assessment.frameCapacity, capacity),
    limitedBy: gaveOut ?? { resource: null, index: null, reason: openReason },
  };
}

/** What each instance had to keep: a share of the target, or of what the first one reached alone. */
function frameFloor({ fpsTarget, limits }: ProbeSettings, levels: readonly LevelEstimate[]): number | null {
  if (!levels.some(({ frames }) => frames.size > 0)) return null;
  const alone =
    levels
      .find(({ n }) => n === 1)
      ?.frames.values()
      .next().value?.mean ?? null;
  const target = fpsTarget === 'solo' ? alone : fpsTarget;
  return target === null ? null : (target * limits.fpsFloor) / 100;
}

/** That the time was up before the answer was what was asked for, and how many the box carries at least by then. */
function outOfTime(
  { budgetSeconds }: ProbeSettings,
  ending: Ending,
  claimed: ReturnType<typeof claims> | null,
): Warning[] {
  if (ending.by !== 'budget') return [];
  const atLeast = claimed && (claimed.verdict === 'at-least' ? claimed.capacity : claimed.safe);
  return [{ code: 'budget', text: '', data: { seconds: budgetSeconds, atLeast } }];
}

/**
 * The verdict of a history under a method's assessment. `text` of warnings is left empty: sentences are made by
 * `shared/explain`. `run` and `simulated` are the engine's to fill in.
 */
export function verdictOf(
  settings: ProbeSettings,
  history: History,
  ending: Ending,
  assessment: Assessment,
  warnings: readonly Warning[],
): Verdict {
  const reason = invalidReason(history, ending, assessment);
  const claimed = reason ? null : claims(assessment, settings);
  const verdict = {
    format: VERDICT_FORMAT,
    run: null,
    ...(claimed ?? { verdict: 'invalid' as const, reason, ...NO_CLAIMS }),
    limits: settings.limits,
    frameFloor: frameFloor(settings, assessment.levels),
    resources: assessment.resources.map(({ resource, index, limit, capacity, predicted, demand }) => ({
      resource,
      index,
      limit,
      capacity,
      predicted,
      demand: demand && !surelyFalls(demand) ? plain(demand) : null,
    })),
    baseline: assessment.baseline
      ? {
          seconds: assessment.baseline.to - assessment.baseline.from,
          ...loadsOf(assessment.baseline, history),
        }
      : null,
    levels: assessment.levels.map((level) => levelVerdict(level, history)),
    curve: secondOpinions(curveOf(assessment)),
    warnings: [...outOfTime(settings, ending, claimed), ...warnings],
    probeSeconds: timeOf(history),
    launches: instancesOf(history).length,
    simulated: false,
  } as Verdict;
  return claimed ? verdict : withoutClaims(verdict);
}
