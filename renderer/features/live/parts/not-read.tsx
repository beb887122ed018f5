import type { Capability } from '../../../../shared/model/capability.ts';
import { readingName } from '../../../ui/reading-name.ts';
import { Unavailable } from '../../../ui/unavailable.tsx';
import { useTexts } from '../../../ui/language.tsx';

/** What this box cannot tell, and why: a reading that is not there is a gap, and never a zero. */
export function NotRead({ readings }: { readonly readings: readonly Capability[] | null }) {
  const { texts } = useTexts();
  const missing = (readings ?? []).filter(({ available, why }) => !available && why?.code !== 'not-asked');
  if (missing.length === 0) return null;
  // Several sources may fail to tell the same.
  const names = [...new Set(missing.map(({ reading }) => readingName(reading, texts)))];
  return (
    <details className="not-read">
      <summary>{texts.live.notRead(texts.report.list(names))}</summary>
      <Unavailable readings={missing} />
    </details>
  );
}
