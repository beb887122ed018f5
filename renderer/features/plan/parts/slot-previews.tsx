import type { SlotPreview } from '../../../../shared/bridge/plan-check.ts';
import { useTexts } from '../../../ui/language.tsx';

const quoted = (text: string) => (/^[\w./:=@%+,\\-]+$/u.test(text) ? text : JSON.stringify(text));

/** The commands of the first slots, with their placeholders filled in. */
export function SlotPreviews({ slots }: { readonly slots: readonly SlotPreview[] }) {
  const { texts } = useTexts();
  const words = texts.plan.check;
  const commands = slots.filter(({ command }) => command !== null);
  if (commands.length === 0) return null;
  return (
    <ol className="slots">
      {commands.map(({ slot, command }) => (
        <li key={slot}>
          <b>{words.slot(slot)}</b>
          <code>
            {[
              ...Object.entries(command?.environment ?? {}).map(
                ([name, value]) => `${name}=${quoted(value)}`,
              ),
              quoted(command?.executable ?? ''),
              ...(command?.arguments ?? []).map(quoted),
            ].join(' ')}
          </code>
          {command?.workingDirectory ? (
            <span className="quiet">{words.in(command.workingDirectory)}</span>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
