import type { ReactNode } from 'react';
import type { PlanCheck } from '../../../../shared/bridge/plan-check.ts';
import { missingReadings } from '../../../../shared/explain/doctor.ts';
import { explainDuration } from '../../../../shared/explain/likely-duration.ts';
import type { Problem } from '../../../../shared/model/problem.ts';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemText } from '../../../ui/problem-text.tsx';
import { readingName } from '../../../ui/reading-name.ts';
import { Unavailable } from '../../../ui/unavailable.tsx';
import type { Issues } from '../issues.ts';
import { SlotPreviews } from './slot-previews.tsx';

interface CheckPanelProps {
  readonly check: PlanCheck | null;
  readonly issues: Issues;
  /** Whether nothing to launch was named yet. */
  readonly blank: boolean;
  /** Whether it is about what stands in the form now. */
  readonly current: boolean;
  readonly byItself: boolean;
  readonly problem: Problem | null;
  /** The way on. */
  readonly children: ReactNode;
}

/** What would happen, said before anything does: commands, what cannot be measured and what to do, how long. */
export function CheckPanel({ check, issues, blank, current, byItself, problem, children }: CheckPanelProps) {
  const texts = useTexts();
  const { plan, report } = texts.texts;
  const words = plan.check;
  const readings = check?.box?.readings ?? null;
  const missing = missingReadings(readings ?? []);
  const measured = (readings ?? []).filter(({ available }) => available);
  const state =
    !check || blank
      ? words.nothing
      : !current
        ? words.checking
        : issues.count > 0
          ? words.issues(issues.count)
          : words.fine;
  return (
    <Panel
      title={words.title}
      className="plan-check"
      scrolls
      beside={<span className="quiet">{words.quiet}</span>}
    >
      <p className={issues.count > 0 ? 'plan-state issue' : 'plan-state'} role="status">
        {state}
      </p>
      {issues.others.map((text) => (
        <p className="issue" key={text}>
          <span aria-hidden="true">✕ </span>
          {text}
        </p>
      ))}
      <ProblemText problem={problem} />
      <div className="plan-start">{children}</div>
      {byItself ? <p className="quiet">{words.byItself}</p> : <SlotPreviews slots={check?.slots ?? []} />}
      <h3>{words.duration}</h3>
      <p>{explainDuration(check?.duration ?? null, texts.language)}</p>
      {missing.length > 0 ? (
        <>
          <h3>{words.missing}</h3>
          <Unavailable readings={missing} />
        </>
      ) : null}
      <h3>{words.measured}</h3>
      <p>
        {readings === null
          ? words.unknown
          : report.list([...new Set(measured.map(({ reading }) => readingName(reading, texts.texts)))])}
      </p>
    </Panel>
  );
}
