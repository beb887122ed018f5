import type { PlanFile } from '../../../../shared/model/plan.ts';
import type { Draft } from '../draft.ts';
import type { Issues } from '../issues.ts';

/** What every part of the form gets. */
export interface FieldsProps {
  readonly draft: Draft;
  readonly issues: Issues;
  readonly onDraft: (draft: Draft) => void;
  readonly onPlan: (fields: Partial<PlanFile>) => void;
}
