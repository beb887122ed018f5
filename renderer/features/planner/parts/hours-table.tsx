import { AudienceFigures } from '../../../../shared/explain/audience-figures.ts';
import type { Audience } from '../../../../shared/model/audience.ts';
import { useTexts } from '../../../ui/language.tsx';

/** A day's profile hour by hour: what the formulas say, and beside it what the day played through says. */
export function HoursTable({ audience }: { readonly audience: Audience }) {
  const { texts, language } = useTexts();
  const { table } = texts.audience;
  const { hours, simulation } = audience;
  if (!hours) return null;
  const figures = new AudienceFigures(language);
  const played = simulation?.result?.hours ?? null;
  const head = [table.arrivals, table.load, table.waits, table.mean, table.p95, table.refused];
  return (
    <div className="table-wrap" tabIndex={0} role="group" aria-label={texts.planner.hoursTable}>
      <table>
        <thead>
          <tr>
            <th scope="col">{table.hour}</th>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {played ? <th scope="col">{table.simulatedP95}</th> : null}
          </tr>
        </thead>
        <tbody>
          {hours.map((one) => (
            <tr key={one.hour}>
              <th scope="row">{figures.clock(one.hour)}</th>
              <td>{figures.number(one.arrivalsPerHour)}</td>
              <td>{figures.number(one.load)}</td>
              <td>{figures.share(one.probability)}</td>
              <td>{figures.duration(one.meanSeconds)}</td>
              <td>{figures.duration(one.p95Seconds)}</td>
              <td>{figures.share(one.refused)}</td>
              {played ? <td>{figures.duration(played[one.hour]?.p95Seconds ?? null)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
