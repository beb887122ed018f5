import { useAnswer } from '../../../ui/engine.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { NumberInput, Select, TextInput } from '../../../ui/text-inputs.tsx';
import type { FieldsProps } from './fields.ts';

const DRIVER = 'driver:';
const SIMULATED = 'simulated:';

/** Where it is tried: on this box, on a simulated one, or on one that a driver speaks for. */
export function BoxFields({ draft, onDraft }: FieldsProps) {
  const { texts } = useTexts();
  const { box: words } = texts.plan;
  const { data } = useAnswer('engine.describe', {});
  const profiles = (data?.profiles ?? []).map((profile) => `${SIMULATED}${profile}`);
  const kind = draft.box.startsWith(DRIVER) ? DRIVER : draft.box;
  const known = [...new Set([...profiles, ...(kind.startsWith(SIMULATED) ? [kind] : [])])];
  return (
    <Panel title={words.label}>
      <div className="plan-row">
        <Select
          label={words.label}
          unseen={!kind.includes(':')}
          value={kind}
          options={[
            { value: 'local', label: words.local },
            ...known.map((box) => ({ value: box, label: words.simulated(box.slice(SIMULATED.length)) })),
            { value: DRIVER, label: words.driver },
          ]}
          onChange={(box) => {
            onDraft({ ...draft, box });
          }}
        />
        {kind === DRIVER ? (
          <TextInput
            label={words.driverCommand}
            hint={words.driverHint}
            value={draft.box.slice(DRIVER.length)}
            onChange={(command) => {
              onDraft({ ...draft, box: `${DRIVER}${command}` });
            }}
          />
        ) : null}
        {kind.startsWith(SIMULATED) ? (
          <>
            <NumberInput
              label={words.seed}
              hint={words.seedHint}
              value={draft.seed}
              least={0}
              onChange={(seed) => {
                onDraft({ ...draft, seed });
              }}
            />
            <Select
              label={words.pace}
              value={draft.pace === null ? '' : (String(draft.pace) as '1' | '10' | '60')}
              options={(['1', '10', '60', ''] as const).map((pace) => ({
                value: pace,
                label: words.paces[pace],
              }))}
              onChange={(pace) => {
                onDraft({ ...draft, pace: pace === '' ? null : Number(pace) });
              }}
            />
          </>
        ) : null}
      </div>
      {kind.startsWith(SIMULATED) ? <p className="hint">{words.simulatedHint}</p> : null}
    </Panel>
  );
}
