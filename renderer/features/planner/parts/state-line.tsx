import type { Problem } from '../../../../shared/model/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { ProblemText } from '../../../ui/problem-text.tsx';
import type { ReadDraft } from '../draft/read-draft.ts';

interface StateLineProps {
  readonly read: ReadDraft;
  /** Whether the answer is that to what stands in the form. */
  readonly current: boolean;
  /** Whether the engine computes what stands in the form: before that there is nothing to cancel. */
  readonly asked: boolean;
  /** Whether there is an answer at all. */
  readonly answered: boolean;
  readonly problem: Problem | null;
  readonly onCancel: () => void;
  readonly onAgain: () => void;
}

/** How the answer stands to the question: always one line in the same place, so that nothing moves while one types. */
export function StateLine({ read, current, asked, answered, problem, onCancel, onAgain }: StateLineProps) {
  const { texts } = useTexts();
  const { state: words } = texts.planner;
  const { question, issues } = read;
  const computing = question !== null && !current;
  const wrong = issues.size > 0;
  return (
    <div className="planner-state">
      <p role="status">
        {wrong ? (
          <span className="caution">▲ {words.issues(issues.size)} </span>
        ) : computing ? (
          words.computing
        ) : question !== null && problem === null ? (
          words.current
        ) : null}
        {wrong && answered ? words.stale : null}
      </p>
      {computing && !wrong ? (
        <>
          <progress aria-label={words.computing} />
          {asked ? <Button onClick={onCancel}>{words.cancel}</Button> : null}
        </>
      ) : null}
      {problem && !computing ? (
        <>
          <ProblemText problem={problem} />
          <Button onClick={onAgain}>{words.again}</Button>
        </>
      ) : null}
    </div>
  );
}
