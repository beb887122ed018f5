import { messages } from '../../../shared/locale/messages.ts';
import type { Language } from '../../../shared/locale/language.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import { VerticalMark } from './vertical-mark.tsx';

/** The capacity on the axis of n; `atLeast`: the ramp ended before any limit. */
export interface CapacityFound {
  readonly n: number;
  readonly atLeast: boolean;
}

export function CapacityMark({ capacity, language }: { capacity: CapacityFound; language: Language }) {
  const { charts } = messages(language);
  const n = numberText(capacity.n, language);
  return (
    <VerticalMark at={capacity.n} label={capacity.atLeast ? charts.capacityAtLeast(n) : charts.capacity(n)} />
  );
}
