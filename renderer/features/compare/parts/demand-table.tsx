import { resourceName } from '../../../../shared/locale/resource-name.ts';
import type { Comparison } from '../../../../shared/model/comparison.ts';
import { resourceKey } from '../../../../shared/model/resources.ts';
import type { Interval } from '../../../../shared/stats/interval.ts';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { cardsOf, letterOf, ownOf, resourcesOf, type Side } from '../compared.ts';
import { Swatch } from './swatch.tsx';

interface DemandTableProps {
  readonly sides: readonly Side[];
  readonly comparisons: readonly Comparison[];
}

/** What one instance takes of each resource in each run, and what changed against the first beyond noise. */
export function DemandTable({ sides, comparisons }: DemandTableProps) {
  const { texts, language, number } = useTexts();
  const words = texts.compare;
  const { results, signed } = texts.comparison;
  const cards = cardsOf(sides);
  const range = ({ low, high }: Interval) =>
    low === null || high === null ? null : texts.report.levels.interval(number(low, 2), number(high, 2));
  return (
    <Panel title={words.demand} className="compare-demand">
      <div className="table-wrap" tabIndex={0} role="group" aria-label={words.demand}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.report.resources.resource}</th>
              {sides.map(({ summary }, place) => (
                <th key={summary.run} scope="col">
                  <Swatch place={place} /> {letterOf(place)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {resourcesOf(sides).map((resource) => {
              const key = resourceKey(resource);
              return (
                <tr key={key}>
                  <th scope="row">{resourceName(resource.resource, resource.index, cards, language)}</th>
                  {sides.map(({ summary, verdict }, place) => {
                    const own = ownOf(verdict, key);
                    const changed = comparisons[place - 1]?.resources.find((one) => resourceKey(one) === key);
                    return (
                      <td key={summary.run}>
                        <b>{number(own?.demand?.mean, 2)}</b>{' '}
                        <small>{own?.demand ? range(own.demand) : ''}</small>
                        {changed?.change ? (
                          <small className="compare-change">
                            {signed(changed.change.mean)}
                            {changed.decides ? `, ${results[changed.result]}` : ''}
                          </small>
                        ) : null}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="hint">{words.demandHint}</p>
    </Panel>
  );
}
