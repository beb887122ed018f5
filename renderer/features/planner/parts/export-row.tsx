import { useState } from 'react';
import type { AudienceQuestion } from '../../../../shared/bridge/audience-question.ts';
import type { Audience } from '../../../../shared/model/audience.ts';
import type { Problem } from '../../../../shared/model/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { problemOf, useEngine } from '../../../ui/engine.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { ProblemText } from '../../../ui/problem-text.tsx';
import { useShortcuts } from '../../../ui/shortcuts.tsx';

interface ExportRowProps {
  /** Null while something is wrong with it, or the answer is not yet that to it. */
  readonly question: AudienceQuestion | null;
  readonly audience: Audience | null;
}

/** Takes the answer along: as the document of the format, to its digits. */
function save(audience: Audience): void {
  const link = document.createElement('a');
  const text = `${JSON.stringify(audience, null, 2)}\n`;
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'audience.json';
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The answer for others: the report on one click, made where the run is kept, or the document. */
export function ExportRow({ question, audience }: ExportRowProps) {
  const engine = useEngine();
  const { texts, language } = useTexts();
  const { report } = texts.planner;
  const [state, setState] = useState<{ busy: boolean; file: string | null; problem: Problem | null }>({
    busy: false,
    file: null,
    problem: null,
  });
  const ready = question !== null && audience !== null;
  const open = () => {
    if (!question) return;
    setState({ busy: true, file: null, problem: null });
    // Opened by the click itself: a window that opens later is taken for an advertisement and held back.
    const page = window.open('about:blank', '_blank');
    engine.ask('audience.report', { question, language }).then(
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
  useShortcuts([{ key: 'r', label: report.open, enabled: ready && !state.busy, run: open }]);
  return (
    <div className="planner-export">
      <Button look="main" shortcut="r" disabled={!ready || state.busy} onClick={open}>
        {state.busy ? report.making : report.open}
      </Button>
      <Button
        disabled={!ready}
        onClick={() => {
          if (audience) save(audience);
        }}
      >
        {report.save}
      </Button>
      <p className="hint" role="status">
        {state.file === null ? '' : report.at(state.file)}
      </p>
      <ProblemText problem={state.problem} />
    </div>
  );
}
