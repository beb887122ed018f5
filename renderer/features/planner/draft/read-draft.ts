import type { AudienceQuestion } from '../../../../shared/bridge/audience-question.ts';
import { AUDIENCE_BOUNDS as BOUNDS } from '../../../../shared/model/audience-bounds.ts';
import { LOADS } from '../../../../shared/model/resources.ts';
import { DEFAULT_SPARE, DEFAULT_TARGET } from '../../../../shared/planning/audience-input.ts';
import {
  readNumber,
  type NumberBounds,
  type NumberIssue,
} from '../../../../shared/planning/form/read-number.ts';
import { SIZES, SPEEDS, type Draft } from './draft.ts';

/** What is wrong with a field, for the sentence beside it. */
export type DraftIssue =
  | { readonly kind: NumberIssue; readonly bounds: NumberBounds }
  /** The lower end of a range is the higher one. */
  | { readonly kind: 'low-above-high' }
  | { readonly kind: 'name-missing' | 'name-twice' }
  /** It means nothing until another field says something. */
  | {
      readonly kind:
        'needs-bitrate' | 'needs-arrivals' | 'needs-session' | 'needs-more' | 'needs-description';
    };

export interface ReadDraft {
  /** Null where something is wrong, or nothing was asked yet. */
  readonly question: AudienceQuestion | null;
  /** By the name of the field, as `bitrate`, `hours.3`, `boxes.0.name`. */
  readonly issues: ReadonlyMap<string, DraftIssue>;
  /** What is still to be named before there is anything to answer. */
  readonly wants: 'box' | 'question' | null;
}

const MIB_PER_GIB = 1024;

/** Reads fields one by one and notes what is wrong with each. */
class Reader {
  readonly issues = new Map<string, DraftIssue>();

  note(field: string, issue: DraftIssue): void {
    if (!this.issues.has(field)) this.issues.set(field, issue);
  }

  /** Null where the field is empty or wrong. */
  optional(field: string, text: string, bounds: NumberBounds): number | null {
    return text.trim() === '' ? null : this.required(field, text, bounds);
  }

  required(field: string, text: string, bounds: NumberBounds): number | null {
    const { value, issue } = readNumber(text, bounds);
    if (issue !== null) this.note(field, { kind: issue, bounds });
    return value;
  }

  /** Names tell rows apart, so each is there, and once. */
  names(list: string, rows: readonly { readonly name: string }[]): void {
    const seen = new Set<string>();
    for (const [place, { name }] of rows.entries()) {
      const known = name.trim();
      if (known === '') this.note(`${list}.${place}.name`, { kind: 'name-missing' });
      else if (seen.has(known)) this.note(`${list}.${place}.name`, { kind: 'name-twice' });
      seen.add(known);
    }
  }

  /** One figure, or two ends of a range of which either may be left out. */
  range(low: string, high: string, draft: Draft): { low: number; high: number } | null {
    const at = (name: string) =>
      this.optional(`hardware.${name}`, draft.hardware[name as keyof Draft['hardware']], BOUNDS.speed);
    const [one, other] = [at(low), at(high)];
    if (one !== null && other !== null && one > other)
      this.note(`hardware.${low}`, { kind: 'low-above-high' });
    const known = one ?? other;
    return known === null ? null : { low: one ?? known, high: other ?? known };
  }
}

const isFilled = (text: string) => text.trim() !== '';

/** A typed question as it goes to the engine, or what is wrong with it. Pure. */
export function readDraft(draft: Draft): ReadDraft {
  const reader = new Reader();
  const bandwidth = readBandwidth(draft, reader);
  const waiting = readWaiting(draft, reader);
  const boxes = readBoxes(draft, reader);
  const hardware = draft.run === null ? null : readHardware(draft, reader);
  const capacity = draft.run === null ? reader.optional('capacity', draft.capacity, BOUNDS.capacity) : null;
  const streams = reader.optional('streams', draft.streams, BOUNDS.streams);
  // Whoever has filled in nothing yet has made no mistake.
  const box = draft.run !== null || isFilled(draft.capacity) || isFilled(draft.streams);
  const asks = bandwidth.bitrateMbps !== null || waiting.arrivalsPerHour !== null || hardware !== null;
  const wants = box ? (asks ? null : 'question') : 'box';
  const complete = reader.issues.size === 0 && wants === null;
  const question = { run: draft.run, capacity, streams, ...bandwidth, ...waiting, ...boxes, hardware };
  return { question: complete ? question : null, issues: reader.issues, wants };
}

function readBandwidth(draft: Draft, reader: Reader) {
  const bitrateMbps = reader.optional('bitrate', draft.bitrate, BOUNDS.bitrate);
  const uplinkMbps = reader.optional('uplink', draft.uplink, BOUNDS.uplink);
  if (!isFilled(draft.bitrate))
    for (const field of ['uplink', 'overhead'] as const)
      if (isFilled(draft[field])) reader.note('bitrate', { kind: 'needs-bitrate' });
  if (!isFilled(draft.bitrate) && draft.qualities.length > 0)
    reader.note('bitrate', { kind: 'needs-bitrate' });
  reader.names('qualities', draft.qualities);
  return {
    bitrateMbps,
    uplinkMbps,
    spectators: reader.optional('spectators', draft.spectators, BOUNDS.spectators) ?? 0,
    overhead: reader.optional('overhead', draft.overhead, BOUNDS.overhead) ?? 1,
    policy: draft.policy,
    steps: draft.qualities.map(({ name, bitrate, spectators }, place) => ({
      name: name.trim(),
      bitrateMbps: reader.required(`qualities.${place}.bitrate`, bitrate, BOUNDS.bitrate) ?? 0,
      spectators: reader.optional(`qualities.${place}.spectators`, spectators, BOUNDS.spectators) ?? 0,
    })),
  };
}

function readWaiting(draft: Draft, reader: Reader) {
  const { byHour, hours, sessions, line } = draft;
  const comes = byHour ? hours.some(isFilled) : isFilled(draft.arrivals);
  const stays = sessions.some(({ minutes }) => isFilled(minutes));
  const first = byHour ? 'hours.0' : 'arrivals';
  if (stays && !comes) reader.note(first, { kind: 'needs-arrivals' });
  if (comes && !stays) reader.note('sessions.0.minutes', { kind: 'needs-session' });
  const needing = [draft.patience, draft.room].some(isFilled) || draft.simulate || draft.boxes.length > 0;
  if (needing && !comes) reader.note(first, { kind: 'needs-arrivals' });
  // An hour in which nobody was named is one in which nobody comes.
  const perHour = byHour
    ? hours.map((text, hour) => reader.optional(`hours.${hour}`, text, BOUNDS.arrivals) ?? 0)
    : [reader.optional('arrivals', draft.arrivals, BOUNDS.arrivals) ?? 0];
  const kinds = sessions.map(({ share, minutes, spread }, place) => ({
    share: sessions.length === 1 ? 1 : (reader.required(`sessions.${place}.share`, share, BOUNDS.share) ?? 0),
    minutes: comes ? (reader.required(`sessions.${place}.minutes`, minutes, BOUNDS.session) ?? 0) : 0,
    spread,
  }));
  return {
    arrivalsPerHour: comes ? perHour : null,
    sessions: comes ? kinds : null,
    line,
    room: line === 'refuse' ? null : reader.optional('room', draft.room, BOUNDS.room),
    patienceMinutes: line === 'refuse' ? null : reader.optional('patience', draft.patience, BOUNDS.patience),
    simulate: draft.simulate,
    seed: reader.optional('seed', draft.seed, BOUNDS.seed) ?? 1,
  };
}

function readBoxes(draft: Draft, reader: Reader) {
  const share = reader.optional('targetShare', draft.targetShare, BOUNDS.targetShare);
  reader.names('boxes', draft.boxes);
  return {
    target: {
      share: share === null ? DEFAULT_TARGET.share : share / 100,
      seconds:
        reader.optional('targetSeconds', draft.targetSeconds, BOUNDS.targetSeconds) ?? DEFAULT_TARGET.seconds,
    },
    spare: reader.optional('spare', draft.spare, BOUNDS.spare) ?? DEFAULT_SPARE,
    pricePerHour: reader.optional('price', draft.price, BOUNDS.price),
    otherBoxes: draft.boxes.map(({ name, capacity, available, price }, place) => ({
      name: name.trim(),
      capacity: reader.required(`boxes.${place}.capacity`, capacity, BOUNDS.capacity) ?? 0,
      available: reader.optional(`boxes.${place}.available`, available, BOUNDS.count),
      pricePerHour: reader.optional(`boxes.${place}.price`, price, BOUNDS.price),
    })),
  };
}

function readHardware(draft: Draft, reader: Reader): AudienceQuestion['hardware'] {
  const { hardware, calibrate } = draft;
  const number = (name: (typeof SIZES)[number], bounds: NumberBounds) =>
    reader.optional(`hardware.${name}`, hardware[name], bounds);
  const gib = (name: (typeof SIZES)[number]) => {
    const value = number(name, BOUNDS.memoryGiB);
    return value === null ? null : value * MIB_PER_GIB;
  };
  const described = SIZES.some((name) => isFilled(hardware[name]));
  if (!described && (calibrate !== null || SPEEDS.some((name) => isFilled(hardware[name]))))
    reader.note('hardware.cores', { kind: 'needs-description' });
  const otherBox = {
    cores: number('cores', BOUNDS.cores),
    cards: number('gpus', BOUNDS.cards),
    ramMiB: gib('ram'),
    vramMiB: gib('vram'),
    encoderSessions: number('encoder', BOUNDS.encoderSessions),
    coreSpeed: reader.range('coreSpeedLow', 'coreSpeedHigh', draft),
    gpuSpeed: reader.range('gpuSpeedLow', 'gpuSpeedHigh', draft),
    calibrate,
  };
  const more = reader.optional('more', draft.more, BOUNDS.more);
  const prices = LOADS.flatMap((load) => {
    const price = reader.optional(`prices.${load}`, draft.prices[load], BOUNDS.price);
    return price === null ? [] : [[load, price] as const];
  });
  if (prices.length > 0 && !isFilled(draft.more)) reader.note('more', { kind: 'needs-more' });
  if (!described && more === null) return null;
  return { otherBox: described ? otherBox : null, more, prices: Object.fromEntries(prices) };
}
