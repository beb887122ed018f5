import { LOADS, type Limits } from '../../../../shared/model/resources.ts';
import { Button } from '../../../ui/button.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { LimitSlider } from '../../../ui/limit-slider.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { limitOf, launchesByItself } from '../draft.ts';
import type { FieldsProps } from './fields.ts';

/** What the sustained load must stay below. */
export function LimitFields({ draft, issues, onPlan }: FieldsProps) {
  const { texts } = useTexts();
  const { limits } = draft.plan;
  const frames = launchesByItself(draft) || (draft.plan.frames?.from ?? 'none') !== 'none';
  const names: (keyof Limits)[] = [...LOADS, ...(frames ? (['fpsFloor'] as const) : [])];
  return (
    <Panel
      title={texts.plan.sections.limits}
      beside={
        <Button
          look="quiet"
          disabled={limits === undefined}
          onClick={() => {
            onPlan({ limits: undefined });
          }}
        >
          {texts.plan.limits.reset}
        </Button>
      }
    >
      <div className="plan-limits">
        {names.map((name) => (
          <LimitSlider
            key={name}
            label={name === 'fpsFloor' ? texts.plan.frames.floor : texts.loads[name]}
            value={limitOf(draft, name)}
            untouched={limits?.[name] === undefined}
            issue={issues.at(`limits.${name}`)}
            onChange={(value) => {
              onPlan({ limits: { ...limits, [name]: value } });
            }}
          />
        ))}
      </div>
      <p className="hint">{texts.plan.limits.hint}</p>
    </Panel>
  );
}
