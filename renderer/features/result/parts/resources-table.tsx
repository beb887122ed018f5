import { loadAtCapacity } from '../../../../shared/model/load-at-capacity.ts';
import { resourceName } from '../../../../shared/locale/resource-name.ts';
import { cardCount } from '../../../../shared/model/level-loads.ts';
import { resourceKey } from '../../../../shared/model/resources.ts';
import type { ResourceVerdict, Verdict } from '../../../../shared/model/verdict.ts';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';

function Row({ one, verdict }: { readonly one: ResourceVerdict; readonly verdict: Verdict }) {
  const { texts, language, number } = useTexts();
  const words = texts.report.resources;
  const first = verdict.limitedBy?.resource === one.resource && verdict.limitedBy.index === one.index;
  const at = loadAtCapacity(verdict, one);
  const { demand } = one;
  return (
    <tr className={first ? 'first' : ''}>
      <th scope="row">
        {resourceName(one.resource, one.index, cardCount(verdict), language)}
        {first ? <small> {texts.report.facts.limitedBy}</small> : null}
      </th>
      <td>{number(one.limit, Number.isInteger(one.limit) ? 0 : 1)} %</td>
      <td>
        <b>{number(one.capacity)}</b>
        {one.capacity === null ? null : <small> {one.predicted ? words.predicted : words.measured}</small>}
      </td>
      <td>
        {demand ? number(demand.mean, 2) : '–'}
        {demand && demand.low !== null && demand.high !== null ? (
          <small> {texts.report.levels.interval(number(demand.low, 2), number(demand.high, 2))}</small>
        ) : null}
      </td>
      <td>{at ? `${number(at.load, 1)} %` : '–'}</td>
      <td>{at ? number(one.limit - at.load, 1) : '–'}</td>
    </tr>
  );
}

/** What each resource alone would carry, the one that gives out first marked in words. */
export function ResourcesTable({ verdict }: { readonly verdict: Verdict }) {
  const { texts } = useTexts();
  const words = texts.report.resources;
  return (
    <Panel title={texts.result.resources} className="result-resources">
      {verdict.resources.length === 0 || verdict.verdict === 'invalid' ? (
        <p className="quiet">{verdict.resources.length === 0 ? words.none : words.unclaimed}</p>
      ) : (
        <div className="table-wrap" tabIndex={0} role="group" aria-label={texts.result.resources}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.resource}</th>
                <th scope="col">{words.limit}</th>
                <th scope="col">{words.own}</th>
                <th scope="col">
                  {words.demand} <small>{words.demandUnit}</small>
                </th>
                <th scope="col">{words.load}</th>
                <th scope="col">
                  {words.headroom} <small>{words.points}</small>
                </th>
              </tr>
            </thead>
            <tbody>
              {verdict.resources.map((one) => (
                <Row key={resourceKey(one)} one={one} verdict={verdict} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
