import type { Capability } from '../../shared/model/capability.ts';
import { useTexts, type Texts } from './language.tsx';
import { readingName } from './reading-name.ts';

/** A reason that a newer engine has and this page does not is shown by its code. */
function whyOf({ why }: Capability, { texts }: Texts): string {
  if (!why) return '';
  const sentences: Readonly<Record<string, (data: never) => string>> = texts.unavailable;
  return sentences[why.code]?.(why as never) ?? why.code;
}

/** Readings that cannot be had, each with the reason and with what to do where something can be done. */
export function Unavailable({ readings }: { readonly readings: readonly Capability[] }) {
  const texts = useTexts();
  const { plan } = texts.texts;
  return (
    <ul className="unavailable">
      {readings.map((capability) => (
        <li key={capability.reading}>
          <b>{readingName(capability.reading, texts.texts)}</b>
          <span> {whyOf(capability, texts)}</span>
          {plan.readingHelp[capability.reading] === undefined ||
          capability.why?.code === 'not-asked' ? null : (
            <span className="quiet"> {plan.readingHelp[capability.reading]}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
