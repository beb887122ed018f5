import { missingReadings } from '../../../../shared/explain/doctor.ts';
import type { Capability, ReadingName } from '../../../../shared/model/capability.ts';
import { readingName } from '../../../ui/reading-name.ts';
import { Unavailable } from '../../../ui/unavailable.tsx';
import { useTexts } from '../../../ui/language.tsx';

/** So many are named; the others are in the list behind it. */
const NAMED = 3;
/** What an operator misses first. */
const FIRST: readonly ReadingName[] = ['cpu', 'ram', 'gpu', 'vram', 'encoder', 'fps', 'temperature', 'clock'];
const rank = (reading: ReadingName) => (FIRST.includes(reading) ? FIRST.indexOf(reading) : FIRST.length);

/** What this box cannot tell, and why: a reading that is not there is a gap, and never a zero. */
export function NotRead({ readings }: { readonly readings: readonly Capability[] | null }) {
  const { texts } = useTexts();
  const missing = missingReadings(readings ?? []).filter(({ why }) => why?.code !== 'not-asked');
  if (missing.length === 0) return null;
  const ordered = missing.map(({ reading }) => reading).toSorted((a, b) => rank(a) - rank(b));
  const names = ordered.slice(0, NAMED).map((reading) => readingName(reading, texts));
  const more = ordered.length - names.length;
  return (
    <details className="not-read">
      <summary>{texts.live.notRead({ names: texts.report.list(names), more })}</summary>
      <Unavailable readings={missing} />
    </details>
  );
}
