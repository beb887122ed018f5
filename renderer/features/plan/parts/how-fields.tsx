import { DEFAULT_CAP, DEFAULT_TICK, METHODS, MODES, PLAN_BOUNDS } from '../../../../shared/model/plan.ts';
import { Choice } from '../../../ui/choice.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { NumberInput } from '../../../ui/text-inputs.tsx';
import { launchesByItself } from '../draft.ts';
import type { FieldsProps } from './fields.ts';

/** How the knee is looked for. */
export function HowFields({ draft, issues, onPlan }: FieldsProps) {
  const { texts } = useTexts();
  const { method: methods, mode: modes, cap, tick, sections } = texts.plan;
  const method = draft.plan.method ?? 'adaptive';
  return (
    <Panel title={sections.how}>
      <div className="plan-how">
        <Choice
          showLabel
          label={methods.label}
          value={method}
          options={METHODS.map((one) => ({ value: one, label: methods.of[one] }))}
          onChange={(next) => {
            onPlan({ method: next });
          }}
        />
        <Choice
          showLabel
          label={modes.label}
          value={draft.plan.mode ?? 'balanced'}
          options={MODES.map((one) => ({ value: one, label: modes.of[one] }))}
          onChange={(next) => {
            onPlan({ mode: next });
          }}
        />
        <NumberInput
          label={cap.label}
          hint={cap.hint}
          issue={issues.at('cap')}
          placeholder={String(DEFAULT_CAP)}
          value={draft.plan.cap ?? null}
          least={1}
          onChange={(next) => {
            onPlan({ cap: next ?? undefined });
          }}
        />
        {launchesByItself(draft) ? null : (
          <NumberInput
            label={tick.label}
            hint={tick.hint}
            issue={issues.at('tick')}
            placeholder={String(DEFAULT_TICK)}
            value={draft.plan.tick ?? null}
            least={PLAN_BOUNDS.tick.least}
            most={PLAN_BOUNDS.tick.most}
            step="any"
            onChange={(next) => {
              onPlan({ tick: next ?? undefined });
            }}
          />
        )}
      </div>
      <p className="hint">{methods.hints[method]}</p>
    </Panel>
  );
}
