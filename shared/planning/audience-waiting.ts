import type { Audience } from '../model/audience.ts';
import type { AudienceInput } from './audience-input.ts';
import { wholeFits } from './bandwidth/groups.ts';
import { chooseBoxes, type BoxKind } from './boxes/choose-boxes.ts';
import { costPerStreamHour } from './boxes/cost.ts';
import { placesNeeded } from './boxes/places-needed.ts';
import { HOURS, meanMinutes } from './simulation/day-input.ts';
import { simulateDay } from './simulation/day-result.ts';
import { offeredLoad, servedWithin, waiting, type Queue } from './waiting/queue.ts';

interface Arrivals {
  readonly perHour: readonly number[];
  readonly sessionMinutes: number;
  /** Null where all hours are alike. */
  readonly peakHour: number | null;
  readonly peak: number;
}

function arrivalsOf({ arrivalsPerHour, sessions }: AudienceInput): Arrivals | null {
  if (arrivalsPerHour === null || sessions === null || arrivalsPerHour.length === 0) return null;
  const perHour =
    arrivalsPerHour.length === HOURS
      ? arrivalsPerHour
      : new Array<number>(HOURS).fill(arrivalsPerHour[0] ?? 0);
  const peak = Math.max(...perHour);
  const peakHour = arrivalsPerHour.length === HOURS ? perHour.indexOf(peak) : null;
  return { perHour, sessionMinutes: meanMinutes(sessions), peakHour, peak };
}

/** The line of this many an hour, by the formulas: sessions count with their mean, and nobody loses patience. */
function queueAt(input: AudienceInput, { sessionMinutes }: Arrivals, perHour: number): Queue {
  return {
    places: input.run?.capacity ?? input.streams,
    load: offeredLoad(perHour, sessionMinutes),
    session: sessionMinutes * 60,
    room: input.line === 'refuse' ? 0 : input.room,
  };
}

/** The waits at the busiest hour and, with a profile, at each: every hour as if it went on for ever (Green and Kolesar 1991). */
export function waitingAnswer(input: AudienceInput): Pick<Audience, 'waiting' | 'hours'> {
  const arrivals = arrivalsOf(input);
  if (!arrivals) return { waiting: null, hours: null };
  const answer = (perHour: number) => {
    const queue = queueAt(input, arrivals, perHour);
    return { load: queue.load, places: queue.places, room: queue.room, ...waiting(queue) };
  };
  const hours = arrivals.perHour.map((arrivalsPerHour, hour) => {
    const { load, probability, meanSeconds, p95Seconds, refused, reason } = answer(arrivalsPerHour);
    return { hour, arrivalsPerHour, load, probability, meanSeconds, p95Seconds, refused, reason };
  });
  return {
    waiting: {
      arrivalsPerHour: arrivals.peak,
      sessionMinutes: arrivals.sessionMinutes,
      ...answer(arrivals.peak),
      hour: arrivals.peakHour,
    },
    hours: arrivals.peakHour === null ? null : hours,
  };
}

/** Whether the formulas leave something out: a profile's echo, patience, sessions that are not of one exponential kind. */
export function needsSimulation({ arrivalsPerHour, sessions, patienceMinutes }: AudienceInput): boolean {
  const [first, ...others] = sessions ?? [];
  return (
    arrivalsPerHour?.length === HOURS ||
    patienceMinutes !== null ||
    others.length > 0 ||
    first?.spread === 'fixed'
  );
}

/** Those who wait may watch beside the players and the spectators who are there. */
function watchingRoom({
  policy,
  uplinkMbps,
  bitrateMbps,
  overhead,
  spectators,
  run,
  streams,
}: AudienceInput): number | null {
  if (policy === 'open' || uplinkMbps === null || bitrateMbps === null) return null;
  const each = bitrateMbps * overhead;
  return wholeFits(Math.max(0, uplinkMbps - ((run?.capacity ?? streams) + spectators) * each), each);
}

export function simulationAnswer(input: AudienceInput): Audience['simulation'] {
  const arrivals = arrivalsOf(input);
  if (!arrivals || input.sessions === null || !(input.simulate || needsSimulation(input))) return null;
  const { result, reason } = simulateDay({
    places: input.run?.capacity ?? input.streams,
    arrivalsPerHour: arrivals.perHour,
    sessions: input.sessions,
    patienceMinutes: input.patienceMinutes,
    policy: input.line,
    room: input.room,
    watching: watchingRoom(input),
    days: null,
    seed: input.seed,
  });
  return {
    reason,
    result: result && {
      ...result,
      meanWait: result.meanWait && { ...result.meanWait },
      hours: [...result.hours],
    },
  };
}

/** How many boxes keep the target at the busiest hour, with a spare, and what an hour of a stream then costs. */
export function boxesAnswer(input: AudienceInput): Audience['boxes'] {
  const arrivals = arrivalsOf(input);
  if (!arrivals) return null;
  const { target, spare } = input;
  const queue = queueAt(input, arrivals, arrivals.peak);
  const needed = placesNeeded(queue, target);
  const answer = {
    target: { ...target },
    nowShare: servedWithin(queue, target.seconds),
    placesNeeded: needed,
    spare,
  };
  const choice = needed === null ? null : chooseBoxes(kindsOf(input, queue.places), needed, spare);
  if (!choice) return { ...answer, choice: null };
  const mean = arrivals.perHour.reduce((sum, rate) => sum + rate, 0) / HOURS;
  const streams = offeredLoad(mean, arrivals.sessionMinutes);
  const cost = choice.costPerHour;
  return {
    ...answer,
    choice: {
      ...choice,
      boxes: choice.boxes.map((box) => ({ ...box })),
      costPerStreamHour: cost === null ? null : costPerStreamHour(cost, choice.places, streams),
    },
  };
}

/** The name of the box in question, among those that can be chosen. */
export const THIS_BOX = 'this';

function kindsOf({ pricePerHour, otherBoxes }: AudienceInput, capacity: number): BoxKind[] {
  const own = { name: THIS_BOX, capacity, pricePerHour, available: null };
  return capacity > 0 ? [own, ...otherBoxes] : [...otherBoxes];
}
