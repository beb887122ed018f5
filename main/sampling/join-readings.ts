import type { Seconds } from '../../shared/model/units.ts';
import type { PartialReading } from './provider.ts';
import type { BoxReading, InstancePids, InstanceReading, Reading } from './sampler.ts';

const NOTHING: BoxReading = {
  cpu: null,
  cpuStolen: null,
  cpuUtility: null,
  cores: null,
  cpuClock: null,
  cpuThrottles: null,
  runQueue: null,
  pressure: null,
  ram: null,
  freeRamMiB: null,
  commit: null,
  swapInMiBps: null,
  swapOutMiBps: null,
  gpu: null,
  engines: null,
  vram: null,
  sharedVramMiB: null,
  encoder: null,
  encoderSessions: null,
  clock: null,
  temperature: null,
  powerWatts: null,
  throttle: null,
};
const NOTHING_OF_IT: InstanceReading = {
  cpu: null,
  ramMiB: null,
  pssMiB: null,
  pssAge: null,
  hottestThread: null,
  gpu: null,
  engines: null,
  vramMiB: null,
  fps: null,
  frameTimes: null,
};
/** Those with one place per card. */
const PER_CARD: ReadonlySet<string> = new Set([
  'gpu',
  'engines',
  'vram',
  'sharedVramMiB',
  'encoder',
  'encoderSessions',
  'clock',
  'temperature',
  'powerWatts',
  'throttle',
]);

/** What one source read, with the places that its own cards have among all. */
export interface Part {
  readonly reading: PartialReading;
  readonly places: readonly number[];
}

/** Of one source's cards among all, and how many all are. */
interface Places {
  readonly places: readonly number[];
  readonly cards: number;
}

/** A value of a source's own cards in the places of all cards, over what is known already. */
function spread(known: unknown, values: readonly unknown[], { places, cards }: Places): unknown[] {
  const all = Array.isArray(known) ? [...(known as unknown[])] : [];
  while (all.length < cards) all.push(null);
  for (const [own, value] of values.entries()) {
    const place = places[own] ?? own;
    while (all.length <= place) all.push(null);
    if (value !== null && value !== undefined) all[place] = value;
  }
  return all;
}

function take(into: Record<string, unknown>, from: object, places: Places): void {
  for (const [name, value] of Object.entries(from) as [string, unknown][]) {
    // Two sources may know the same card: what one of them cannot tell must not hide what the other can.
    if (value === null || value === undefined || !(name in into)) continue;
    into[name] =
      PER_CARD.has(name) && Array.isArray(value) ? spread(into[name], value as unknown[], places) : value;
  }
}

/** Joins what the sources read. Each value stands in the place of its own card; a later source wins over an earlier one. */
export function joinReadings(parts: readonly Part[], instances: InstancePids, seconds: Seconds): Reading {
  const box: Record<string, unknown> = { ...NOTHING };
  const cards = 1 + Math.max(-1, ...parts.flatMap(({ places }) => places));
  for (const { reading, places } of parts) take(box, reading, { places, cards });
  const each = [...instances.keys()].map((instance): [number, InstanceReading] => {
    const own: Record<string, unknown> = { ...NOTHING_OF_IT };
    for (const { reading, places } of parts)
      take(own, reading.instances?.get(instance) ?? {}, { places, cards });
    return [instance, own as unknown as InstanceReading];
  });
  const notices = parts.flatMap(({ reading }) => reading.notices ?? []);
  return { ...(box as unknown as BoxReading), seconds, instances: new Map(each), notices };
}
