const copies = (n: number) => (n === 1 ? '1 copy' : `${n} copies`);
const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
const figure = (value: number) => value.toFixed(1);

/** Sentences of a verdict. Numbers come ready to be shown; resources come as names. */
export const verdict = {
  headline: {
    knee: (d: { capacity: number }) => `This box carries ${copies(d.capacity)}.`,
    'at-least': (d: { capacity: number }) => `This box carries at least ${copies(d.capacity)}.`,
    zero: () => 'This box cannot carry a single copy within its limits.',
    invalid: () => 'This run cannot be trusted: it says nothing about the capacity.',
  },
  confidence: (d: { confidence: number; low: number; high: number | null; safe: number }) =>
    d.high === null
      ? `That it is at least this many is ${percent(d.confidence)} sure; to be on the safe side, plan with ${d.safe}.`
      : d.low === d.high
        ? `That it is exactly this many is ${percent(d.confidence)} sure; to be on the safe side, plan with ${d.safe}.`
        : `That it is exactly this many is ${percent(d.confidence)} sure; with 95 % it lies between ${d.low} and ${d.high}. To be on the safe side, plan with ${d.safe}.`,
  limitedBy: {
    load: (d: { resource: string; limit: number; next: number; load: number | null }) =>
      d.load === null
        ? `${d.resource} gives out first: with ${copies(d.next)} it would no longer stay below ${d.limit} %.`
        : `${d.resource} gives out first: with ${copies(d.next)} it is at ${figure(d.load)} %, and its limit is ${d.limit} %.`,
    memory: (d: { resource: string; limit: number; next: number; load: number | null }) =>
      d.load === null
        ? `${d.resource} gives out first: it does not hold ${copies(d.next)}.`
        : `${d.resource} gives out first: with ${copies(d.next)} it is filled to ${figure(d.load)} %, and its limit is ${d.limit} %.`,
    crash: (d: { next: number }) => `With ${copies(d.next)}, instances end by themselves, again and again.`,
    frames: (d: { next: number }) =>
      `With ${copies(d.next)}, not every instance keeps its frame rate, although no load limit was passed before.`,
    cap: (d: { cap: number }) =>
      `No limit was reached up to ${copies(d.cap)}, which is as far as the ramp went.`,
    budget: (d: { cap: number }) =>
      `The run ended before any limit was reached; ${copies(d.cap)} were measured and held.`,
  },
  outOfTime: (d: { cap: number }) =>
    `Its time budget was up before any limit was reached: ${copies(d.cap)} were measured and held, and the box may carry more.`,
  /** `predicted`: so many never ran. */
  capacities: (d: { load: number | null; predicted: boolean; frames: number | null }) => {
    const load = d.load === null ? 'unknown' : d.predicted ? `about ${d.load} (predicted)` : String(d.load);
    return d.frames === null
      ? `By load alone: ${load}. Frame rates were not measured.`
      : `By load alone: ${load}; by frame rates alone: ${d.frames}.`;
  },
  simulated: () => 'These are readings of a simulated box, not of a real one.',
  invalid: {
    interrupted: () => 'It was interrupted before it could decide. What was measured until then is kept.',
    'box-failed': () => 'The box could not go on: what launches or measures for us failed.',
    'exits-at-once': () =>
      'The program ends by itself before anything can be measured. Start it by hand with the same arguments and look at what it says: it may only start another program, or be done with its work.',
    'single-instance': () =>
      'The second copy ends by itself at once while the first one runs: the program looks like it allows one copy. Look for an argument that permits several, or use a folder per copy (--copies).',
    'no-readings': () => 'Neither CPU nor GPU nor frame rates could be read, so no limit could be watched.',
    'nothing-measured': () => 'It ended before a single level had been measured.',
  } as Record<string, () => string>,
  unknownReason: (d: { reason: string }) => `Reason: ${d.reason}.`,
};
