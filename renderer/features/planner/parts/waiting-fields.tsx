import { LINE_POLICIES } from '../../../../shared/planning/roles/lobby.ts';
import { Choice } from '../../../ui/choice.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Select } from '../../../ui/text-inputs.tsx';
import { NEW_SESSION } from '../draft/draft.ts';
import { ArrivalsFields } from './arrivals-fields.tsx';
import type { FieldsProps } from './fields.ts';
import { FormPart } from './form-part.tsx';
import { NumberField } from './number-field.tsx';
import { Rows } from './rows.tsx';

const SPREADS = ['exponential', 'fixed'] as const;

/** Who comes, how long they stay, and what becomes of those who find every place taken. */
export function WaitingFields(props: FieldsProps) {
  const { draft, issueAt, onDraft } = props;
  const { texts, number } = useTexts();
  const { waiting: words } = texts.planner;
  const several = draft.sessions.length > 1;
  return (
    <FormPart title={words.title}>
      <ArrivalsFields {...props} />
      <Rows
        title={words.sessions}
        rows={draft.sessions}
        fresh={NEW_SESSION}
        add={words.add}
        least={1}
        nameOf={(_, place) => texts.planner.row(number(place + 1))}
        onRows={(sessions) => {
          onDraft({ sessions });
        }}
      >
        {(row, place, change) => (
          <>
            <NumberField
              label={words.minutes}
              issue={issueAt(`sessions.${place}.minutes`)}
              value={row.minutes}
              onChange={(minutes) => {
                change({ minutes });
              }}
            />
            <Select
              label={words.spread}
              value={row.spread}
              options={SPREADS.map((value) => ({ value, label: words.spreads[value] }))}
              onChange={(spread) => {
                change({ spread });
              }}
            />
            {several ? (
              <NumberField
                label={words.share}
                issue={issueAt(`sessions.${place}.share`)}
                value={row.share}
                onChange={(share) => {
                  change({ share });
                }}
              />
            ) : null}
          </>
        )}
      </Rows>
      <p className="hint">{words.spreadHint}</p>
      <Choice
        label={words.line}
        showLabel
        value={draft.line}
        options={LINE_POLICIES.map((value) => ({ value, label: words.lines[value] }))}
        onChange={(line) => {
          onDraft({ line });
        }}
      />
      {draft.line === 'refuse' ? null : (
        <div className="planner-row">
          <NumberField
            label={words.room}
            hint={words.roomHint}
            issue={issueAt('room')}
            value={draft.room}
            onChange={(room) => {
              onDraft({ room });
            }}
          />
          <NumberField
            label={words.patience}
            hint={words.patienceHint}
            issue={issueAt('patience')}
            value={draft.patience}
            onChange={(patience) => {
              onDraft({ patience });
            }}
          />
        </div>
      )}
      <div className="planner-row">
        <div>
          <label className="check">
            <input
              type="checkbox"
              checked={draft.simulate}
              onChange={(event) => {
                onDraft({ simulate: event.target.checked });
              }}
            />
            {words.simulate}
          </label>
          <p className="hint">{words.simulateHint}</p>
        </div>
        <NumberField
          label={words.seed}
          hint={words.seedHint}
          issue={issueAt('seed')}
          value={draft.seed}
          onChange={(seed) => {
            onDraft({ seed });
          }}
        />
      </div>
    </FormPart>
  );
}
