import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { resourceName } from '../../../shared/locale/resource-name.ts';
import { cardCount, intervalOf } from '../../../shared/model/level-loads.ts';
import type { LevelVerdict, ResourceVerdict, Verdict } from '../../../shared/model/verdict.ts';
import { pad } from './width.ts';

const BAR_COLUMNS = 50;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
/** More levels than this are thinned, keeping the ends and those next to the knee. */
const MOST_ROWS = 24;

function bar(percent: number): string {
  const eighths = Math.round((Math.min(100, Math.max(0, percent)) / 100) * BAR_COLUMNS * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

/** The bar with the limit drawn where it lies, over or beyond the bar. */
function barWithLimit(percent: number, limit: number): string {
  const cells = Array.from(pad(bar(percent), BAR_COLUMNS));
  const at = Math.min(BAR_COLUMNS - 1, Math.round((limit / 100) * BAR_COLUMNS));
  cells[at] = percent >= limit ? '╋' : '│';
  return cells.join('');
}

/** The resource whose curve is worth drawing: the one that gave out, else the one nearest to its limit. */
export function shownResource(verdict: Verdict): ResourceVerdict | null {
  const { limitedBy, resources, levels } = verdict;
  const limiting = resources.find(
    ({ resource, index }) => resource === limitedBy?.resource && index === limitedBy.index,
  );
  if (limiting) return limiting;
  const last = levels.at(-1);
  const nearness = (one: ResourceVerdict) => (intervalOf(last, one)?.mean ?? 0) / one.limit;
  return resources.toSorted((a, b) => nearness(b) - nearness(a))[0] ?? null;
}

function thinned(levels: readonly LevelVerdict[], capacity: number | null): readonly LevelVerdict[] {
  if (levels.length <= MOST_ROWS) return levels;
  const step = Math.ceil(levels.length / (MOST_ROWS - 4));
  const near = (n: number) => capacity !== null && Math.abs(n - capacity) <= 1;
  return levels.filter(({ n }, i) => i % step === 0 || i === levels.length - 1 || near(n));
}

/** The load curve as lines for a terminal: a bar a level, the limit as a line through all of them. */
export function curveText(verdict: Verdict, language: Language): string[] {
  const shown = shownResource(verdict);
  if (!shown || verdict.levels.length === 0) return [];
  const texts = messages(language).cli;
  const name = resourceName(shown.resource, shown.index, cardCount(verdict), language);
  const rows = thinned(verdict.levels, verdict.capacity).flatMap((level) => {
    const interval = intervalOf(level, shown);
    if (!interval) return [];
    const { mean, low, high } = interval;
    const half = low === null || high === null ? '' : ` ± ${((high - low) / 2).toFixed(1)}`;
    const frames = level.fps?.worst;
    const rate = typeof frames === 'number' ? `  ${frames.toFixed(1)} fps` : '';
    const mark = level.n === verdict.capacity ? `  ◀ ${texts.curve.capacity}` : '';
    const figure = pad(`${mean.toFixed(1)} %${half}`, 14);
    return [
      `${pad(String(level.n), 4, 'left')} ${barWithLimit(mean, shown.limit)} ${figure}${rate}${mark}`.trimEnd(),
    ];
  });
  return [texts.curve.title({ resource: name, limit: shown.limit }), ...rows];
}
