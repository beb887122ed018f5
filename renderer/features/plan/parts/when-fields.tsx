import type { Frames, Ready } from '../../../../shared/model/plan.ts';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { NumberInput, Select, TextInput } from '../../../ui/text-inputs.tsx';
import type { FieldsProps } from './fields.ts';

const BY = ['load', 'log', 'port', 'window', 'seconds', 'manual'] as const;
const FROM = ['none', 'output', 'presentmon', 'mangohud'] as const;

/** The other way to be ready, with what it needs and what is kept of the one before. */
function readyBy(by: Ready['by'], before: Ready): Ready {
  const time = before.timeoutSeconds === undefined ? {} : { timeoutSeconds: before.timeoutSeconds };
  switch (by) {
    case 'log':
      return { by, pattern: 'ready', ...time };
    case 'port':
      return { by, port: '{port:8888}', ...time };
    case 'seconds':
      return { by, seconds: 30, ...time };
    default:
      return { by, ...time };
  }
}

function framesFrom(from: Frames['from']): Frames {
  return from === 'output' ? { from, pattern: 'fps=([0-9.]+)' } : { from };
}

/** When an instance counts as ready, and where its frame rate is read. */
export function WhenFields({ draft, issues, onPlan }: FieldsProps) {
  const { texts } = useTexts();
  const { ready: readyWords, frames: framesWords, sections } = texts.plan;
  const ready: Ready = draft.plan.ready ?? { by: 'load' };
  const frames: Frames = draft.plan.frames ?? { from: 'none' };
  const { fpsTarget } = draft.plan;
  const change = (next: Ready) => {
    onPlan({ ready: next });
  };
  return (
    <Panel title={sections.when}>
      <div className="plan-row">
        <Select
          label={readyWords.label}
          issue={issues.at('ready')}
          value={ready.by}
          options={BY.map((by) => ({ value: by, label: readyWords.by[by] }))}
          onChange={(by) => {
            change(readyBy(by, ready));
          }}
        />
        {ready.by === 'log' ? (
          <TextInput
            label={readyWords.pattern}
            value={ready.pattern}
            onChange={(pattern) => {
              change({ ...ready, pattern });
            }}
          />
        ) : null}
        {ready.by === 'port' ? (
          <TextInput
            label={readyWords.port}
            value={String(ready.port)}
            onChange={(port) => {
              change({ ...ready, port: /^\d+$/u.test(port) ? Number(port) : port });
            }}
          />
        ) : null}
        {ready.by === 'seconds' ? (
          <NumberInput
            label={readyWords.seconds}
            value={ready.seconds}
            least={0}
            onChange={(seconds) => {
              change({ ...ready, seconds: seconds ?? 0 });
            }}
          />
        ) : null}
        <NumberInput
          label={readyWords.timeout}
          placeholder="300"
          value={ready.timeoutSeconds ?? null}
          least={0}
          onChange={(seconds) => {
            change({ ...ready, timeoutSeconds: seconds ?? undefined });
          }}
        />
      </div>
      <div className="plan-row">
        <Select
          label={framesWords.label}
          issue={issues.at('frames')}
          value={frames.from}
          options={FROM.map((from) => ({ value: from, label: framesWords.from[from] }))}
          onChange={(from) => {
            onPlan({ frames: framesFrom(from) });
          }}
        />
        {frames.from === 'output' ? (
          <TextInput
            label={framesWords.pattern}
            value={frames.pattern}
            onChange={(pattern) => {
              onPlan({ frames: { from: 'output', pattern } });
            }}
          />
        ) : null}
        {frames.from === 'none' ? null : (
          <NumberInput
            label={framesWords.target}
            hint={framesWords.targetHint}
            issue={issues.at('fpsTarget')}
            value={typeof fpsTarget === 'number' ? fpsTarget : null}
            least={1}
            step="any"
            onChange={(rate) => {
              onPlan({ fpsTarget: rate ?? 'solo' });
            }}
          />
        )}
      </div>
    </Panel>
  );
}
