import type { Load, Resource } from '../../model/resources.ts';
import type { Sample } from '../../model/trace.ts';
import type { MiB } from '../../model/units.ts';
import type { Stretch } from '../stretches.ts';
import { columnOf, Columns, type Column } from './columns.ts';

/*
 * A start is over when the program itself stands still. What the whole box reads also moves with whatever else runs on
 * it; so where every instance's own readings are told, those are looked at.
 */

/** What loading is seen by, of a stretch and a resource. */
export type Sight = (stretch: Stretch, resource: Resource) => Column;

/** Own memory is told in MiB and the box's in percent: so many make a point, as on a box of 16 GiB. */
const POINT: MiB = 160;
/** Own readings that lack more often than this are not relied on. */
const LEAST_TOLD = 0.8;

type Own = (instance: NonNullable<Sample['instances']>[number]) => number | null | undefined;

/** The instances' own reading that stands for a load of the box; null where there is none. */
function ownOf(resource: Load, cards: number): Own | null {
  if (resource === 'cpu') return ({ cpu }) => cpu;
  if (resource === 'ram') return ({ ramMiB }) => scaled(ramMiB);
  // Of several cards an instance's memory does not say on which it lies.
  if (resource === 'vram' && cards < 2) return ({ vramMiB }) => scaled(vramMiB);
  return null;
}
const scaled = (mebibytes: MiB | null | undefined) =>
  typeof mebibytes === 'number' ? mebibytes / POINT : mebibytes;

/** The sum over all instances of a sample; null where one is not told. */
function sumOf({ n, instances }: Sample, own: Own): number | null {
  if (n === 0) return 0;
  let [told, sum] = [0, 0];
  for (const one of instances ?? []) {
    const value = own(one);
    if (value === null || value === undefined) continue;
    told += 1;
    sum += value;
  }
  return told < n ? null : sum;
}

const columns = new Columns();

function ownColumn({ samples }: Stretch, key: string, own: Own): Column {
  return columns.of(samples, key, (sample) => sumOf(sample, own));
}

/** Loads whose own readings instances may tell. */
const OWN_LOADS: readonly Load[] = ['cpu', 'ram', 'vram'];

/** Loads whose own readings are told throughout, so that starts are seen by them. */
export function reliedOn(stretches: readonly Stretch[], cards: number): ReadonlySet<Load> {
  const busy = stretches.filter(({ n }) => n > 0);
  const samples = busy.reduce((sum, stretch) => sum + stretch.samples.length, 0);
  const isTold = (resource: Load) => {
    const own = ownOf(resource, cards);
    if (!own || samples === 0) return false;
    const told = busy.reduce((sum, stretch) => sum + ownColumn(stretch, resource, own).values.length, 0);
    return told >= LEAST_TOLD * samples;
  };
  return new Set(OWN_LOADS.filter(isTold));
}

/** How the starts of a run are seen: by the instances' own readings where they are relied on, else by the box's. */
export function sightOf(relied: ReadonlySet<Load>, cards: number): Sight {
  return (stretch, resource) => {
    const own = relied.has(resource.resource) ? ownOf(resource.resource, cards) : null;
    return own ? ownColumn(stretch, resource.resource, own) : columnOf(stretch, resource);
  };
}
