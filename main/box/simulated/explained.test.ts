import { describe, expect, it } from 'vitest';
import { probe, settingsFor } from '../../../build/test/simulated-probe.ts';
import { explainVerdict, explainWarning } from '../../../shared/explain/verdict.ts';
import type { Language } from '../../../shared/locale/language.ts';
import { intervalOf } from '../../../shared/model/level-loads.ts';
import { resourceKey, type Limits } from '../../../shared/model/resources.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { conclude, type ProbeState } from '../../../shared/probing/controller.ts';
import { explained } from '../../../shared/probing/explanation.ts';
import type { ProbeSettings } from '../../../shared/probing/settings.ts';
import { FAMILY_NAMES, worldSpec } from './families.ts';

const LANGUAGES: readonly Language[] = ['en', 'zh-CN'];
const DECIDED = { by: 'decided' } as const;

/** @param others percent of the CPU that other programs take; as the family has it unless named */
function probed(family: string, seed: number, more: Partial<ProbeSettings> = {}, others?: number) {
  const own = worldSpec(family, seed);
  const spec = others === undefined ? own : { ...own, background: { cpu: others, bursts: null } };
  const settings = settingsFor(spec, more);
  const { state } = probe(spec, settings);
  return {
    name: `${family} ${seed} ${settings.method}`,
    state,
    verdict: explained(state, DECIDED, conclude(state, DECIDED)),
  };
}

const ALL = FAMILY_NAMES.flatMap((family) => [
  probed(family, 302),
  probed(family, 303),
  probed(family, 302, { method: 'steady' }),
]);
ALL.push(probed('cpu-bound', 302, {}, 12), probed('cpu-bound', 303, { method: 'steady' }, 12));
const KNOWN = ALL.filter(({ verdict }) => verdict.capacity !== null);

/** The same readings at another limit. */
function decidedAt({ settings, history }: ProbeState, limits: Partial<Limits>): Verdict {
  return conclude({ history, settings: { ...settings, limits: { ...settings.limits, ...limits } } }, DECIDED);
}

/** Every number of a text, as written. GPU 0 is a name. */
const numbersIn = (text: string) =>
  [...text.replaceAll(/(GPU|显卡|显存|VRAM|编码器|[Ee]ncoder) \d+/gu, '').matchAll(/\d+(?:\.\d+)?/gu)].map(
    ([one]) => one,
  );
const sorted = (numbers: readonly string[]) => numbers.toSorted();

const one = (value: number) => value.toFixed(1);
const share = (value: number) => String(Math.round(value * 1000) / 10);

/** The numbers that a verdict's sentences hold, by the rule: means and shares to a decimal, all else as it is. */
function numbersOf(verdict: Verdict): string[] {
  const { capacity, limitedBy, confidence, interval, safe, levels, resources } = verdict;
  if (capacity === null || !limitedBy || confidence === null || !interval) return [];
  const { resource, index, reason } = limitedBy;
  const around = <T>(found: readonly T[], n: (item: T) => number) => [
    ...found.filter((item) => n(item) <= capacity).slice(-1),
    ...found.filter((item) => n(item) > capacity).slice(0, 1),
  ];
  const numbers: string[] = [];
  if (resource !== null) {
    const watched = { resource, index };
    const own = levels.flatMap((level) => {
      const load = intervalOf(level, watched);
      return load ? [{ n: level.n, samples: level.samples, ...load }] : [];
    });
    const next = own.find(({ n }) => n === capacity + 1);
    const limit = resources.find((item) => item.resource === resource && item.index === index)?.limit ?? 100;
    if (next) numbers.push(String(capacity + 1), one(next.mean), String(limit));
    // Where it cannot be held, no limit is named.
    else numbers.push(String(capacity + 1), ...(reason === 'memory' ? [] : [String(limit)]));
    const told = around(own, ({ n }) => n);
    for (const { n, samples, mean, low, high } of told)
      numbers.push(one(mean), one(low ?? 0), one(high ?? 0), String(n), String(samples));
    if (told.length > 0 && !levels.some(({ n }) => n === capacity + 1)) numbers.push(String(capacity + 1));
  } else if (reason === 'frames') {
    numbers.push(String(capacity + 1));
    const told = around(
      levels.filter(({ fps }) => typeof fps?.worst === 'number'),
      ({ n }) => n,
    );
    for (const { n, fps } of told) numbers.push(one(fps?.worst ?? 0), String(n));
    if (told.length > 0) numbers.push(one(verdict.frameFloor ?? 0));
  } else if (reason === 'crash') {
    numbers.push(String(capacity + 1));
  } else {
    const highest = levels.at(-1);
    const [full] = resources
      .flatMap((item) => {
        const load = intervalOf(highest, item);
        return load ? [{ ...load, limit: item.limit }] : [];
      })
      .toSorted((a, b) => b.mean / b.limit - a.mean / a.limit);
    if (full && highest)
      numbers.push(
        String(capacity), String(full.limit), one(full.mean), one(full.low ?? 0), one(full.high ?? 0), String(highest.n), String(highest.samples),
      ); // prettier-ignore
  }
  numbers.push(share(confidence), String(safe));
  if (interval[1] !== null && interval[0] !== interval[1])
    numbers.push('95', String(interval[0]), String(interval[1]));
  numbers.push(String(verdict.loadCapacity));
  if (verdict.frameCapacity !== null) numbers.push(String(verdict.frameCapacity));
  for (const { at, capacity: then } of verdict.wouldChange ?? []) numbers.push(String(at), String(then));
  return numbers;
}

describe('what is said of a verdict', { timeout: 120_000 }, () => {
  it.each(LANGUAGES)('holds its own numbers and no other, by the stated rounding (%s)', (language) => {
    for (const { name, verdict } of KNOWN) {
      const { sentences } = explainVerdict(verdict, language);
      expect({ name, numbers: sorted(sentences.flatMap(numbersIn)), sentences }).toEqual({
        name,
        numbers: sorted(numbersOf(verdict)),
        sentences,
      });
    }
  });

  it('names the resource that limits: with its limit out of the way it is another, or more', () => {
    const loads = KNOWN.filter(({ verdict }) => verdict.limitedBy?.reason === 'load');
    expect(loads.length).toBeGreaterThan(10);
    for (const { name, state, verdict } of loads) {
      const { resource } = verdict.limitedBy ?? {};
      const freed = decidedAt(state, { [resource ?? 'cpu']: 100 });
      const other = freed.limitedBy?.resource !== resource;
      // A resource that is full, or would be, is so at any limit.
      const watched = { resource: resource ?? 'cpu', index: verdict.limitedBy?.index ?? null };
      const levels = verdict.levels.filter((level) => intervalOf(level, watched));
      const next = levels.find(({ n }) => n > (verdict.capacity ?? 0)) ?? levels.at(-1);
      const demand =
        verdict.resources.find((item) => resourceKey(item) === resourceKey(watched))?.demand?.mean ?? 0;
      const missing = Math.max(0, (verdict.capacity ?? 0) + 1 - (next?.n ?? 0));
      const full = (intervalOf(next, watched)?.mean ?? 0) + missing * demand >= 97;
      expect({ name, freed: full || other || (freed.capacity ?? 0) > (verdict.capacity ?? 0) }).toEqual({
        name,
        freed: true,
      });
      // No other would by itself carry fewer.
      for (const { capacity } of verdict.resources)
        if (capacity !== null) expect(capacity).toBeGreaterThanOrEqual((verdict.capacity ?? 0) - 1);
    }
  });

  it('would change as it says, and not a percent before', () => {
    let held = 0;
    for (const { name, state, verdict } of KNOWN) {
      for (const { limit, at, capacity, open } of verdict.wouldChange ?? []) {
        const again = decidedAt(state, { [limit]: at });
        expect({ name, limit, at, capacity: again.capacity, open: again.verdict === 'at-least' }).toEqual({ name, limit, at, capacity, open }); // prettier-ignore
        expect(capacity).not.toBe(verdict.capacity);
        const before = at + Math.sign(state.settings.limits[limit] - at);
        expect(decidedAt(state, { [limit]: before }).capacity).toBe(verdict.capacity);
        held += 1;
      }
    }
    expect(held).toBeGreaterThan(30);
  });

  it('is one answer: the smaller of what loads and frames allow', () => {
    for (const { name, verdict } of KNOWN) {
      const { capacity, loadCapacity, frameCapacity } = verdict;
      const smaller = Math.min(loadCapacity ?? 0, frameCapacity ?? Number.POSITIVE_INFINITY);
      expect({ name, smaller }).toEqual({ name, smaller: capacity });
    }
  });

  it('names a resource that would carry no more by itself', () => {
    let named = 0;
    for (const { name, verdict } of KNOWN) {
      const { limitedBy, resources, capacity } = verdict;
      if (verdict.verdict !== 'knee' || !limitedBy || limitedBy.resource === null) continue;
      const own = resources.find(
        ({ resource, index }) => resource === limitedBy.resource && index === limitedBy.index,
      );
      expect({ name, own: own?.capacity }).toEqual({ name, own: capacity });
      named += 1;
    }
    expect(named).toBeGreaterThan(20);
  });

  it('leaves the answer as it was', () => {
    for (const { state, verdict } of ALL) {
      const { wouldChange: _, warnings, ...rest } = verdict;
      const plain = conclude(state, DECIDED);
      expect({ ...rest, warnings: warnings.length }).toEqual({ ...plain, warnings: plain.warnings.length });
    }
  });
});

describe('what a warning cost', () => {
  const costs = (code: string) =>
    KNOWN.flatMap(({ name, state, verdict }) =>
      verdict.warnings
        .filter((warning) => warning.code === code && warning.data['without'] !== undefined)
        .map((warning) => ({ name, state, verdict, warning, without: warning.data['without'] as { capacity: number; confidence: number } })),
    ); // prettier-ignore

  it('of load by others is the answer at a limit that lies so much higher', () => {
    const told = costs('background-load');
    expect(told.length).toBeGreaterThan(0);
    for (const { state, warning, without } of told) {
      const resource = warning.data['resource'] as keyof Limits;
      const at = state.settings.limits[resource] + (warning.data['mean'] as number);
      expect(decidedAt(state, { [resource]: at })).toMatchObject(without);
    }
  });

  it('of load by others that was gone at the levels that decided is nothing, and that is said', () => {
    const { state, verdict } = probed('cpu-bound', 302, {}, 12);
    /** The simulated box does not tell what each copy takes; this one does. */
    const samples = state.history.samples.map((sample) => {
      if (typeof sample.cpu !== 'number' || sample.n === 0) return sample;
      const cpu = sample.cpu - 12;
      const each = Math.max(0, cpu - 2) / sample.n;
      return {
        ...sample,
        cpu,
        instances: Array.from({ length: sample.n }, (_, i) => ({ instance: i + 1, cpu: each })),
      };
    });
    const quiet = { ...state, history: { ...state.history, samples } };
    const [told] = explained(quiet, DECIDED, conclude(quiet, DECIDED)).warnings.filter(
      ({ code }) => code === 'background-load',
    );
    expect(told?.data['without']).toBeUndefined();
    expect(told?.data['then']).toBeLessThan(2.1);
    const went = verdict.warnings.find(({ code }) => code === 'background-load');
    expect(went?.data['then']).toBeUndefined();
    for (const language of LANGUAGES) {
      const numbers = numbersIn(explainWarning(told!, language));
      expect(numbers).toEqual([one(told?.data['mean'] as number), one(told?.data['then'] as number)]);
    }
  });

  it('of endings by chance is the answer without them, told once', () => {
    const told = costs('crash');
    expect(told.length).toBeGreaterThan(0);
    for (const { state, without } of told) {
      const events = state.history.events.map((event) =>
        event.event === 'exit' ? { ...event, reason: 'stopped' } : event,
      );
      expect(conclude({ ...state, history: { ...state.history, events } }, DECIDED)).toMatchObject(without);
    }
    const runs = new Set(told.map(({ name }) => name));
    expect(runs.size).toBe(told.length);
  });

  it.each(LANGUAGES)('is said with the warning (%s)', (language) => {
    for (const { warning, without } of [...costs('background-load'), ...costs('crash')]) {
      const numbers = numbersIn(explainWarning(warning, language));
      expect(numbers.slice(-2)).toEqual([String(without.capacity), share(without.confidence)]);
      const { without: _, ...data } = warning.data;
      const plain = explainWarning({ ...warning, data }, language);
      expect(explainWarning(warning, language).startsWith(plain)).toBe(true);
    }
  });
});
