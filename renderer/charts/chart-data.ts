import type { Recording } from '../../shared/model/trace-text.ts';
import { cardCount } from '../../shared/model/level-loads.ts';
import { DEFAULT_LIMITS, LOADS, type Load } from '../../shared/model/resources.ts';
import { DEFAULT_TICK } from '../../shared/model/plan.ts';
import type { FramesPerSecond, Percent } from '../../shared/model/units.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { framePoints, resourceLevels } from './data/level-points.ts';
import { gpuCount, loadLines } from './data/load-lines.ts';
import { instanceMarks, kneeMoment, levelBands } from './data/time-marks.ts';
import type { FramesOverNData } from './frames-over-n.tsx';
import type { LoadOverNData } from './load-over-n.tsx';
import type { LoadOverTimeData } from './load-over-time.tsx';
import type { CapacityFound } from './parts/capacity-mark.tsx';

/** The limits that the verdict was made with, which need not be those of the recording. */
function limitsOf(verdict: Verdict): Partial<Record<Load, Percent>> {
  return Object.fromEntries(
    LOADS.flatMap((load) => {
      const found = verdict.resources.find(({ resource }) => resource === load);
      return found ? [[load, found.limit]] : [];
    }),
  );
}

function capacityOf({ verdict, capacity }: Verdict): CapacityFound | null {
  return capacity === null ? null : { n: capacity, atLeast: verdict === 'at-least' };
}

export function loadOverTimeData({ meta, samples, events }: Recording, verdict: Verdict): LoadOverTimeData {
  const tick = meta.tick ?? DEFAULT_TICK;
  const { capacity } = verdict;
  const passed =
    capacity === null || verdict.verdict === 'at-least' ? null : kneeMoment(samples, capacity, tick);
  return {
    lines: loadLines(samples, tick),
    span: { from: 0, to: samples.at(-1)?.t ?? 0 },
    bands: levelBands(samples, tick),
    measured: verdict.levels.map(({ from, to }) => ({ from, to })),
    marks: instanceMarks(events),
    limits: limitsOf(verdict),
    knee: capacity === null || passed === null ? null : { t: passed, capacity },
    gpus: gpuCount(samples),
  };
}

export function loadOverNData(verdict: Verdict): LoadOverNData {
  return {
    resources: resourceLevels(verdict),
    limits: limitsOf(verdict),
    capacity: capacityOf(verdict),
    gpus: cardCount(verdict),
  };
}

/**
 * The rate that every instance must keep. The verdict says it, since it may have been decided at another floor than the trace's;
 * for one that does not (an older file) it is the share of the plan's target, or of a single instance's mean.
 */
function floorOf({ meta }: Recording, { levels, frameFloor }: Verdict): FramesPerSecond | null {
  if (frameFloor !== undefined) return frameFloor;
  const target = meta.plan?.['fpsTarget'];
  const rate = typeof target === 'number' ? target : levels.find(({ n }) => n === 1)?.fps?.mean;
  const share = meta.limits?.fpsFloor ?? DEFAULT_LIMITS.fpsFloor;
  return rate === undefined || rate === null ? null : (rate * share) / 100;
}

export function framesOverNData(recording: Recording, verdict: Verdict): FramesOverNData {
  return {
    points: framePoints(verdict.levels),
    floor: floorOf(recording, verdict),
    capacity: capacityOf(verdict),
  };
}
