import { explainCapability, groupReadings, missingReadings } from '../../../shared/explain/doctor.ts';
import { explainDuration } from '../../../shared/explain/likely-duration.ts';
import type { PlanCheck } from '../../../shared/bridge/plan-check.ts';
import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { commandText } from './command-text.ts';

/** What a probe would do, for a person in a terminal. */
export function previewText(check: PlanCheck, language: Language): string {
  const { cli, report, doctor } = messages(language);
  const words = cli.dryRun;
  const slots = check.slots.flatMap(({ slot, command }) =>
    command === null
      ? []
      : [
          `  ${words.slot({ slot })}  ${commandText(command)}`,
          ...(command.workingDirectory === null ? [] : [`      ${words.in} ${command.workingDirectory}`]),
        ],
  );
  const readings = check.box?.readings ?? [];
  const measured = readings.filter(({ available }) => available);
  const missing = groupReadings(missingReadings(readings)).map(([capability, more]) => {
    const { name, why } = explainCapability(capability, language);
    return `  ${words.missing({ name: more === 0 ? name : doctor.andMore({ name, more }), why: why ?? '' })}`;
  });
  return [
    words.title,
    ...slots,
    ...(measured.length === 0
      ? []
      : [
          '',
          words.measured({
            list: report.list(measured.map((one) => explainCapability(one, language).name)),
          }),
        ]),
    ...(missing.length === 0 ? [] : ['', words.notMeasured, ...new Set(missing)]),
    '',
    words.duration({ duration: explainDuration(check.duration, language) }),
  ].join('\n');
}
