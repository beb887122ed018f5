import { useTexts } from '../../../ui/language.tsx';
import { TextInput } from '../../../ui/text-inputs.tsx';
import { NEW_BOX } from '../draft/draft.ts';
import type { FieldsProps } from './fields.ts';
import { FormPart } from './form-part.tsx';
import { NumberField } from './number-field.tsx';
import { Rows } from './rows.tsx';

const TARGET = [
  ['targetShare', 'share', 'shareHint'],
  ['targetSeconds', 'seconds', 'secondsHint'],
  ['spare', 'spare', 'spareHint'],
  ['price', 'price', 'priceHint'],
] as const;
const OFFER = [
  ['capacity', 'carries'],
  ['available', 'available'],
  ['price', 'priceEach'],
] as const;

/** What is promised, what may fail, and what boxes there are. */
export function BoxesFields({ draft, issueAt, onDraft }: FieldsProps) {
  const { texts, number } = useTexts();
  const { boxes: words } = texts.planner;
  return (
    <FormPart title={words.title}>
      <div className="planner-row">
        {TARGET.map(([field, label, hint]) => (
          <NumberField
            key={field}
            label={words[label]}
            hint={words[hint]}
            issue={issueAt(field)}
            value={draft[field]}
            onChange={(text) => {
              onDraft({ [field]: text });
            }}
          />
        ))}
      </div>
      <Rows
        title={words.others}
        rows={draft.boxes}
        fresh={NEW_BOX}
        add={words.add}
        nameOf={({ name }, place) => (name === '' ? texts.planner.row(number(place + 1)) : name)}
        onRows={(boxes) => {
          onDraft({ boxes });
        }}
      >
        {(row, place, change) => (
          <>
            <TextInput
              label={words.name}
              issue={issueAt(`boxes.${place}.name`)}
              value={row.name}
              onChange={(name) => {
                change({ name });
              }}
            />
            {OFFER.map(([field, label]) => (
              <NumberField
                key={field}
                label={words[label]}
                issue={issueAt(`boxes.${place}.${field}`)}
                value={row[field]}
                onChange={(text) => {
                  change({ [field]: text });
                }}
              />
            ))}
          </>
        )}
      </Rows>
    </FormPart>
  );
}
