import { useState } from 'react';
import type { PlanFile } from '../../../shared/model/plan.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import { Button } from '../../ui/button.tsx';
import { problemOf, useAnswer, useEngine } from '../../ui/engine.tsx';
import { useTexts } from '../../ui/language.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import {
  NEW_DRAFT,
  keepDraft,
  keptDraft,
  launchesByItself,
  newPlan,
  planOf,
  startOf,
  type Draft,
} from './draft.ts';
import { issuesOf } from './issues.ts';
import { BoxFields } from './parts/box-fields.tsx';
import { CheckPanel } from './parts/check-panel.tsx';
import { FileRow } from './parts/file-row.tsx';
import { GuardFields } from './parts/guard-fields.tsx';
import { HowFields } from './parts/how-fields.tsx';
import { LimitFields } from './parts/limit-fields.tsx';
import { StopFields } from './parts/stop-fields.tsx';
import { Stranger } from './parts/stranger.tsx';
import { WhatFields } from './parts/what-fields.tsx';
import { WhenFields } from './parts/when-fields.tsx';
import { useArrivals } from './use-arrivals.ts';
import './plan.css';

interface PlanScreenProps {
  /** Whether a run goes on: one engine makes one at a time. */
  readonly running: boolean;
  readonly onLive: () => void;
}

/** Milliseconds after the last key until the plan is checked. */
const STAYS = 250;

/** A plan is written, checked as one types, and started. */
export function PlanScreen({ running, onLive }: PlanScreenProps) {
  const engine = useEngine();
  const { texts, language } = useTexts();
  const [kept, setDraft] = useState<Draft>(keptDraft);
  const defaults = useAnswer('settings.read', {}).data?.settings.defaults ?? {};
  // What nobody has begun to write follows what is set.
  const draft = kept.plan === NEW_DRAFT.plan ? { ...kept, plan: newPlan(defaults) } : kept;
  const [starting, setStarting] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  const arrivals = useArrivals(({ name, file, folder, plan, box }) => {
    setDraft((before) => {
      const next = { ...before, file, folder, plan, box: box ?? before.box };
      keepDraft(next);
      return next;
    });
    setSaid(name === '' ? '' : texts.plan.file.opened(name));
  });
  const change = (next: Draft) => {
    setDraft(next);
    keepDraft(next);
  };
  const changePlan = (fields: Partial<PlanFile>) => {
    change({ ...draft, plan: { ...draft.plan, ...fields } });
  };

  const byItself = launchesByItself(draft);
  const blank = !byItself && draft.plan.executable === '';
  const wanted = JSON.stringify({
    plan: byItself ? null : planOf(draft),
    folder: draft.folder,
    box: draft.box,
  });
  const settled = useSettled(wanted, STAYS);
  const asked = JSON.parse(settled) as { plan: unknown; folder: string | null; box: string };
  const check = useAnswer('plan.check', asked);
  // Whoever has named nothing yet has made no mistake.
  const issues = issuesOf(blank ? null : check.data, language);
  const current = settled === wanted && !check.waiting;

  const start = () => {
    setStarting(true);
    setProblem(null);
    engine.ask('run.start', startOf(draft)).then(
      () => {
        onLive();
      },
      (error: unknown) => {
        setStarting(false);
        setProblem(problemOf(error));
      },
    );
  };
  const fields = { draft, issues, onDraft: change, onPlan: changePlan };
  return (
    <div className="page">
      <h1 className="unseen">{texts.plan.title}</h1>
      <form
        className="plan"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <div className="plan-form">
          <FileRow
            draft={draft}
            defaults={defaults}
            onDraft={change}
            arrivals={arrivals}
            said={said}
            onSaid={setSaid}
          />
          <BoxFields {...fields} />
          {byItself ? null : <WhatFields {...fields} />}
          {byItself ? null : <WhenFields {...fields} />}
          {byItself ? null : <StopFields {...fields} />}
          <LimitFields {...fields} />
          <HowFields {...fields} />
          <GuardFields {...fields} />
        </div>
        <CheckPanel
          check={check.data}
          blank={blank}
          issues={issues}
          current={current}
          byItself={byItself}
          problem={problem ?? check.problem}
        >
          {running ? (
            <>
              <p>{texts.plan.goesOn}</p>
              <Button look="main" onClick={onLive}>
                {texts.plan.watch}
              </Button>
            </>
          ) : (
            <Button look="main" submit disabled={blank || !current || issues.count > 0 || starting}>
              {texts.plan.start}
            </Button>
          )}
        </CheckPanel>
      </form>
      {arrivals.stranger ? <Stranger plan={arrivals.stranger} arrivals={arrivals} /> : null}
    </div>
  );
}
