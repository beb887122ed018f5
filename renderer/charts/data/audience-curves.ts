import type { Audience, AudienceHour } from '../../../shared/model/audience.ts';
import type { Mbps } from '../../../shared/model/units.ts';
import { servedWithin, waiting, type Queue } from '../../../shared/planning/waiting/queue.ts';

/** A point of a line; null is a gap. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number | null;
}

/** Points of a curve that a picture of this width can show. */
const POINTS = 120;

/** Places and room of all points together: beyond it a screen would stand still while a picture is drawn. */
const MOST_WORK = 10_000_000;
const FEWEST_POINTS = 12;
/** A bounded line's p95 is found by so many passes over its room. */
const PASSES = 40;

/** So many numbers from 0 to `last`, whole where `whole`; fewer where each is much work. */
function grid(last: number, whole: boolean, work: number): number[] {
  const points = Math.max(FEWEST_POINTS, Math.min(POINTS, Math.floor(MOST_WORK / Math.max(1, work))));
  const count = whole ? Math.min(points, last) : points;
  const at = Array.from({ length: count + 1 }, (_, place) => (last * place) / Math.max(1, count));
  return whole ? [...new Set(at.map(Math.round))] : at;
}

export interface UplinkCurves {
  readonly streams: readonly CurvePoint[];
  readonly spectators: readonly CurvePoint[];
  readonly viewers: number;
  readonly most: Mbps;
}

/** What the viewers need together as one after the other comes, streams first: two straight parts. */
export function uplinkCurves({
  streams,
  spectators,
  bitrateMbps,
  overhead,
  needMbps,
}: Audience): UplinkCurves {
  const need = needMbps ?? 0;
  const ofStreams = streams * (bitrateMbps ?? 0) * overhead;
  const viewers = streams + spectators;
  return {
    streams:
      streams === 0
        ? []
        : [
            { x: 0, y: 0 },
            { x: streams, y: ofStreams },
          ],
    spectators:
      spectators === 0
        ? []
        : [
            { x: streams, y: ofStreams },
            { x: viewers, y: need },
          ],
    viewers,
    most: need,
  };
}

/**
 * What each gets when so many are there and nobody is refused: enough, until the uplink is full, then its equal part. None
 * where qualities are mixed: then there is no one share.
 */
export function shareCurve(audience: Audience): CurvePoint[] {
  const { streams, spectators, bitrateMbps, overhead, uplinkMbps, needMbps } = audience;
  if (bitrateMbps === null || uplinkMbps === null || needMbps === null) return [];
  const ofOneQuality = bitrateMbps * overhead * (streams + spectators);
  if (Math.abs(needMbps - ofOneQuality) > 1e-9 * ofOneQuality) return [];
  return grid(streams + spectators, true, 1)
    .filter((viewers) => viewers > 0)
    .map((x) => ({ x, y: Math.min(bitrateMbps, uplinkMbps / x / overhead) }));
}

export interface WaitCurves {
  readonly mean: readonly CurvePoint[];
  readonly p95: readonly CurvePoint[];
  readonly arrivals: number;
  /** Arrivals per hour from which on more come than leave; null where the line is bounded. */
  readonly unstableFrom: number | null;
  readonly last: number;
}

/** The waits at other arrivals, everything else as it is; null where nobody comes or there are no places. */
export function waitCurves({ waiting: now }: Audience): WaitCurves | null {
  if (!now || now.places === 0 || now.room === 0) return null;
  const { places, room, arrivalsPerHour, sessionMinutes } = now;
  const full = (places * 60) / sessionMinutes;
  const last = Math.max(full, arrivalsPerHour) * 1.1;
  const session = sessionMinutes * 60;
  const answers = grid(last, false, places + PASSES * (room ?? 0)).map((x) => ({
    x,
    ...waiting({ places, room, session, load: (x * sessionMinutes) / 60 }),
  }));
  return {
    mean: answers.map(({ x, meanSeconds }) => ({ x, y: meanSeconds })),
    p95: answers.map(({ x, p95Seconds }) => ({ x, y: p95Seconds })),
    arrivals: arrivalsPerHour,
    unstableFrom: room === null ? full : null,
    last,
  };
}

export interface DayCurves {
  readonly formula: readonly CurvePoint[];
  readonly played: readonly CurvePoint[];
}

/** What 95 % wait at most, in the middle of each hour; an hour without an answer is a gap. */
export function dayCurves({ hours, simulation }: Audience): DayCurves | null {
  if (!hours) return null;
  const middle = (list: readonly Pick<AudienceHour, 'hour' | 'p95Seconds'>[]) =>
    list.map(({ hour, p95Seconds }) => ({ x: hour + 0.5, y: p95Seconds }));
  return { formula: middle(hours), played: middle(simulation?.result?.hours ?? []) };
}

export interface BoxesCurve {
  readonly served: readonly CurvePoint[];
  readonly enough: number;
  readonly target: number;
}

/** The share served in time by one box, two, three…, all like this one; null where no number of boxes is enough. */
export function boxesCurve({ boxes, waiting: now }: Audience): BoxesCurve | null {
  if (!boxes || boxes.placesNeeded === null || !now || now.places === 0) return null;
  const { places, room, load, sessionMinutes } = now;
  const { placesNeeded, target } = boxes;
  const enough = Math.ceil(placesNeeded / places);
  const last = enough + 2;
  const share = (count: number) => {
    const queue: Queue = { places: places * count, room, load, session: sessionMinutes * 60 };
    return servedWithin(queue, target.seconds) * 100;
  };
  const counts = grid(last, true, (places * last) / 2 + (room ?? 0)).filter((count) => count > 0);
  return { served: counts.map((x) => ({ x, y: share(x) })), enough, target: target.share * 100 };
}
