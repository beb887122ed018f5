import { useState } from 'react';
import type { PageFormat } from '../../shared/bridge/fields.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { Button } from './button.tsx';
import { problemOf } from './engine.tsx';
import { useTexts } from './language.tsx';
import { ProblemText } from './problem-text.tsx';
import { useShortcuts } from './shortcuts.tsx';

/** Where the engine says that a report lies; `href` null where a desktop has opened it. */
interface Made {
  readonly file: string;
  readonly href: string | null;
}

interface ReportButtonsProps {
  /** Has it made, where the run is kept; null while there is nothing to report. */
  readonly make: ((format: PageFormat) => Promise<Made>) | null;
}

interface State {
  readonly busy: PageFormat | null;
  readonly file: string | null;
  readonly problem: Problem | null;
}

/**
 * The report on one click, as a page or for paper: made where the run is kept, and opened where this face can open it. It stands
 * in a row of `.ways`.
 */
export function ReportButtons({ make }: ReportButtonsProps) {
  const { report } = useTexts().texts.app;
  const [{ busy, file, problem }, setState] = useState<State>({ busy: null, file: null, problem: null });
  const ready = make !== null && busy === null;
  const open = (format: PageFormat) => {
    if (!make) return;
    setState({ busy: format, file: null, problem: null });
    // Opened by the click itself: a window that opens later is taken for an advertisement and held back.
    const page = window.open('about:blank', '_blank');
    make(format).then(
      (made) => {
        if (page && made.href !== null) page.location.href = made.href;
        else page?.close();
        setState({ busy: null, file: made.file, problem: null });
      },
      (error: unknown) => {
        page?.close();
        setState({ busy: null, file: null, problem: problemOf(error) });
      },
    );
  };
  const ways = [
    { format: 'html', key: 'r', label: report.open, look: 'main' },
    { format: 'pdf', key: 'p', label: report.pdf, look: 'plain' },
  ] as const;
  useShortcuts(
    ways.map(({ format, key, label }) => ({
      key,
      label,
      enabled: ready,
      run: () => {
        open(format);
      },
    })),
  );
  return (
    <>
      {ways.map(({ format, key, label, look }) => (
        <Button
          key={format}
          look={look}
          shortcut={key}
          disabled={!ready}
          onClick={() => {
            open(format);
          }}
        >
          {busy === format ? report.making : label}
        </Button>
      ))}
      <p className="hint" role="status">
        {file === null ? '' : report.at(file)}
      </p>
      <ProblemText problem={problem} />
    </>
  );
}
