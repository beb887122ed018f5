import type { ClipboardEvent } from 'react';
import { Field } from '../../../ui/field.tsx';

interface NumberFieldProps {
  readonly label: string;
  readonly unseen?: boolean;
  readonly hint?: string;
  readonly issue: string | undefined;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onPaste?: (event: ClipboardEvent<HTMLInputElement>) => void;
}

/** A number as a text: what is typed stays as it is, so that whatever is wrong with it can be said. */
export function NumberField({ label, unseen, hint, issue, value, onChange, onPaste }: NumberFieldProps) {
  return (
    <Field label={label} unseen={unseen} hint={hint} issue={issue}>
      {(attributes) => (
        <input
          {...attributes}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          value={value}
          onPaste={onPaste}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}
