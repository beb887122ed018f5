import { explainProblem } from '../../shared/explain/problem.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { useTexts } from './language.tsx';

/** What went wrong and what to do, said at once to who cannot see it. */
export function ProblemText({ problem }: { readonly problem: Problem | null }) {
  const { language } = useTexts();
  if (!problem) return null;
  return (
    <p className="issue" role="alert">
      <span aria-hidden="true">✕ </span>
      {explainProblem(problem, language)}
    </p>
  );
}
