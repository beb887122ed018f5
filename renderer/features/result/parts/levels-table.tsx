import { resourceName } from '../../../../shared/locale/resource-name.ts';
import { cardCount, intervalOf } from '../../../../shared/model/level-loads.ts';
import { resourceKey, type Resource } from '../../../../shared/model/resources.ts';
import type { Verdict } from '../../../../shared/model/verdict.ts';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';

/** Every level with means and intervals; at or above a limit is marked by weight and by a sign. */
export function LevelsTable({ verdict }: { readonly verdict: Verdict }) {
  const { texts, language, number } = useTexts();
  const { levels: words } = texts.report;
  const { units } = texts.charts;
  const gpus = cardCount(verdict);
  const { resources, baseline, capacity } = verdict;
  const frames = verdict.levels.some(({ fps }) => fps !== null && fps !== undefined);
  const rows = [
    ...(baseline ? [{ ...baseline, n: 0, dwell: baseline.seconds, readings: null, fps: null }] : []),
    ...verdict.levels
      .toSorted((a, b) => a.n - b.n)
      .map((level) => ({ ...level, dwell: level.to - level.from, readings: level.samples })),
  ];
  const cell = (level: (typeof rows)[number], resource: Resource & { readonly limit: number }) => {
    const interval = intervalOf(level, resource);
    if (!interval) return <td key={resourceKey(resource)}>–</td>;
    const over = interval.mean >= resource.limit;
    const { low, high } = interval;
    return (
      <td key={resourceKey(resource)} className={over ? 'over' : ''}>
        {over ? <span aria-hidden="true">▲ </span> : null}
        {number(interval.mean, 1)}
        {over ? <span className="unseen"> {texts.result.above}</span> : null}
        {low === null || high === null ? null : (
          <small> {words.interval(number(low, 1), number(high, 1))}</small>
        )}
      </td>
    );
  };
  return (
    <Panel title={texts.result.levels} className="result-levels">
      {rows.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <div className="table-wrap" tabIndex={0} role="group" aria-label={texts.result.levels}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.n}</th>
                <th scope="col">
                  {words.dwell} <small>{units.seconds}</small>
                </th>
                <th scope="col">{words.samples}</th>
                {frames ? (
                  <>
                    <th scope="col">{words.worst}</th>
                    <th scope="col">{words.mean}</th>
                  </>
                ) : null}
                {resources.map((one) => (
                  <th key={resourceKey(one)} scope="col">
                    {resourceName(one.resource, one.index, gpus, language)} <small>{units.percent}</small>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((level) => (
                <tr key={level.n} className={level.n === capacity ? 'first' : ''}>
                  <th scope="row">
                    {number(level.n)}
                    {level.n === capacity ? <small> {words.capacity}</small> : null}
                    {level.n === 0 && capacity !== 0 ? <small> {words.baseline}</small> : null}
                  </th>
                  <td>{number(level.dwell)}</td>
                  <td>{number(level.readings)}</td>
                  {frames ? (
                    <>
                      <td>{number(level.fps?.worst, 1)}</td>
                      <td>{number(level.fps?.mean, 1)}</td>
                    </>
                  ) : null}
                  {resources.map((one) => cell(level, one))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
