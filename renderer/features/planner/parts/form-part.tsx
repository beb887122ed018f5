import { useId, type ReactNode } from 'react';

interface FormPartProps {
  readonly title: string;
  readonly prediction?: boolean;
  readonly children: ReactNode;
}

/** A part of the question. A group and no region: the answer has regions of the same names. */
export function FormPart({ title, prediction = false, children }: FormPartProps) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={prediction ? 'panel planner-prediction' : 'panel'}>
      <h2 id={id}>{title}</h2>
      {children}
    </div>
  );
}
