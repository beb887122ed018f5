import { SPREADS, STOP_ORDERS, type Stop } from '../../../../shared/model/plan.ts';
import { Choice } from '../../../ui/choice.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { NumberInput, Select, TextInput } from '../../../ui/text-inputs.tsx';
import type { FieldsProps } from './fields.ts';

const ASK = ['close-window', 'signal', 'stdin', 'none'] as const;
const USUAL_GRACE = 10;

/** The other way to ask, with what it needs and what is kept of the one before. */
function stopBy(ask: Stop['ask'], { graceSeconds, order }: Stop): Stop {
  const rest = {
    ...(graceSeconds !== undefined && { graceSeconds }),
    ...(order !== undefined && { order }),
  };
  return ask === 'stdin' ? { ask, line: 'quit', ...rest } : { ask, ...rest };
}

/** How an instance is asked to end, and which card each gets. */
export function StopFields({ draft, issues, onPlan }: FieldsProps) {
  const { texts } = useTexts();
  const { stop: words, gpus: gpuWords, sections } = texts.plan;
  const stop: Stop = draft.plan.stop ?? { ask: 'close-window' };
  return (
    <Panel title={sections.stop}>
      <div className="plan-row">
        <Select
          label={words.ask}
          issue={issues.at('stop')}
          value={stop.ask}
          options={ASK.map((ask) => ({ value: ask, label: words.asks[ask] }))}
          onChange={(ask) => {
            onPlan({ stop: stopBy(ask, stop) });
          }}
        />
        {stop.ask === 'stdin' ? (
          <TextInput
            label={words.line}
            value={stop.line}
            onChange={(line) => {
              onPlan({ stop: { ...stop, line } });
            }}
          />
        ) : null}
        <NumberInput
          label={words.grace}
          placeholder={String(USUAL_GRACE)}
          value={stop.graceSeconds ?? null}
          least={0}
          step="any"
          onChange={(seconds) => {
            const { graceSeconds: _, ...rest } = stop;
            onPlan({ stop: seconds === null ? rest : { ...rest, graceSeconds: seconds } });
          }}
        />
        <Select
          label={words.order}
          value={stop.order ?? 'together'}
          options={STOP_ORDERS.map((order) => ({ value: order, label: words.orders[order] }))}
          onChange={(order) => {
            onPlan({ stop: { ...stop, order } });
          }}
        />
      </div>
      <Choice
        showLabel
        label={gpuWords.label}
        value={draft.plan.gpus?.spread ?? 'round-robin'}
        options={SPREADS.map((spread) => ({ value: spread, label: gpuWords.spreads[spread] }))}
        onChange={(spread) => {
          onPlan({ gpus: { spread } });
        }}
      />
      <p className="hint">{gpuWords.hint}</p>
    </Panel>
  );
}
