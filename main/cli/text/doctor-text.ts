import { explainCapability, explainCheck, groupReadings } from '../../../shared/explain/doctor.ts';
import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import type { DoctorReport } from '../../../shared/model/doctor.ts';
import { table } from './width.ts';

/** What the doctor found, as a person reads it in a terminal. */
export function doctorText({ host, readings, cost, checks }: DoctorReport, language: Language): string {
  const texts = messages(language).doctor;
  const rows = groupReadings(readings).map(([capability, more]) => {
    const { name, why, wayOut } = explainCapability(capability, language);
    return [
      more === 0 ? name : texts.andMore({ name, more }),
      capability.source,
      capability.available ? texts.yes : texts.no,
      [why, wayOut].filter((text) => text !== null).join(' '),
    ];
  });
  const findings = checks.flatMap((check) => {
    const { evidence, effect, wayOut } = explainCheck(check, language);
    const first = `  ${texts.states[check.state]}  ${evidence}`;
    if (check.state === 'good') return [first];
    return [first, `      ${texts.effect}${effect}`, `      ${texts.wayOut}${wayOut}`];
  });
  return [
    texts.title({ name: host.name ?? '?' }),
    '',
    ...table([texts.header, ...rows]),
    '',
    texts.cost(cost),
    '',
    texts.checksTitle,
    ...findings,
  ].join('\n');
}
