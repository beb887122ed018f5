import type { Series } from '../../../shared/bridge/series.ts';
import { resourceKey } from '../../../shared/model/resources.ts';

type Line = Series['lines'][number];
type Band = Series['bands'][number];

/** The readings of the first before `from` and after `to`, those of the second between. */
function refinedLine(coarse: Line, fine: Line | undefined, { from, to }: Series): Line {
  const start = coarse.times.findIndex((t) => t >= from);
  const end = coarse.times.findIndex((t) => t > to);
  const [before, after] = [start < 0 ? coarse.times.length : start, end < 0 ? coarse.times.length : end];
  return {
    ...coarse,
    times: [...coarse.times.slice(0, before), ...(fine?.times ?? []), ...coarse.times.slice(after)],
    values: [...coarse.values.slice(0, before), ...(fine?.values ?? []), ...coarse.values.slice(after)],
  };
}

function refinedBands(coarse: readonly Band[], fine: readonly Band[], { from, to }: Series): Band[] {
  const joined: Band[] = [];
  for (const band of [
    ...coarse.filter((one) => one.from < from).map((one) => ({ ...one, to: Math.min(one.to, from) })),
    ...fine.map((one) => ({ ...one, from: Math.max(one.from, from), to: Math.min(one.to, to) })),
    ...coarse.filter((one) => one.to > to).map((one) => ({ ...one, from: Math.max(one.from, to) })),
  ]) {
    const last = joined.at(-1);
    if (band.to <= band.from) continue;
    if (last?.n === band.n && last.to === band.from) joined[joined.length - 1] = { ...last, to: band.to };
    else joined.push(band);
  }
  return joined;
}

/**
 * A run in the coarse, and a part of it in the fine: so that whoever zooms out or moves on sees at once what is there, and not an empty
 * place until the engine has answered.
 */
export function refinedSeries(coarse: Series, fine: Series): Series {
  const lines = new Map(fine.lines.map((line) => [resourceKey(line), line]));
  const known = new Set(coarse.lines.map((line) => resourceKey(line)));
  return {
    ...coarse,
    end: Math.max(coarse.end, fine.end),
    to: Math.max(coarse.to, fine.to),
    samples: Math.max(coarse.samples, fine.samples),
    lines: [
      ...coarse.lines.map((line) => refinedLine(line, lines.get(resourceKey(line)), fine)),
      ...fine.lines.filter((line) => !known.has(resourceKey(line))),
    ],
    bands: refinedBands(coarse.bands, fine.bands, fine),
    gaps: [...coarse.gaps.filter((gap) => gap.to <= fine.from || gap.from >= fine.to), ...fine.gaps].toSorted(
      (a, b) => a.from - b.from,
    ),
    gpus: Math.max(coarse.gpus, fine.gpus),
  };
}
