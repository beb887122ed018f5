import type { Capability } from '../../shared/model/capability.ts';
import { useTexts, type Texts } from './language.tsx';
import { readingName } from './reading-name.ts';

function whyOf({ why }: Capability, { texts }: Texts): string {
  const { unavailable } = texts;
  if (!why) return '';
  switch (why.code) {
    case 'no-source':
      return unavailable['no-source'](why.source);
    case 'failed':
      return unavailable.failed(why.reason);
    default:
      return unavailable[why.code]();
  }
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
