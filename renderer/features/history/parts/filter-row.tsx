import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Select, TextInput } from '../../../ui/text-inputs.tsx';
import { NO_FILTER, type Choices, type RunFilter } from '../filter.ts';

interface FilterRowProps {
  readonly filter: RunFilter;
  readonly choices: Choices;
  readonly onFilter: (filter: RunFilter) => void;
}

const LISTS = [
  ['executable', 'executables'],
  ['build', 'builds'],
  ['box', 'boxes'],
  ['tag', 'tags'],
] as const;

/** What is looked for, by words and by what there is. */
export function FilterRow({ filter, choices, onFilter }: FilterRowProps) {
  const { texts } = useTexts();
  const words = texts.history.filter;
  const set = (fields: Partial<RunFilter>) => {
    onFilter({ ...filter, ...fields });
  };
  return (
    <search className="history-filter">
      <TextInput
        label={words.text}
        value={filter.text}
        onChange={(text) => {
          set({ text });
        }}
      />
      {LISTS.map(([name, list]) => (
        <Select
          key={name}
          label={words[name]}
          value={filter[name]}
          options={[
            { value: '', label: words.all },
            // What was chosen stays in sight, also where there is none of it any more.
            ...[...new Set([...choices[list], ...(filter[name] === '' ? [] : [filter[name]])])].map(
              (value) => ({ value, label: value }),
            ),
          ]}
          onChange={(value) => {
            set({ [name]: value });
          }}
        />
      ))}
      {(['from', 'to'] as const).map((name) => (
        <Field key={name} label={words[name]}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              value={filter[name]}
              onChange={(event) => {
                set({ [name]: event.target.value });
              }}
            />
          )}
        </Field>
      ))}
      <Button
        look="quiet"
        disabled={Object.values(filter).every((text) => text === '')}
        onClick={() => {
          onFilter(NO_FILTER);
        }}
      >
        {words.none}
      </Button>
    </search>
  );
}
