import { isDeepStrictEqual } from 'node:util';
import type { Unlike } from '../../shared/model/problem.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { Host, TraceMeta } from '../../shared/model/trace.ts';
import type { BoxInfo } from '../box/box.ts';

/** How a plan is called and what it is filed under changes nothing of what is measured. */
const NAMES: readonly string[] = ['format', 'name', 'tags'];

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

function unlike(fields: readonly string[], then: object, now: object, same = isDeepStrictEqual): Unlike[] {
  const [a, b] = [then as Record<string, unknown>, now as Record<string, unknown>];
  return fields
    .filter((field) => !same(a[field], b[field]))
    .map((field) => ({ field, then: shown(a[field]), now: shown(b[field]) }));
}

/** Where two completed plans would not measure the same thing. */
export function unlikePlans(then: Plan, now: Plan): Unlike[] {
  const fields = Object.keys(then).filter((field) => !NAMES.includes(field));
  // What came from a file has no fields that are undefined.
  return unlike(fields, JSON.parse(JSON.stringify(then)) as Plan, JSON.parse(JSON.stringify(now)) as Plan);
}

/** A kernel or a driver of another version keeps a little more or less to itself. */
const SAME_SIZE = 0.02;

function alike(then: unknown, now: unknown): boolean {
  if (typeof then !== 'number' || typeof now !== 'number') return isDeepStrictEqual(then, now);
  return Math.abs(then - now) <= SAME_SIZE * Math.max(then, now);
}

function hardware({ id, cpu, cores, ramMiB, gpus }: Host): Record<string, unknown> {
  return { id, cpu, cores, ramMiB, gpus: gpus?.map((card) => card.name ?? '?').join(', ') };
}

/** `local`, `driver` or `simulated:PROFILE`. How a driver is called says nothing about its box. */
const kindOf = (box: string): string => (box.startsWith('driver:') ? 'driver' : box);

/**
 * Where a box is another one than that of a run. What only one of them tells is not held against it: some of it is learned
 * late, and the run may have been cut off before.
 */
export function unlikeBoxes(then: TraceMeta, now: BoxInfo): Unlike[] {
  const [before, here] = [hardware(then.host ?? {}), hardware(now.host)];
  const both = Object.keys(before).filter((field) => before[field] != null && here[field] != null);
  return [
    ...unlike(['box'], { box: kindOf(then.box ?? 'local') }, { box: kindOf(now.name) }),
    ...unlike(both, before, here, alike).map((one) => ({ ...one, field: `host.${one.field}` })),
  ];
}
