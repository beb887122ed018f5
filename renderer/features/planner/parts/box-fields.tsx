import { useTexts } from '../../../ui/language.tsx';
import type { RunFieldsProps } from './fields.ts';
import { FormPart } from './form-part.tsx';
import { NumberField } from './number-field.tsx';
import { RunChoice } from './run-choice.tsx';

/** What the box carries, measured or typed, and who comes to it. */
export function BoxFields({ draft, issueAt, onDraft, runs }: RunFieldsProps) {
  const { texts } = useTexts();
  const { box: words } = texts.planner;
  return (
    <FormPart title={words.title}>
      <RunChoice
        label={words.run}
        none={words.typed}
        runs={runs}
        value={draft.run}
        onRun={(run) => {
          onDraft({ run, ...(run === draft.calibrate && { calibrate: null }) });
        }}
      />
      <div className="planner-row">
        {draft.run === null ? (
          <NumberField
            label={words.capacity}
            hint={words.capacityHint}
            issue={issueAt('capacity')}
            value={draft.capacity}
            onChange={(capacity) => {
              onDraft({ capacity });
            }}
          />
        ) : null}
        <NumberField
          label={words.streams}
          hint={words.streamsHint}
          issue={issueAt('streams')}
          value={draft.streams}
          onChange={(streams) => {
            onDraft({ streams });
          }}
        />
        <NumberField
          label={words.spectators}
          hint={words.spectatorsHint}
          issue={issueAt('spectators')}
          value={draft.spectators}
          onChange={(spectators) => {
            onDraft({ spectators });
          }}
        />
      </div>
    </FormPart>
  );
}
