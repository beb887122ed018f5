import type { RunSummary } from '../../../../shared/model/runs.ts';
import type { Draft } from '../draft/draft.ts';

/** What every part of the form gets. */
export interface FieldsProps {
  readonly draft: Draft;
  /** What is wrong with a field, in words; undefined where nothing is. */
  readonly issueAt: (field: string) => string | undefined;
  readonly onDraft: (fields: Partial<Draft>) => void;
}

/** What a part gets in which a kept run can be chosen. */
export interface RunFieldsProps extends FieldsProps {
  readonly runs: readonly RunSummary[];
}
