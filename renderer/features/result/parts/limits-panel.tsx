import type { Problem } from '../../../../shared/model/problem.ts';
import { LOADS, type Limits } from '../../../../shared/model/resources.ts';
import type { Verdict } from '../../../../shared/model/verdict.ts';
import { Button } from '../../../ui/button.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { LimitSlider } from '../../../ui/limit-slider.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemText } from '../../../ui/problem-text.tsx';

interface LimitsPanelProps {
  readonly limits: Limits;
  /** In force when it was made. */
  readonly asRun: Limits;
  /** Whether frames were measured, so that their floor means something. */
  readonly frames: boolean;
  readonly before: Verdict;
  readonly now: Verdict;
  /** Whether `now` is still of other limits than these. */
  readonly waiting: boolean;
  readonly problem: Problem | null;
  readonly onLimits: (limits: Limits) => void;
}

/** Move a limit, and the capacity is decided anew. Only what was measured can be moved. */
export function LimitsPanel(props: LimitsPanelProps) {
  const { limits, asRun, frames, before, now, waiting, problem, onLimits } = props;
  const { texts, number } = useTexts();
  const { limits: words, runs } = texts.result;
  const watched = LOADS.filter((load) => before.resources.some(({ resource }) => resource === load));
  const said = (verdict: Verdict) =>
    verdict.capacity === null ? words.noNumber : runs.verdicts[verdict.verdict](number(verdict.capacity));
  const names: (keyof Limits)[] = [...watched, ...(frames ? (['fpsFloor'] as const) : [])];
  return (
    <Panel
      title={words.title}
      className="result-limits"
      beside={waiting ? <span className="result-deciding quiet">{words.deciding}</span> : null}
    >
      {names.map((name) => (
        <LimitSlider
          key={name}
          label={name === 'fpsFloor' ? texts.plan.frames.floor : texts.loads[name]}
          value={limits[name]}
          untouched={false}
          onChange={(value) => {
            onLimits({ ...limits, [name]: value });
          }}
        />
      ))}
      <p className="result-decided" role="status">
        {names.length === 0
          ? words.nothing
          : said(before) === said(now)
            ? words.same(said(now))
            : words.changed({ now: said(now), before: said(before) })}
      </p>
      {names.length === 0 ? null : (
        <>
          <p className="hint">{words.hint}</p>
          <div>
            <Button
              onClick={() => {
                onLimits(asRun);
              }}
            >
              {words.asRun}
            </Button>
          </div>
        </>
      )}
      <ProblemText problem={problem} />
    </Panel>
  );
}
