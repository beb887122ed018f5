import { useId } from 'react';
import { Field } from './field.tsx';

interface InputProps<Value> {
  readonly label: string;
  readonly unseen?: boolean;
  readonly hint?: string | undefined;
  readonly issue?: string | undefined;
  readonly placeholder?: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

interface TextInputProps extends InputProps<string> {
  /** What the text may go on with. */
  readonly completions?: readonly string[];
}

export function TextInput(props: TextInputProps) {
  const { label, unseen, hint, issue, placeholder, value, completions, onChange } = props;
  const list = useId();
  return (
    <Field label={label} unseen={unseen} hint={hint} issue={issue}>
      {(attributes) => (
        <>
          <input
            {...attributes}
            type="text"
            spellCheck={false}
            autoComplete="off"
            placeholder={placeholder}
            list={completions ? list : undefined}
            value={value}
            onChange={(event) => {
              onChange(event.target.value);
            }}
          />
          {completions ? (
            <datalist id={list}>
              {completions.map((text) => (
                <option key={text} value={text} />
              ))}
            </datalist>
          ) : null}
        </>
      )}
    </Field>
  );
}

/** Lines of text as a list; the last may be empty while it is being written. */
export function LinesInput({ label, hint, issue, value, onChange }: InputProps<readonly string[]>) {
  return (
    <Field label={label} hint={hint} issue={issue}>
      {(attributes) => (
        <textarea
          {...attributes}
          rows={Math.min(10, Math.max(3, value.length + 1))}
          spellCheck={false}
          value={value.join('\n')}
          onChange={(event) => {
            onChange(event.target.value === '' ? [] : event.target.value.split('\n'));
          }}
        />
      )}
    </Field>
  );
}

interface NumberInputProps extends InputProps<number | null> {
  readonly least?: number;
  readonly most?: number;
  readonly step?: number | 'any';
}

/** A number, or null where nothing stands; the placeholder then says what counts. */
export function NumberInput(props: NumberInputProps) {
  const { label, hint, issue, placeholder, value, least, most, step = 1, onChange } = props;
  return (
    <Field label={label} hint={hint} issue={issue}>
      {(attributes) => (
        <input
          {...attributes}
          type="number"
          inputMode="decimal"
          min={least}
          max={most}
          step={step}
          placeholder={placeholder}
          value={value ?? ''}
          onChange={(event) => {
            onChange(Number.isNaN(event.target.valueAsNumber) ? null : event.target.valueAsNumber);
          }}
        />
      )}
    </Field>
  );
}

interface SelectProps<Value extends string> extends InputProps<Value> {
  readonly options: readonly { readonly value: Value; readonly label: string }[];
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, unseen, hint, issue, value, options, onChange } = props;
  return (
    <Field label={label} unseen={unseen} hint={hint} issue={issue}>
      {(attributes) => (
        <select
          {...attributes}
          value={value}
          onChange={(event) => {
            onChange(event.target.value as Value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
