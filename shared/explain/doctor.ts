import type { Language } from '../locale/language.ts';
import { messages } from '../locale/messages.ts';
import type { Capability, Unavailable } from '../model/capability.ts';
import type { DoctorCheck } from '../model/doctor.ts';
import { entry } from '../locale/entry.ts';

/** Every reason has a sentence in both languages; the compiler holds the catalogue to the model here. */
type Sentences = {
  readonly [Code in Unavailable['code']]: (data: Extract<Unavailable, { code: Code }>) => string;
};

export interface ExplainedReading {
  readonly name: string;
  /** Null where it can be read. */
  readonly why: string | null;
  /** Null where there is nothing to do, or nothing to be done. */
  readonly wayOut: string | null;
}

/** Whether a reading can be had, in words. */
export function explainCapability({ reading, why }: Capability, language: Language): ExplainedReading {
  const { unavailable, doctor } = messages(language);
  const name = entry(doctor.readings, reading) ?? reading;
  if (why === null) return { name, why: null, wayOut: null };
  const sentences: Sentences = unavailable;
  const sentence = sentences[why.code] as (data: unknown) => string;
  const data: Readonly<Record<string, unknown>> = { ...why };
  return { name, why: sentence(why), wayOut: entry(doctor.remedies, why.code)?.(data) ?? null };
}

export interface ExplainedCheck {
  readonly evidence: string;
  readonly effect: string;
  readonly wayOut: string;
}

/** A check in words; one that we have no words for shows what it saw. */
export function explainCheck({ code, evidence }: DoctorCheck, language: Language): ExplainedCheck {
  const texts = entry(messages(language).doctor.checks, code);
  return texts
    ? { evidence: texts.evidence(evidence), effect: texts.effect, wayOut: texts.wayOut }
    : { evidence: `${code}: ${JSON.stringify(evidence)}`, effect: '', wayOut: '' };
}

/** The checks of an event `examined` in words. @param checks as they stand in a trace, which may be anybody's */
export function explainChecks(
  checks: unknown,
  language: Language,
): readonly (ExplainedCheck & { readonly state: DoctorCheck['state'] })[] {
  const found = (Array.isArray(checks) ? checks : []) as readonly (Partial<DoctorCheck> | null)[];
  return found.flatMap((check) => {
    const { code, state, evidence } = check ?? {};
    if (typeof code !== 'string' || (state !== 'good' && state !== 'beware' && state !== 'bad')) return [];
    return [{ state, ...explainCheck({ code, state, evidence: evidence ?? {} }, language) }];
  });
}

/**
 * What is missing from one source for one reason stands in one row: a box without a card says so once.
 * @returns the first of each row, and how many more are in it
 */
export function groupReadings(readings: readonly Capability[]): [Capability, number][] {
  const groups = new Map<string, [Capability, number]>();
  for (const capability of readings) {
    const { reading, source, why } = capability;
    const key = JSON.stringify(why === null ? [reading, source] : [source, why]);
    const group = groups.get(key);
    if (group) group[1] += 1;
    else groups.set(key, [capability, 0]);
  }
  return [...groups.values()];
}

/** Readings that no source has, with the first reason that was given; where one source has it nothing is missing. */
export function missingReadings(readings: readonly Capability[]): Capability[] {
  const had = new Set(readings.filter(({ available }) => available).map(({ reading }) => reading));
  const first = new Map<string, Capability>();
  for (const capability of readings)
    if (!had.has(capability.reading) && !first.has(capability.reading))
      first.set(capability.reading, capability);
  return [...first.values()];
}
