import { useState } from 'react';
import type { Problem } from '../../../../shared/model/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { problemOf, useEngine } from '../../../ui/engine.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { ProblemText } from '../../../ui/problem-text.tsx';
import { useShortcuts } from '../../../ui/shortcuts.tsx';

/** The report on one click: made where the run is kept, and opened where this face can open it. */
export function OpenReport({ run }: { readonly run: string }) {
  const engine = useEngine();
  const { texts, language } = useTexts();
  const { report } = texts.result;
  const [state, setState] = useState<{ busy: boolean; file: string | null; problem: Problem | null }>({
    busy: false,
    file: null,
    problem: null,
  });
  const open = () => {
    setState({ busy: true, file: null, problem: null });
    // Opened by the click itself: a window that opens later is taken for an advertisement and held back.
    const page = window.open('about:blank', '_blank');
    engine.ask('runs.report', { run, language }).then(
      ({ file, href }) => {
        if (page && href !== null) page.location.href = href;
        else page?.close();
        setState({ busy: false, file, problem: null });
      },
      (error: unknown) => {
        page?.close();
        setState({ busy: false, file: null, problem: problemOf(error) });
      },
    );
  };
  useShortcuts([{ key: 'r', label: report.open, enabled: !state.busy, run: open }]);
  return (
    <div className="open-report">
      <Button look="main" shortcut="r" disabled={state.busy} onClick={open}>
        {state.busy ? report.making : report.open}
      </Button>
      <p className="hint" role="status">
        {state.file === null ? '' : report.at(state.file)}
      </p>
      <ProblemText problem={state.problem} />
    </div>
  );
}
