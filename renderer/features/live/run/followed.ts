import { BRIDGE_BOUNDS } from '../../../../shared/bridge/bounds.ts';
import type { LiveHead, LiveNow, LiveUpdate, ThinSample } from '../../../../shared/bridge/live.ts';
import type { BridgeProblem } from '../../../../shared/bridge/bridge-problem.ts';
import type { TraceEvent } from '../../../../shared/model/trace.ts';
import type { Verdict } from '../../../../shared/model/verdict.ts';

/** What this face knows of the run it follows. */
export interface Followed {
  readonly run: string | null;
  readonly head: LiveHead | null;
  readonly state: 'running' | 'ending' | 'ended' | null;
  /** The newest samples; the first of them is number `firstSample` of the run. */
  readonly samples: readonly ThinSample[];
  readonly firstSample: number;
  readonly events: readonly TraceEvent[];
  readonly firstEvent: number;
  readonly now: LiveNow | null;
  /** Every core's load at the newest samples, the last one's last. */
  readonly cores: readonly (readonly (number | null)[])[];
  readonly verdict: Verdict | null;
  readonly failure: BridgeProblem | null;
}

export const NOTHING_FOLLOWED: Followed = {
  run: null,
  head: null,
  state: null,
  samples: [],
  firstSample: 0,
  events: [],
  firstEvent: 0,
  now: null,
  cores: [],
  verdict: null,
  failure: null,
};

/** Samples kept here; what is older is asked for as a series, thinned by the engine. */
export const SAMPLES_KEPT = 1200;
const EVENTS_KEPT = 4000;
export const CORE_READINGS_KEPT = BRIDGE_BOUNDS.coresPerUpdate;

interface Numbered<T> {
  readonly first: number;
  readonly items: readonly T[];
}

/** Adds what follows on what is there; where something lies between, only what is new can be kept. */
function joined<T>(before: Numbered<T>, added: Numbered<T>, kept: number): Numbered<T> {
  const known = before.first + before.items.length;
  const follows = added.first <= known && added.first >= before.first;
  const items = follows
    ? [...before.items, ...added.items.slice(known - added.first)]
    : added.items.length > 0
      ? added.items
      : [];
  const first = follows ? before.first : added.first;
  const dropped = Math.max(0, items.length - kept);
  return { first: first + dropped, items: dropped > 0 ? items.slice(dropped) : items };
}

/** What is known after an update. An update of another run begins anew. */
export function follow(before: Followed, update: LiveUpdate): Followed {
  const same = update.run === before.run && update.head === null;
  const base = same ? before : { ...NOTHING_FOLLOWED, run: update.run };
  const samples = joined(
    { first: base.firstSample, items: base.samples },
    { first: update.first.sample, items: update.samples },
    SAMPLES_KEPT,
  );
  const events = joined(
    { first: base.firstEvent, items: base.events },
    { first: update.first.event, items: update.events },
    EVENTS_KEPT,
  );
  // What is told again is known already.
  const added = samples.first + samples.items.length - (base.firstSample + base.samples.length);
  const cores = added > 0 ? update.cores.slice(-added) : [];
  return {
    run: update.run,
    head: update.head ?? base.head,
    state: update.state,
    samples: samples.items,
    firstSample: samples.first,
    events: events.items,
    firstEvent: events.first,
    now: update.now ?? base.now,
    cores: cores.length > 0 ? [...base.cores, ...cores].slice(-CORE_READINGS_KEPT) : base.cores,
    verdict: update.verdict ?? base.verdict,
    failure: update.failure ?? base.failure,
  };
}

/** How much of the run is known here, for the engine to go on from. */
export function cursorOf({ run, firstSample, samples, firstEvent, events }: Followed) {
  return { run, samples: firstSample + samples.length, events: firstEvent + events.length };
}
