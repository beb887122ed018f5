import { useState } from 'react';
import type { RunView } from '../../../shared/bridge/run-view.ts';
import type { Series } from '../../../shared/bridge/series.ts';
import { DEFAULT_LIMITS, type Limits } from '../../../shared/model/resources.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { Button } from '../../ui/button.tsx';
import { useAnswer, useChanges, useEngine } from '../../ui/engine.tsx';
import { useTexts } from '../../ui/language.tsx';
import { momentText } from '../../ui/moment.ts';
import { ProblemText } from '../../ui/problem-text.tsx';
import { ReportButtons } from '../../ui/report-buttons.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import { Charts } from './parts/charts.tsx';
import { GoOn } from './parts/go-on.tsx';
import { Facts } from './parts/facts.tsx';
import { LevelsTable } from './parts/levels-table.tsx';
import { LimitsPanel } from './parts/limits-panel.tsx';
import { Opinions } from './parts/opinions.tsx';
import { ResourcesTable } from './parts/resources-table.tsx';
import { VerdictHead } from './parts/verdict-head.tsx';
import { Warnings } from './parts/warnings.tsx';
import './result.css';

interface ResultScreenProps {
  readonly run: string | null;
  readonly onRuns: () => void;
  /** To what follows from the capacity. */
  readonly onPlanner: (run: string) => void;
  /** To a run that goes on with this one. */
  readonly onLive: () => void;
}

/** Milliseconds that a limit must stay where it is before it is decided at. */
const STAYS = 50;

/** The whole run as a picture: as many columns as this page is wide at most. */
const WHOLE = { from: null, to: null, columns: 1500 };

interface OpenedProps {
  readonly view: RunView;
  /** Its readings; null until they are there. */
  readonly whole: Series | null;
  readonly onPlanner: (run: string) => void;
  readonly onLive: () => void;
}

function Opened({ view, whole, onPlanner, onLive }: OpenedProps) {
  const engine = useEngine();
  const { texts, language } = useTexts();
  const asRun: Limits = { ...DEFAULT_LIMITS, ...view.limits };
  const [limits, setLimits] = useState<Limits>(asRun);
  const moved = (Object.keys(asRun) as (keyof Limits)[]).some((name) => limits[name] !== asRun[name]);
  // A drag passes fifty limits; the one where it rests is asked for.
  const settled = useSettled(JSON.stringify(limits), STAYS);
  const decided = useAnswer(
    'runs.decide',
    moved ? { run: view.summary.run, limits: JSON.parse(settled) as Limits, fpsTarget: null } : null,
  );
  const waiting = moved && (decided.waiting || settled !== JSON.stringify(limits));
  const verdict: Verdict = moved && decided.data ? decided.data.verdict : view.verdict;
  const { summary } = view;
  const trusted = verdict.verdict !== 'invalid';
  return (
    <div className="result" aria-busy={waiting}>
      <header className="result-title">
        <h1>
          {summary.name}
          <small>
            {momentText(summary.startedAt)} · {summary.box} · {summary.run.slice(0, 10)}
          </small>
        </h1>
        <div className="ways result-ways">
          {view.verdict.capacity === null ? null : (
            <Button
              onClick={() => {
                onPlanner(summary.run);
              }}
            >
              {texts.planner.fromResult}
            </Button>
          )}
          <ReportButtons
            make={(format) => engine.ask('runs.report', { run: summary.run, language, format })}
          />
        </div>
      </header>
      {summary.state === 'cut-off' ? <p className="caution">▲ {texts.result.cutOff}</p> : null}
      {summary.state === 'running' ? <p className="caution">▲ {texts.result.running}</p> : null}
      <VerdictHead verdict={verdict} />
      {view.resumable ? <GoOn run={summary.run} onLive={onLive} /> : null}
      <LimitsPanel
        limits={limits}
        asRun={asRun}
        frames={view.verdict.frameCapacity !== null}
        before={view.verdict}
        now={verdict}
        waiting={waiting}
        problem={decided.problem}
        onLimits={setLimits}
      />
      <Facts verdict={verdict} />
      <Warnings verdict={verdict} />
      <ResourcesTable verdict={verdict} />
      <Charts view={view} verdict={verdict} limits={limits} whole={whole} />
      <LevelsTable verdict={verdict} />
      {trusted ? <Opinions verdict={verdict} /> : null}
    </div>
  );
}

/** One kept run: what it says, and why one may believe it. */
export function ResultScreen({ run, onRuns, onPlanner, onLive }: ResultScreenProps) {
  const { texts } = useTexts();
  const changes = useChanges('runs.changed');
  const { data, problem } = useAnswer('runs.open', run === null ? null : { run }, changes);
  // Asked for beside it, so that it is there when the charts are.
  const whole = useAnswer('runs.series', run === null ? null : { run, ...WHOLE }, changes);
  if (run === null)
    return (
      <div className="empty">
        <h1>{texts.result.none.title}</h1>
        <p>{texts.result.none.text}</p>
        <Button look="main" onClick={onRuns}>
          {texts.result.none.runs}
        </Button>
      </div>
    );
  if (problem)
    return (
      <div className="empty">
        <ProblemText problem={problem} />
        <Button look="main" onClick={onRuns}>
          {texts.result.none.runs}
        </Button>
      </div>
    );
  return data ? (
    <Opened view={data} whole={whole.data} onPlanner={onPlanner} onLive={onLive} />
  ) : (
    <p className="empty quiet">{texts.app.loading}</p>
  );
}
