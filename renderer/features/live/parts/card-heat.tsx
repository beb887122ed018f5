import type { ThinSample } from '../../../../shared/bridge/live.ts';
import { useTexts } from '../../../ui/language.tsx';

/** Temperature and clock of every card in the order of the cards, where a card's own line has no room for them. */
export function CardHeat({ last }: { readonly last: ThinSample | undefined }) {
  const { texts, number } = useTexts();
  const { live, charts } = texts;
  const rows = [
    { name: live.temperature, readings: last?.temperature ?? [], unit: '°C' },
    { name: live.clock, readings: last?.clock ?? [], unit: charts.units.percent },
  ].filter(({ readings }) => readings.some((reading) => typeof reading === 'number'));
  if (rows.length === 0) return null;
  return (
    <dl className="card-heat">
      {rows.map(({ name, readings, unit }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {readings.map((reading) => number(reading)).join(' · ')} {unit}
          </dd>
        </div>
      ))}
    </dl>
  );
}
