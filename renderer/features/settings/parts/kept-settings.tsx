import { useState } from 'react';
import { METHODS, MODES, DEFAULT_CAP, PLAN_BOUNDS } from '../../../../shared/model/plan.ts';
import type { Problem } from '../../../../shared/model/problem.ts';
import { DEFAULT_LIMITS, LOADS } from '../../../../shared/model/resources.ts';
import { RETENTION_BOUNDS, settingsSchema, type Settings } from '../../../../shared/model/settings.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { problemOf, useAnswer, useEngine } from '../../../ui/engine.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { LimitSlider } from '../../../ui/limit-slider.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemText } from '../../../ui/problem-text.tsx';
import { NumberInput } from '../../../ui/text-inputs.tsx';

/** Without what was left empty: an absent default is the usual one. */
const present = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** What is kept for all plans and runs. Nothing counts before somebody says so: one wrong digit would remove runs. */
export function KeptSettings() {
  const engine = useEngine();
  const { texts } = useTexts();
  const { settings: words, plan } = texts;
  const [written, setWritten] = useState(0);
  const { data } = useAnswer('settings.read', {}, written);
  const [changed, setChanged] = useState<Settings | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const settings = changed ?? data?.settings ?? null;
  const fits = settings !== null && settingsSchema.safeParse(settings).success;
  const { data: going } = useAnswer(
    'runs.retain',
    settings && fits ? { retention: settings.retention, dryRun: true } : null,
    written,
  );
  if (!settings) return <p>{texts.app.loading}</p>;

  const { defaults, retention } = settings;
  const setDefaults = (fields: Settings['defaults']) => {
    setChanged({ ...settings, defaults: present({ ...defaults, ...fields }) });
  };
  const setRetention = (fields: Partial<Settings['retention']>) => {
    setChanged({ ...settings, retention: { ...retention, ...fields } });
  };
  const keep = () => {
    setProblem(null);
    engine
      .ask('settings.write', { settings })
      .then(() => engine.ask('runs.retain', { retention, dryRun: false }))
      .then(
        () => {
          setChanged(null);
          setWritten(written + 1);
        },
        (error: unknown) => {
          setProblem(problemOf(error));
        },
      );
  };
  return (
    <>
      <Panel
        title={words.defaults.title}
        beside={
          <Button
            look="quiet"
            disabled={Object.keys(defaults).length === 0}
            onClick={() => {
              setChanged({ ...settings, defaults: {} });
            }}
          >
            {plan.limits.reset}
          </Button>
        }
      >
        <div className="settings-limits">
          {LOADS.map((name) => (
            <LimitSlider
              key={name}
              label={texts.loads[name]}
              value={defaults.limits?.[name] ?? DEFAULT_LIMITS[name]}
              untouched={defaults.limits?.[name] === undefined}
              onChange={(value) => {
                setDefaults({ limits: { ...defaults.limits, [name]: value } });
              }}
            />
          ))}
        </div>
        <div className="settings-row">
          <Choice
            showLabel
            label={plan.method.label}
            value={defaults.method ?? 'adaptive'}
            options={METHODS.map((value) => ({ value, label: plan.method.of[value] }))}
            onChange={(method) => {
              setDefaults({ method });
            }}
          />
          <Choice
            showLabel
            label={plan.mode.label}
            value={defaults.mode ?? 'balanced'}
            options={MODES.map((value) => ({ value, label: plan.mode.of[value] }))}
            onChange={(mode) => {
              setDefaults({ mode });
            }}
          />
          <NumberInput
            label={plan.cap.label}
            placeholder={String(DEFAULT_CAP)}
            value={defaults.cap ?? null}
            least={PLAN_BOUNDS.cap.least}
            most={PLAN_BOUNDS.cap.most}
            onChange={(cap) => {
              setDefaults({ cap: cap ?? undefined });
            }}
          />
        </div>
        <p className="hint">{words.defaults.hint}</p>
      </Panel>
      <Panel title={words.retention.title}>
        <div className="settings-row">
          <NumberInput
            label={words.retention.days}
            placeholder={words.retention.none}
            value={retention.days}
            least={RETENTION_BOUNDS.days.least}
            most={RETENTION_BOUNDS.days.most}
            onChange={(days) => {
              setRetention({ days });
            }}
          />
          <NumberInput
            label={words.retention.mostMiB}
            placeholder={words.retention.unbounded}
            value={retention.mostMiB}
            least={RETENTION_BOUNDS.mostMiB.least}
            most={RETENTION_BOUNDS.mostMiB.most}
            onChange={(mostMiB) => {
              setRetention({ mostMiB });
            }}
          />
        </div>
        <p className="hint">{words.retention.hint}</p>
        <p role="status">{going && fits ? words.retention.wouldGo(going.runs.length) : ''}</p>
      </Panel>
      <div className="settings-row">
        <Button look="main" disabled={changed === null || !fits} onClick={keep}>
          {words.retention.keep}
        </Button>
        <Button
          disabled={changed === null}
          onClick={() => {
            setChanged(null);
          }}
        >
          {words.retention.dismiss}
        </Button>
        <span role="status">{changed === null && written > 0 ? words.retention.kept : ''}</span>
        <ProblemText problem={problem} />
      </div>
    </>
  );
}
