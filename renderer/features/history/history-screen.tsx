import { useMemo, useState } from 'react';
import { BRIDGE_BOUNDS } from '../../../shared/bridge/bounds.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import type { RunSummary } from '../../../shared/model/runs.ts';
import { Button } from '../../ui/button.tsx';
import { problemOf, useAnswer, useChanges, useEngine } from '../../ui/engine.tsx';
import { useTexts } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/problem-text.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { choicesOf, filterRuns, NO_FILTER } from './filter.ts';
import { EditWindow } from './parts/edit-window.tsx';
import { FilterRow } from './parts/filter-row.tsx';
import { ImportBorder } from './parts/import-border.tsx';
import { RunsTable } from './parts/runs-table.tsx';
import { keepRemoved, keptRemoved } from './removed.ts';
import './history.css';

interface HistoryScreenProps {
  readonly onOpen: (run: string) => void;
  readonly onPlan: () => void;
  readonly onCompare: (runs: readonly string[]) => void;
}

/** The kept runs: found, named, compared, removed and brought back. */
export function HistoryScreen({ onOpen, onPlan, onCompare }: HistoryScreenProps) {
  const engine = useEngine();
  const { texts, number } = useTexts();
  const words = texts.history;
  const { data, problem } = useAnswer('runs.list', {}, useChanges('runs.changed'));
  const [filter, setFilter] = useState(NO_FILTER);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [edited, setEdited] = useState<RunSummary | null>(null);
  const [removed, setRemoved] = useState(keptRemoved);
  const [failed, setFailed] = useState<Problem | null>(null);
  const kept = useMemo(() => data?.runs ?? [], [data]);
  const choices = useMemo(() => choicesOf(kept, filter), [kept, filter]);
  const shown = useMemo(() => filterRuns(kept, filter), [kept, filter]);
  // In the order of the list, whatever the order in which they were chosen; what was removed is chosen no longer.
  const picked = kept.filter(({ run }) => chosen.has(run)).map(({ run }) => run);

  const say = (asked: Promise<unknown>, done: () => void = () => undefined) => {
    setFailed(null);
    asked.then(done, (error: unknown) => {
      setFailed(problemOf(error));
    });
  };
  const remember = (runs: readonly string[]) => {
    setRemoved(runs);
    keepRemoved(runs);
  };
  const remove = (runs: readonly string[]) => {
    say(engine.ask('runs.remove', { runs: [...runs] }), () => {
      remember(runs);
      setChosen(new Set());
    });
  };
  const undo = () => {
    say(engine.ask('runs.bringBack', { runs: [...removed] }), () => {
      remember([]);
    });
  };
  const comparable = picked.length >= 2 && picked.length <= BRIDGE_BOUNDS.comparedRuns;
  const compare = () => {
    // The oldest is what the others are held against.
    onCompare(picked.toReversed());
  };
  useShortcuts([
    { key: 'c', label: words.compare, enabled: comparable, run: compare },
    { key: 'u', label: words.undo, enabled: removed.length > 0, run: undo },
  ]);
  return (
    <ImportBorder onOpen={onOpen}>
      <div className="history">
        <h1 className="unseen">{texts.app.screen.runs}</h1>
        <FilterRow filter={filter} choices={choices} onFilter={setFilter} />
        <div className="history-bar">
          <p role="status">
            {removed.length > 0 ? (
              <>
                {words.removed(removed.length)}{' '}
                <Button shortcut="u" onClick={undo}>
                  {words.undo}
                </Button>
              </>
            ) : data ? (
              words.found({ shown: number(shown.length), all: number(kept.length) })
            ) : (
              texts.app.loading
            )}
          </p>
          <div className="history-commands">
            <span className="hint">{words.compareHint(number(BRIDGE_BOUNDS.comparedRuns))}</span>
            <Button look="main" shortcut="c" disabled={!comparable} onClick={compare}>
              {words.compareSome(picked.length)}
            </Button>
            <Button
              disabled={picked.length === 0}
              onClick={() => {
                remove(picked);
              }}
            >
              {words.removeSome(picked.length)}
            </Button>
          </div>
        </div>
        <ProblemText problem={failed ?? problem} />
        {data && kept.length === 0 ? (
          <div className="empty">
            <p>{texts.result.runs.none}</p>
            <Button look="main" onClick={onPlan}>
              {texts.live.none.plan}
            </Button>
          </div>
        ) : null}
        {shown.length > 0 ? (
          <RunsTable
            // Whoever looks for something else begins at the top.
            key={JSON.stringify(filter)}
            runs={shown}
            chosen={chosen}
            onOpen={onOpen}
            onChoose={(run, isChosen) => {
              const next = new Set(chosen);
              if (isChosen) next.add(run);
              else next.delete(run);
              setChosen(next);
            }}
            onPin={({ run, pinned }) => {
              say(engine.ask('runs.label', { run, pinned: pinned !== true }));
            }}
            onEdit={setEdited}
            onRemove={remove}
          />
        ) : null}
        {kept.length > 0 && shown.length === 0 ? <p className="empty quiet">{words.nothing}</p> : null}
        {edited ? (
          <EditWindow
            run={edited}
            onClose={() => {
              setEdited(null);
            }}
            onSave={(label) => {
              setEdited(null);
              say(engine.ask('runs.label', label));
            }}
          />
        ) : null}
      </div>
    </ImportBorder>
  );
}
