import { explainProblem } from '../../shared/explain/problem.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { useTexts } from './language.tsx';

/** What went wrong and what to do. One that this version has no words for is shown as it is. */
export function useProblemText(): (problem: Problem) => string {
  const { language, texts } = useTexts();
  return (problem) => {
    if (problem.code in texts.problems) return explainProblem(problem, language);
    const { reason } = problem.data as { reason?: unknown };
    return texts.app.fault(typeof reason === 'string' ? reason : problem.code);
  };
}

export function ProblemText({ problem }: { readonly problem: Problem | null }) {
  const explain = useProblemText();
  if (!problem) return null;
  return (
    <p className="issue" role="alert">
      <span aria-hidden="true">✕ </span>
      {explain(problem)}
    </p>
  );
}
