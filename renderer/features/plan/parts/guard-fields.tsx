import { DEFAULT_GUARDS } from '../../../../shared/model/plan.ts';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { NumberInput } from '../../../ui/text-inputs.tsx';
import { launchesByItself, type GuardName } from '../draft.ts';
import type { FieldsProps } from './fields.ts';

const NAMES = [
  'budgetSeconds',
  'freeRamMiB',
  'freeDiskMiB',
  'freeVramMiB',
  'gpuCelsius',
] as const satisfies GuardName[];
/** People think of a run's length in minutes. */
const SCALES: Partial<Record<GuardName, number>> = { budgetSeconds: 60 };

/** What ends a run before the box comes to harm. What is usually guarded can be left unguarded, on purpose only. */
export function GuardFields({ draft, issues, onPlan }: FieldsProps) {
  const { texts } = useTexts();
  const { guards: words, sections } = texts.plan;
  const { guards } = draft.plan;
  const names = launchesByItself(draft) ? NAMES.slice(0, 1) : NAMES;
  const set = (name: GuardName, value: number | null | undefined) => {
    onPlan({ guards: { ...guards, [name]: value } });
  };
  return (
    <Panel title={sections.guards}>
      <div className="plan-row">
        {names.map((name) => {
          const scale = SCALES[name] ?? 1;
          const usual = DEFAULT_GUARDS[name] ?? null;
          const value = guards?.[name];
          return (
            <div key={name}>
              <NumberInput
                label={words[name]}
                issue={issues.at(`guards.${name}`)}
                placeholder={usual === null || value === null ? words.none : String(usual / scale)}
                value={typeof value === 'number' ? value / scale : null}
                least={0}
                step="any"
                onChange={(next) => {
                  set(name, next === null ? undefined : next * scale);
                }}
              />
              {usual === null ? null : (
                <label className="check">
                  <input
                    type="checkbox"
                    aria-label={`${words[name]}: ${words.off}`}
                    checked={value === null}
                    onChange={(event) => {
                      set(name, event.target.checked ? null : undefined);
                    }}
                  />
                  {words.off}
                </label>
              )}
            </div>
          );
        })}
      </div>
      <p className="hint">{words.hint}</p>
    </Panel>
  );
}
