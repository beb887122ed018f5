import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import type { Load } from '../../../shared/model/resources.ts';
import type { Percent } from '../../../shared/model/units.ts';
import { keptApart } from '../geometry/text-layout.ts';
import { HorizontalMark } from './horizontal-mark.tsx';
import { usePlotScale } from './plot-scale.ts';

/** Limits by load; a load that is not there has none. */
export type LoadLimits = Readonly<Partial<Record<Load, Percent>>>;

interface LimitMarksProps {
  readonly limits: LoadLimits;
  /** The loads that are drawn: the others' limits would be lines about nothing. */
  readonly shown: readonly Load[];
  readonly language: Language;
}

const APART = 12;

/** One line for each limit, named after all loads that have it. */
export function LimitMarks({ limits, shown, language }: LimitMarksProps) {
  const scale = usePlotScale();
  const { charts, loads } = messages(language);
  const byLimit = [
    ...Map.groupBy(
      shown.filter((load) => limits[load] !== undefined),
      (load) => limits[load] ?? 0,
    ),
  ];
  const places = keptApart(
    byLimit.map(([limit]) => scale.y(limit)),
    APART,
    scale.top + APART / 2,
  );
  return byLimit.map(([limit, of], index) => (
    <HorizontalMark
      key={limit}
      at={limit}
      label={charts.limit(
        charts.listOf(of.map((load) => loads[load])),
        numberText(limit, language, Number.isInteger(limit) ? 0 : 1),
      )}
      lowered={(places[index] ?? 0) - scale.y(limit)}
    />
  ));
}
