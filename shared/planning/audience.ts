import { AUDIENCE_FORMAT, type Audience, type AudienceStep } from '../model/audience.ts';
import type { Mbps } from '../model/units.ts';
import type { AudienceInput } from './audience-input.ts';
import { admit, whoLimits, type Admitted } from './bandwidth/admit.ts';
import { fitsInto, needOf, type ViewerGroup } from './bandwidth/groups.ts';
import { openShare } from './bandwidth/share.ts';
import { additionsFor } from './hardware/additions.ts';
import { predictCapacity } from './hardware/predict.ts';
import { boxesAnswer, simulationAnswer, waitingAnswer } from './audience-waiting.ts';

/** What the box carries, and so the places that players wait for: the run's capacity, else the streams named. */
export function placesOf({ run, streams }: AudienceInput): number {
  return run?.capacity ?? streams;
}

function groupsOf(input: AudienceInput, bitrate: Mbps): ViewerGroup[] {
  const { overhead, streams, spectators, steps } = input;
  return [
    { needMbps: bitrate * overhead, streams, spectators },
    ...steps.map((step) => ({
      needMbps: step.bitrateMbps * overhead,
      streams: 0,
      spectators: step.spectators,
    })),
  ];
}

/** Everything that is asked about an audience. Pure; the simulation runs where it is asked for or formulas don't do. */
export function audience(input: AudienceInput): Audience {
  const { run, bitrateMbps, overhead, uplinkMbps, policy, streams, steps } = input;
  const capacity = run?.capacity ?? null;
  const groups = bitrateMbps === null ? [] : groupsOf(input, bitrateMbps);
  const limits = whoLimits(groups, uplinkMbps, capacity);
  const spectators = input.spectators + steps.reduce((sum, step) => sum + step.spectators, 0);
  const box = capacity !== null && streams > capacity;
  const admitted = uplinkMbps === null || bitrateMbps === null ? null : admit(groups, uplinkMbps, capacity);
  const share = uplinkMbps === null || bitrateMbps === null ? null : openShare(groups, uplinkMbps);
  const needMbps = bitrateMbps === null ? null : needOf(groups);
  return {
    format: AUDIENCE_FORMAT,
    run: run?.id ?? null,
    simulated: run?.simulated ?? false,
    policy,
    streams,
    spectators,
    capacity,
    bitrateMbps,
    overhead,
    uplinkMbps,
    needMbps,
    fits: uplinkMbps === null || needMbps === null ? null : fitsInto(uplinkMbps, needMbps),
    admitted,
    perViewerMbps: share?.eachMbps == null ? null : share.eachMbps / overhead,
    below: share?.below ?? null,
    fromViewer: share?.fromViewer ?? null,
    limitedBy: limits.uplink ? (box ? 'both' : 'uplink') : box ? 'box' : 'none',
    notice: policy === 'admit' && admitted ? noticeFor(admitted, streams, spectators) : null,
    steps: bitrateMbps === null ? [] : stepsOf(input, bitrateMbps, spectators),
    ...waitingAnswer(input),
    simulation: simulationAnswer(input),
    boxes: boxesAnswer(input),
    ...hardwareAnswer(input),
  };
}

function hardwareAnswer({ hardware }: AudienceInput): Pick<Audience, 'otherBox' | 'extension'> {
  if (!hardware) return { otherBox: null, extension: null };
  const { demand, capacity, otherBox, more, prices } = hardware;
  return {
    otherBox: otherBox && predictCapacity(demand, otherBox),
    extension: more === null ? null : additionsFor(demand, capacity, more, prices),
  };
}

/** Whom the waiting notice greets: a stream while streams are left out, else a spectator; null where all are in. */
function noticeFor(admitted: Admitted, streams: number, spectators: number): Audience['notice'] {
  const [noStream, noSeat] = [streams - admitted.streams, spectators - admitted.spectators];
  if (noStream > 0) return { viewer: admitted.streams + 1, role: 'stream', waiting: noStream };
  if (noSeat > 0) return { viewer: streams + admitted.spectators + 1, role: 'spectator', waiting: noSeat };
  return null;
}

/** What it would be if all watched at one quality, for each there is. */
function stepsOf(input: AudienceInput, bitrate: Mbps, spectators: number): AudienceStep[] {
  const { uplinkMbps, overhead, streams, steps, run } = input;
  if (steps.length === 0) return [];
  return [{ name: null, bitrateMbps: bitrate }, ...steps].map(({ name, bitrateMbps }) => {
    const groups = [{ needMbps: bitrateMbps * overhead, streams, spectators }];
    const needMbps = needOf(groups);
    const each = uplinkMbps === null ? null : openShare(groups, uplinkMbps).eachMbps;
    return {
      name,
      bitrateMbps,
      needMbps,
      fits: uplinkMbps === null ? null : fitsInto(uplinkMbps, needMbps),
      admitted: uplinkMbps === null ? null : admit(groups, uplinkMbps, run?.capacity ?? null),
      perViewerMbps: each === null ? null : each / overhead,
    };
  });
}
