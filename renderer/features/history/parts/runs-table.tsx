import { useState } from 'react';
import type { RunSummary } from '../../../../shared/model/runs.ts';
import { clockText } from '../../../ui/duration.ts';
import { useTexts } from '../../../ui/language.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useSize } from '../../../ui/use-size.ts';
import { buildOf } from '../filter.ts';
import { fitText } from '../fit-text.ts';
import { visibleRows } from '../visible-rows.ts';

export interface RowCommands {
  readonly onOpen: (run: string) => void;
  readonly onChoose: (run: string, chosen: boolean) => void;
  readonly onPin: (run: RunSummary) => void;
  readonly onEdit: (run: RunSummary) => void;
  readonly onRemove: (runs: readonly string[]) => void;
}

interface RunsTableProps extends RowCommands {
  readonly runs: readonly RunSummary[];
  readonly chosen: ReadonlySet<string>;
}

/** Pixels, as in the style sheet: every row is alike, so that those out of sight need not be there. */
const ROW = 48;
/** The columns that are not as wide as the screen allows, in pixels; name and box share the rest. */
const COLUMNS = {
  choose: 36,
  started: 150,
  verdict: 148,
  build: 124,
  tags: 160,
  took: 72,
  commands: 132,
} as const;
const PADDING = 20;
const LEAST_WIDTH = 1180;

interface Widths {
  readonly free: number;
  readonly build: number;
  readonly tags: number;
}

/** How wide the texts may be in a table of this width. */
function widthsOf(width: number): Widths {
  const fixed = Object.values(COLUMNS).reduce((sum, column) => sum + column, 0);
  const free = (Math.max(width, LEAST_WIDTH) - fixed) / 2;
  return { free: free - PADDING, build: COLUMNS.build - PADDING, tags: COLUMNS.tags - PADDING };
}

interface RowProps extends RowCommands {
  readonly run: RunSummary;
  readonly chosen: boolean;
  readonly place: number;
  readonly widths: Widths;
}

function Row({ run, chosen, place, widths, onOpen, onChoose, onPin, onEdit, onRemove }: RowProps) {
  const { texts, number } = useTexts();
  const words = texts.history;
  const { runs } = texts.result;
  const state = runs.states[run.state];
  const verdict = run.verdict === null ? '–' : runs.verdicts[run.verdict](number(run.capacity));
  const pinned = run.pinned === true;
  const shown = fitText(run.name, widths.free, 14, true);
  return (
    <tr aria-rowindex={place + 2} className={chosen ? 'history-chosen' : ''}>
      <td>
        <input
          type="checkbox"
          aria-label={words.choose(run.name)}
          checked={chosen}
          onChange={(event) => {
            onChoose(run.run, event.target.checked);
          }}
        />
      </td>
      <th scope="row" className="text">
        <button
          type="button"
          className="link"
          // What is seen is a part of what is heard; where it was cut the title has the rest.
          {...(shown === run.name && { 'aria-label': runs.open(run.name) })}
          title={runs.open(run.name)}
          onClick={() => {
            onOpen(run.run);
          }}
        >
          {shown}
        </button>
        <small title={run.note}>
          {run.note === undefined || run.note === ''
            ? run.run.slice(0, 10)
            : fitText(run.note.replaceAll('\n', ' '), widths.free, 12)}
        </small>
      </th>
      <td className="text">{momentText(run.startedAt)}</td>
      <td>
        <b>{verdict}</b>
        {state === '' ? null : <small> {state}</small>}
      </td>
      <td className="text" title={run.box}>
        {fitText(run.box, widths.free, 14)}
      </td>
      <td className="text" title={buildOf(run)}>
        {fitText(buildOf(run), widths.build, 14)}
      </td>
      <td className="text" title={texts.report.list(run.tags)}>
        {fitText(texts.report.list(run.tags), widths.tags, 14)}
      </td>
      <td>{clockText(run.seconds)}</td>
      <td className="history-do">
        <button
          type="button"
          className="button button-quiet"
          aria-pressed={pinned}
          aria-label={words.pin(run.name)}
          onClick={() => {
            onPin(run);
          }}
        >
          <span aria-hidden="true">{pinned ? '★' : '☆'}</span>
        </button>
        <button
          type="button"
          className="button button-quiet"
          aria-label={words.edit(run.name)}
          onClick={() => {
            onEdit(run);
          }}
        >
          <span aria-hidden="true">✎</span>
        </button>
        <button
          type="button"
          className="button button-quiet"
          aria-label={words.remove(run.name)}
          disabled={run.state === 'running'}
          onClick={() => {
            onRemove([run.run]);
          }}
        >
          <span aria-hidden="true">✕</span>
        </button>
      </td>
    </tr>
  );
}

/** The runs, of which only those in sight are on the page: ten thousand scroll like ten. */
export function RunsTable({ runs, chosen, ...commands }: RunsTableProps) {
  const { texts } = useTexts();
  const words = texts.history;
  const { runs: heads } = texts.result;
  const [watch, size] = useSize();
  const [top, setTop] = useState(0);
  const { first, last } = visibleRows(runs.length, ROW, top, size?.height ?? 0);
  const widths = widthsOf(size?.width ?? 0);
  const gap = (rows: number) =>
    rows === 0 ? null : (
      <tr aria-hidden="true" style={{ height: rows * ROW }}>
        <td colSpan={9} />
      </tr>
    );
  return (
    <div
      ref={watch}
      className="history-table"
      tabIndex={0}
      role="group"
      aria-label={heads.caption}
      onScroll={(event) => {
        setTop(event.currentTarget.scrollTop);
      }}
    >
      <table aria-rowcount={runs.length + 1}>
        <caption className="unseen">{heads.caption}</caption>
        <colgroup>
          <col style={{ width: COLUMNS.choose }} />
          <col />
          <col style={{ width: COLUMNS.started }} />
          <col style={{ width: COLUMNS.verdict }} />
          <col />
          <col style={{ width: COLUMNS.build }} />
          <col style={{ width: COLUMNS.tags }} />
          <col style={{ width: COLUMNS.took }} />
          <col style={{ width: COLUMNS.commands }} />
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">
              <span className="unseen">{words.chosen}</span>
            </th>
            <th scope="col" className="text">
              {heads.name}
            </th>
            <th scope="col" className="text">
              {heads.started}
            </th>
            <th scope="col">{heads.verdict}</th>
            <th scope="col" className="text">
              {heads.box}
            </th>
            <th scope="col" className="text">
              {words.filter.build}
            </th>
            <th scope="col" className="text">
              {heads.tags}
            </th>
            <th scope="col">{heads.took}</th>
            <th scope="col">
              <span className="unseen">{words.commands}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {gap(first)}
          {runs.slice(first, last).map((run, place) => (
            <Row
              key={run.run}
              run={run}
              place={first + place}
              widths={widths}
              chosen={chosen.has(run.run)}
              {...commands}
            />
          ))}
          {gap(runs.length - last)}
        </tbody>
      </table>
    </div>
  );
}
