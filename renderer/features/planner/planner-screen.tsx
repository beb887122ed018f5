import { useMemo, useState } from 'react';
import type { AudienceQuestion } from '../../../shared/bridge/audience-question.ts';
import { Button } from '../../ui/button.tsx';
import { useAnswer, useChanges, useEngine } from '../../ui/engine.tsx';
import { useTexts } from '../../ui/language.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import { keepDraft, keptDraft, NEW_DRAFT, type Draft } from './draft/draft.ts';
import { issueText } from './draft/issue-text.ts';
import { readDraft } from './draft/read-draft.ts';
import { Answer } from './parts/answer.tsx';
import { BandwidthFields } from './parts/bandwidth-fields.tsx';
import { BoxFields } from './parts/box-fields.tsx';
import { BoxesFields } from './parts/boxes-fields.tsx';
import { ExportRow } from './parts/export-row.tsx';
import { HardwareFields } from './parts/hardware-fields.tsx';
import { StateLine } from './parts/state-line.tsx';
import { WaitingFields } from './parts/waiting-fields.tsx';
import './planner.css';

interface PlannerScreenProps {
  /** The run that somebody came here with; null to go on where one was. */
  readonly run: string | null;
}

/** Milliseconds after the last key until it is computed. */
const STAYS = 250;

/** From one box to an audience: a question is typed, and answered as one types. */
export function PlannerScreen({ run }: PlannerScreenProps) {
  const engine = useEngine();
  const { texts, language } = useTexts();
  const [draft, setDraft] = useState<Draft>(() => {
    const kept = keptDraft();
    return run === null || run === kept.run ? kept : { ...kept, run, calibrate: null };
  });
  const [tries, setTries] = useState(0);
  const change = (fields: Partial<Draft>) => {
    const next = { ...draft, ...fields };
    setDraft(next);
    keepDraft(next);
  };
  const list = useAnswer('runs.list', {}, useChanges('runs.changed'));
  const runs = useMemo(
    () =>
      (list.data?.runs ?? [])
        .filter(({ capacity }) => capacity !== null)
        .toSorted((a, b) => b.run.localeCompare(a.run)),
    [list.data],
  );

  const read = useMemo(() => readDraft(draft), [draft]);
  const wanted = JSON.stringify(read.question);
  const settled = useSettled(wanted, STAYS);
  const question = useMemo(() => JSON.parse(settled) as AudienceQuestion | null, [settled]);
  const answer = useAnswer('audience.answer', question && { question }, tries);
  const audience = answer.data?.audience ?? null;
  const current = settled === wanted && !answer.waiting;
  const issueAt = (field: string) => {
    const issue = read.issues.get(field);
    return issue && issueText(issue, language);
  };
  const fields = { draft, issueAt, onDraft: change };
  return (
    <div className="planner">
      <h1 className="unseen">{texts.planner.title}</h1>
      <form
        className="planner-form"
        aria-label={texts.planner.form}
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
        <BoxFields {...fields} runs={runs} />
        <BandwidthFields {...fields} />
        <WaitingFields {...fields} />
        <BoxesFields {...fields} />
        <HardwareFields {...fields} runs={runs} />
        <div className="planner-again">
          <Button
            onClick={() => {
              setDraft(NEW_DRAFT);
              keepDraft(NEW_DRAFT);
            }}
          >
            {texts.planner.fresh}
          </Button>
        </div>
      </form>
      <div className="planner-answer" tabIndex={0} role="group" aria-label={texts.planner.answer}>
        <div className="planner-top">
          <StateLine
            read={read}
            current={current}
            asked={settled === wanted && answer.waiting}
            answered={audience !== null}
            problem={answer.problem ?? list.problem}
            onCancel={() => {
              // A line that broke is said by the bar, and what is not heard needs no cancelling.
              engine.ask('audience.cancel', {}).catch(() => undefined);
            }}
            onAgain={() => {
              setTries(tries + 1);
            }}
          />
          <ExportRow
            question={current && answer.problem === null ? read.question : null}
            audience={audience}
          />
        </div>
        {read.wants === null ? null : <p className="planner-wants">{texts.planner.state[read.wants]}</p>}
        {audience && read.wants === null ? (
          <div className={read.question === null ? 'planner-parts planner-stale' : 'planner-parts'}>
            <Answer audience={audience} />
          </div>
        ) : null}
      </div>
    </div>
  );
}
