import { AUDIENCE_POLICIES } from '../../../../shared/model/audience.ts';
import { Choice } from '../../../ui/choice.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { TextInput } from '../../../ui/text-inputs.tsx';
import { NEW_QUALITY } from '../draft/draft.ts';
import type { FieldsProps } from './fields.ts';
import { FormPart } from './form-part.tsx';
import { NumberField } from './number-field.tsx';
import { Rows } from './rows.tsx';

/** How much each one needs, how much there is, and what becomes of the rest. */
export function BandwidthFields({ draft, issueAt, onDraft }: FieldsProps) {
  const { texts, number } = useTexts();
  const { bandwidth: words } = texts.planner;
  return (
    <FormPart title={words.title}>
      <div className="planner-row">
        <NumberField
          label={words.bitrate}
          hint={words.bitrateHint}
          issue={issueAt('bitrate')}
          value={draft.bitrate}
          onChange={(bitrate) => {
            onDraft({ bitrate });
          }}
        />
        <NumberField
          label={words.uplink}
          hint={words.uplinkHint}
          issue={issueAt('uplink')}
          value={draft.uplink}
          onChange={(uplink) => {
            onDraft({ uplink });
          }}
        />
        <NumberField
          label={words.overhead}
          hint={words.overheadHint}
          issue={issueAt('overhead')}
          value={draft.overhead}
          onChange={(overhead) => {
            onDraft({ overhead });
          }}
        />
      </div>
      <Choice
        label={words.policy}
        showLabel
        value={draft.policy}
        options={AUDIENCE_POLICIES.map((value) => ({ value, label: words.policies[value] }))}
        onChange={(policy) => {
          onDraft({ policy });
        }}
      />
      <Rows
        title={words.qualities}
        rows={draft.qualities}
        fresh={NEW_QUALITY}
        add={words.add}
        nameOf={({ name }, place) => (name === '' ? texts.planner.row(number(place + 1)) : name)}
        onRows={(qualities) => {
          onDraft({ qualities });
        }}
      >
        {(row, place, change) => (
          <>
            <TextInput
              label={words.name}
              issue={issueAt(`qualities.${place}.name`)}
              value={row.name}
              onChange={(name) => {
                change({ name });
              }}
            />
            <NumberField
              label={words.rate}
              issue={issueAt(`qualities.${place}.bitrate`)}
              value={row.bitrate}
              onChange={(bitrate) => {
                change({ bitrate });
              }}
            />
            <NumberField
              label={words.watch}
              issue={issueAt(`qualities.${place}.spectators`)}
              value={row.spectators}
              onChange={(spectators) => {
                change({ spectators });
              }}
            />
          </>
        )}
      </Rows>
    </FormPart>
  );
}
