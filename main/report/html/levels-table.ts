import { messages, type Messages } from '../../../shared/locale/messages.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import { resourceName } from '../../../shared/locale/resource-name.ts';
import { cardCount, intervalOf, type LevelLoads } from '../../../shared/model/level-loads.ts';
import { LOADS, isPerGpu, type Resource } from '../../../shared/model/resources.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import type { LevelVerdict, Verdict } from '../../../shared/model/verdict.ts';
import type { ReportContent } from './content.ts';
import { figure, intervalFigure } from './figures.ts';
import { paragraph, section } from './list.ts';
import { html, type Markup } from './markup.ts';

/** A level, or the baseline as the level n = 0. */
interface LevelRow extends LevelLoads {
  readonly n: number;
  readonly seconds: Seconds;
  readonly samples: number | null;
  readonly fps: LevelVerdict['fps'] | null;
}

interface Column {
  readonly name: string;
  readonly unit: string;
  readonly cell: (level: LevelRow) => Markup | string;
}

/** Columns beside n that an A4 page has room for. */
const COLUMNS_A_TABLE = 9;

function rowsOf({ baseline, levels }: Verdict): LevelRow[] {
  const measured = levels.map((level) => ({
    ...level,
    seconds: level.to - level.from,
    fps: level.fps ?? null,
  }));
  const empty = baseline ? [{ ...baseline, n: 0, samples: null, fps: null }] : [];
  return [...empty, ...measured.toSorted((a, b) => a.n - b.n)];
}

/** Card by card, so that a card's columns stay together. */
function resourcesOf(gpus: number): Resource[] {
  const cards = Array.from({ length: gpus }, (_, index) => index);
  const ofBox = LOADS.filter((load) => !isPerGpu(load)).map((resource) => ({ resource, index: null }));
  return [
    ...ofBox,
    ...cards.flatMap((index) => LOADS.filter(isPerGpu).map((resource) => ({ resource, index }))),
  ];
}

function loadColumns(verdict: Verdict, { language }: ReportContent): Column[] {
  const { units } = messages(language).charts;
  const gpus = cardCount(verdict);
  return resourcesOf(gpus)
    .filter((resource) => rowsOf(verdict).some((level) => intervalOf(level, resource) !== null))
    .map((resource) => {
      const limit = verdict.resources.find(
        (one) => one.resource === resource.resource && one.index === resource.index,
      )?.limit;
      return {
        name: resourceName(resource.resource, resource.index, gpus, language),
        unit: units.percent,
        cell: (level) => {
          const interval = intervalOf(level, resource);
          const cell = intervalFigure(interval, language);
          return interval && limit !== undefined && interval.mean >= limit ? html`<b>${cell}</b>` : cell;
        },
      };
    });
}

function columnsOf(content: ReportContent): Column[] {
  const { verdict, language } = content;
  const { report, charts } = messages(language);
  const frames = verdict.levels.some(({ fps }) => fps !== null && fps !== undefined);
  const rate = (name: string, of: 'worst' | 'mean'): Column => ({
    name,
    unit: charts.units.framesPerSecond,
    cell: ({ n, fps }) => (n === 0 ? '' : figure(fps?.[of] ?? null, language)),
  });
  return [
    {
      name: report.levels.dwell,
      unit: charts.units.seconds,
      cell: ({ seconds }) => numberText(seconds, language, Number.isInteger(seconds) ? 0 : 1),
    },
    {
      name: report.levels.samples,
      unit: report.levels.samplesUnit,
      cell: ({ samples }) => (samples === null ? '' : numberText(samples, language)),
    },
    ...(frames ? [rate(report.levels.worst, 'worst'), rate(report.levels.mean, 'mean')] : []),
    ...loadColumns(verdict, content),
  ];
}

function table(columns: readonly Column[], caption: string | null, content: ReportContent): Markup {
  const { verdict, language } = content;
  const texts: Messages['report']['levels'] = messages(language).report.levels;
  const head = (name: string, unit: string) => html`<th scope="col">${name}<small>${unit}</small></th>`;
  const row = (level: LevelRow) => {
    const here = level.n === verdict.capacity;
    const remark = here ? texts.capacity : level.n === 0 ? texts.baseline : null;
    return html`<tr class="${here ? 'capacity' : ''}">
      <th scope="row">
        ${numberText(level.n, language)}${remark === null ? null : html`<small>${remark}</small>`}
      </th>
      ${columns.map(({ cell }) => html`<td>${cell(level)}</td>`)}
    </tr> `;
  };
  return html`<div class="wide">
    <table class="levels">
      ${
        caption === null
          ? null
          : html`<caption>
              ${caption}
            </caption>`
      }
      <thead>
        <tr>
          ${head(texts.n, texts.nUnit)}${columns.map(({ name, unit }) => head(name, unit))}
        </tr>
      </thead>
      <tbody>
        ${rowsOf(verdict).map(row)}
      </tbody>
    </table>
  </div> `;
}

/** Every level with its figures; where there are many cards, in several tables under one another. */
export function levelsSection(content: ReportContent): Markup {
  const { levels } = messages(content.language).report;
  if (rowsOf(content.verdict).length === 0) return section(levels.heading, paragraph(levels.none));
  const columns = columnsOf(content);
  const tables = Array.from({ length: Math.ceil(columns.length / COLUMNS_A_TABLE) }, (_, place) =>
    table(
      columns.slice(place * COLUMNS_A_TABLE, (place + 1) * COLUMNS_A_TABLE),
      place === 0 ? levels.caption : null,
      content,
    ),
  );
  return section(levels.heading, ...tables);
}
