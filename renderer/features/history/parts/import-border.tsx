import { useRef, useState, type ReactNode } from 'react';
import { BRIDGE_BOUNDS } from '../../../../shared/bridge/bounds.ts';
import type { Problem } from '../../../../shared/model/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { problemOf, useEngine } from '../../../ui/engine.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { ProblemText } from '../../../ui/problem-text.tsx';
import { handOver } from '../hand-over.ts';

interface ImportBorderProps {
  readonly onOpen: (run: string) => void;
  readonly children: ReactNode;
}

interface Going {
  readonly name: string;
  readonly share: number;
}
interface Done {
  readonly runs: readonly string[];
  readonly here: number;
}

const hasFiles = (transfer: DataTransfer) => transfer.types.includes('Files');

/** What is dropped on the screen is taken in; a button does the same for who does not drag. */
export function ImportBorder({ onOpen, children }: ImportBorderProps) {
  const engine = useEngine();
  const { texts } = useTexts();
  const words = texts.history.import;
  const [over, setOver] = useState(false);
  const [going, setGoing] = useState<Going | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const cancelled = useRef(false);
  const input = useRef<HTMLInputElement>(null);

  const take = (files: readonly File[]) => {
    if (files.length === 0 || going) return;
    cancelled.current = false;
    setProblem(null);
    setDone(null);
    const tell = (name: string, share: number) => {
      setGoing({ name, share });
    };
    handOver(engine, files.slice(0, BRIDGE_BOUNDS.files), tell, () => cancelled.current).then(
      (result) => {
        setGoing(null);
        if (!result) return;
        const fresh = result.imported.filter(({ duplicate }) => !duplicate);
        setDone({ runs: result.imported.map(({ run }) => run), here: result.imported.length - fresh.length });
      },
      (error: unknown) => {
        setGoing(null);
        setProblem(problemOf(error));
      },
    );
  };
  const [only] = done?.runs.length === 1 ? done.runs : [];
  const fresh = (done?.runs.length ?? 0) - (done?.here ?? 0);
  return (
    <div
      className="history-import"
      onDragOver={(event) => {
        if (!hasFiles(event.dataTransfer)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take([...event.dataTransfer.files]);
      }}
    >
      <div className="history-take">
        <Button
          disabled={going !== null}
          onClick={() => {
            input.current?.click();
          }}
        >
          {words.choose}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            // The same file chosen again is a new wish.
            event.target.value = '';
          }}
        />
        <p role="status" className="hint">
          {going
            ? words.reading(going.name)
            : done
              ? [fresh > 0 ? words.done(fresh) : '', done.here > 0 ? words.here(done.here) : '']
                  .join(' ')
                  .trim()
              : words.drop}
        </p>
        {going ? (
          <>
            <progress
              aria-label={words.reading(going.name)}
              {...(going.share < 1 && { value: going.share })}
            />
            {going.share < 1 ? (
              <Button
                onClick={() => {
                  cancelled.current = true;
                }}
              >
                {words.cancel}
              </Button>
            ) : null}
          </>
        ) : null}
        {only === undefined ? null : (
          <Button
            onClick={() => {
              onOpen(only);
            }}
          >
            {words.open}
          </Button>
        )}
      </div>
      <ProblemText problem={problem} />
      {children}
      {over ? <div className="history-over">{words.drop}</div> : null}
    </div>
  );
}
