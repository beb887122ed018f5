import type { RunSummary } from '../../../../shared/model/runs.ts';
import { useTexts } from '../../../ui/language.tsx';
import { momentText } from '../../../ui/moment.ts';
import { Select } from '../../../ui/text-inputs.tsx';

interface RunChoiceProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What stands for no run. */
  readonly none: string;
  /** Kept runs with a capacity, the newest first. */
  readonly runs: readonly RunSummary[];
  readonly value: string | null;
  readonly onRun: (run: string | null) => void;
}

/** More than this nobody looks through in a list. */
const SHOWN = 100;

/** One of the kept runs. The one chosen is always in the list, also when it is old or gone. */
export function RunChoice({ label, hint, none, runs, value, onRun }: RunChoiceProps) {
  const { texts, number } = useTexts();
  const words = texts.planner.box;
  const chosen = runs.find(({ run }) => run === value);
  const shown = runs.slice(0, SHOWN);
  const listed = chosen && !shown.includes(chosen) ? [chosen, ...shown] : shown;
  const older = runs.length > SHOWN ? words.older(number(SHOWN)) : undefined;
  return (
    <Select
      label={label}
      hint={older ?? hint}
      value={value ?? ''}
      options={[
        { value: '', label: none },
        ...(value !== null && !chosen ? [{ value, label: words.gone(value) }] : []),
        ...listed.map(({ run, name, capacity, startedAt }) => ({
          value: run,
          label: words.option({ name, capacity: number(capacity), moment: momentText(startedAt) }),
        })),
      ]}
      onChange={(run) => {
        onRun(run === '' ? null : run);
      }}
    />
  );
}
