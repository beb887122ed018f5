import { useId, type ReactNode } from 'react';

/** What an input needs to be known by its label, its hint and what is wrong with it. */
export interface FieldAttributes {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

interface FieldProps {
  readonly label: string;
  /** Where a heading says the same already, the label is only heard. */
  readonly unseen?: boolean | undefined;
  readonly hint?: string | undefined;
  /** What is wrong with what stands in it. */
  readonly issue?: string | undefined;
  readonly children: (attributes: FieldAttributes) => ReactNode;
}

export function Field({ label, unseen = false, hint, issue, children }: FieldProps) {
  const id = useId();
  const described = [issue === undefined ? null : `${id}-issue`, hint === undefined ? null : `${id}-hint`]
    .filter((part) => part !== null)
    .join(' ');
  return (
    <div className={issue === undefined ? 'field' : 'field field-wrong'}>
      <label className={unseen ? 'unseen' : 'label'} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': issue !== undefined,
      })}
      {issue === undefined ? null : (
        <p className="issue" id={`${id}-issue`}>
          <span aria-hidden="true">✕ </span>
          {issue}
        </p>
      )}
      {hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
