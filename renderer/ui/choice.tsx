import { useId } from 'react';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  /** Whether the label is seen, or only heard. */
  readonly showLabel?: boolean;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few, all of them in sight: radio buttons, so the arrow keys go from one to the next. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, showLabel = false, value, options, onChange } = props;
  const name = useId();
  return (
    <fieldset className="choice">
      <legend className={showLabel ? 'label' : 'unseen'}>{label}</legend>
      <div className="choice-row">
        {options.map((option) => (
          <label key={option.value} className={option.value === value ? 'chosen' : ''}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => {
                onChange(option.value);
              }}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
