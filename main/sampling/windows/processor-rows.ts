import type { CounterRow } from '../../os/pdh/counter-array.ts';
import type { Percent } from '../../../shared/model/units.ts';

const INSTANCE = /^(\d+),(\d+)$/u;
const TOTAL = '_total';

export interface ProcessorRows {
  readonly cpu: Percent | null;
  /** In the order of groups, and of numbers within them: on a box with more than 64 cores the second group follows the first. */
  readonly cores: readonly Percent[];
}

/** The instances of `Processor Information`: `0,0`, `0,1`, … `1,63`, `0,_Total`, `_Total`. */
export function processorRows(rows: readonly CounterRow[]): ProcessorRows {
  const cores = rows
    .flatMap(({ instance, value }) => {
      const [, group, index] = INSTANCE.exec(instance) ?? [];
      return group && index ? [{ group: Number(group), index: Number(index), value }] : [];
    })
    .sort((a, b) => a.group - b.group || a.index - b.index)
    .map(({ value }) => capped(value));
  const total = rows.find(({ instance }) => instance.toLowerCase() === TOTAL)?.value;
  return { cpu: total === undefined ? null : capped(total), cores };
}

const capped = (value: number): Percent => Math.min(100, Math.max(0, value));
