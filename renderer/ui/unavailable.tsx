import { missingReadings } from '../../shared/explain/doctor.ts';
import { entry } from '../../shared/locale/entry.ts';
import type { Capability } from '../../shared/model/capability.ts';
import { useTexts, type Texts } from './language.tsx';
import { readingName } from './reading-name.ts';

/** A reason that a newer engine has and this page does not is shown by its code. */
function whyOf({ why }: Capability, { texts }: Texts): string {
  if (!why) return '';
  const sentences: Readonly<Record<string, (data: never) => string>> = texts.unavailable;
  return entry(sentences, why.code)?.(why as never) ?? why.code;
}

/** What is missing for the same reason stands together: a box without a card says so once. */
function byReason(readings: readonly Capability[], texts: Texts): [string, Capability[]][] {
  const groups = new Map<string, Capability[]>();
  for (const capability of missingReadings(readings)) {
    const why = whyOf(capability, texts);
    groups.set(why, [...(groups.get(why) ?? []), capability]);
  }
  return [...groups];
}

/** Readings that cannot be had, with the reason and with what to do where something can be done. */
export function Unavailable({ readings }: { readonly readings: readonly Capability[] }) {
  const texts = useTexts();
  const { plan, report } = texts.texts;
  return (
    <ul className="unavailable">
      {byReason(readings, texts).map(([why, missing]) => (
        <li key={why}>
          <b>{report.list(missing.map(({ reading }) => readingName(reading, texts.texts)))}</b>
          <span> {why}</span>
          {missing.map(({ reading, why: reason }) =>
            plan.readingHelp[reading] === undefined || reason?.code === 'not-asked' ? null : (
              <span className="quiet" key={reading}>
                {' '}
                {plan.readingHelp[reading]}
              </span>
            ),
          )}
        </li>
      ))}
    </ul>
  );
}
