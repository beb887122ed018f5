import type { RunSummary } from '../../../shared/model/runs.ts';
import { Button } from '../../ui/button.tsx';
import { clockText } from '../../ui/duration.ts';
import { useAnswer, useChanges } from '../../ui/engine.tsx';
import { useTexts } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/problem-text.tsx';
import { momentText } from '../../ui/moment.ts';

interface RunsScreenProps {
  readonly onOpen: (run: string) => void;
  readonly onPlan: () => void;
}

function Row({ run, onOpen }: { readonly run: RunSummary; readonly onOpen: (run: string) => void }) {
  const { texts, number } = useTexts();
  const { runs } = texts.result;
  const state = runs.states[run.state];
  const verdict = run.verdict === null ? '–' : runs.verdicts[run.verdict](number(run.capacity));
  return (
    <tr>
      <td className="text">{momentText(run.startedAt)}</td>
      <th scope="row" className="text">
        <button
          type="button"
          className="link"
          aria-label={runs.open(run.name)}
          onClick={() => {
            onOpen(run.run);
          }}
        >
          {run.name}
        </button>
        <small> {run.run.slice(0, 10)}</small>
      </th>
      <td className="text">{run.box}</td>
      <td>
        <b>{verdict}</b>
        {state === '' ? null : <small> {state}</small>}
      </td>
      <td>{clockText(run.seconds)}</td>
      <td className="text">{texts.report.list(run.tags)}</td>
    </tr>
  );
}

/** The kept runs, the newest first, to open a result. */
export function RunsScreen({ onOpen, onPlan }: RunsScreenProps) {
  const { texts } = useTexts();
  const { runs } = texts.result;
  const { data, problem } = useAnswer('runs.list', {}, useChanges('runs.changed'));
  const kept = (data?.runs ?? []).toSorted((a, b) => b.run.localeCompare(a.run));
  return (
    <div className="page">
      <h1>{runs.title}</h1>
      <ProblemText problem={problem} />
      {data && kept.length === 0 ? (
        <div className="empty">
          <p>{runs.none}</p>
          <Button look="main" onClick={onPlan}>
            {texts.live.none.plan}
          </Button>
        </div>
      ) : null}
      {kept.length > 0 ? (
        <div className="table-wrap">
          <table>
            <caption className="unseen">{runs.caption}</caption>
            <thead>
              <tr>
                <th scope="col" className="text">
                  {runs.started}
                </th>
                <th scope="col" className="text">
                  {runs.name}
                </th>
                <th scope="col" className="text">
                  {runs.box}
                </th>
                <th scope="col">{runs.verdict}</th>
                <th scope="col">{runs.took}</th>
                <th scope="col" className="text">
                  {runs.tags}
                </th>
              </tr>
            </thead>
            <tbody>
              {kept.map((run) => (
                <Row key={run.run} run={run} onOpen={onOpen} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </div>
  );
}
