import type { ThinSample } from '../../../../shared/bridge/live.ts';
import { useTexts } from '../../../ui/language.tsx';

/** Temperature and clock of every card in the order of the cards, where a card's own line has no room for them. */
export function CardHeat({ samples }: { readonly samples: readonly ThinSample[] }) {
  const { texts, number } = useTexts();
  const { live, charts } = texts;
  const last = samples.at(-1);
  // What was ever read keeps its place when it cannot be read for a while.
  const rows = [
    { load: 'temperature' as const, name: live.temperature, unit: '°C' },
    { load: 'clock' as const, name: live.clock, unit: charts.units.percent },
  ].filter(({ load }) => samples.some((sample) => sample[load]?.some((reading) => reading !== null)));
  if (rows.length === 0) return null;
  return (
    <dl className="card-heat">
      {rows.map(({ load, name, unit }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {(last?.[load] ?? []).map((reading) => number(reading)).join(' · ')} {unit}
          </dd>
        </div>
      ))}
    </dl>
  );
}
