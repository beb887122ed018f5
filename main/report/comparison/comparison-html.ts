import { capacityText, comparedCards, explainComparison } from '../../../shared/explain/comparison.ts';
import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import { resourceName } from '../../../shared/locale/resource-name.ts';
import type { ComparedResource, Comparison, ComparisonSide } from '../../../shared/model/comparison.ts';
import { programName } from '../../../shared/model/plan.ts';
import type { Interval } from '../../../shared/stats/interval.ts';
import { figure, intervalFigure } from '../html/figures.ts';
import { paragraph, section } from '../html/list.ts';
import { html, Markup } from '../html/markup.ts';
import { momentText } from '../html/moment.ts';
import { page } from '../html/page.ts';

export interface ComparisonContent {
  readonly comparison: Comparison;
  /** Load over n of either side, as SVG. */
  readonly pictures: { readonly base: string; readonly candidate: string };
  readonly language: Language;
}

function limitedByText({ limitedBy }: ComparisonSide, cards: number, language: Language): string {
  const { report, comparison } = messages(language);
  if (!limitedBy) return comparison.report.none;
  const { reason, resource, index } = limitedBy;
  if (reason !== 'load' && reason !== 'memory')
    return report.limitedBy[reason as 'crash' | 'frames' | 'cap' | 'budget'];
  return report.limitedBy[reason](
    resource === null ? report.facts.unknown : resourceName(resource, index, cards, language),
  );
}

function figuresSection({ comparison, language }: ComparisonContent): Markup {
  const { report: texts } = messages(language).comparison;
  const { facts } = messages(language).report;
  const cards = comparedCards(comparison);
  const number = (value: number) => numberText(value, language);
  const rows: readonly (readonly [string, (side: ComparisonSide) => string | Markup | null])[] = [
    [texts.capacity, (side) => html`<b>${capacityText(side)}</b>`],
    [
      texts.interval,
      ({ interval }) =>
        interval &&
        (interval[1] === null
          ? facts.orMore(number(interval[0]))
          : facts.range(number(interval[0]), number(interval[1]))),
    ],
    [
      texts.confidence,
      ({ confidence }) =>
        confidence === null ? null : texts.percent((Math.floor(confidence * 1000) / 10).toFixed(1)),
    ],
    [texts.limitedBy, (side) => limitedByText(side, cards, language)],
    [texts.runs, ({ runs }) => runs.join(', ')],
    [texts.started, ({ startedAt }) => startedAt && momentText(startedAt)],
    [texts.program, ({ executable, name }) => (executable === null ? name : programName(executable))],
    [texts.fileVersion, ({ fileVersion }) => fileVersion],
    [texts.sha256, ({ sha256 }) => sha256 && html`<code>${sha256.slice(0, 16)}</code>`],
    [
      texts.tags,
      ({ tags }) =>
        Object.entries(tags)
          .map(([name, value]) => `${name} ${value}`)
          .join(', '),
    ],
    [texts.box, ({ box }) => box],
  ];
  const { base, candidate } = comparison;
  return section(
    texts.figures,
    html`<div class="wide">
      <table class="sides">
        <thead>
          <tr>
            <th scope="col"></th>
            <th scope="col">${texts.base}</th>
            <th scope="col">${texts.candidate}</th>
          </tr>
        </thead>
        <tbody>
          ${rows
            .map(([name, cell]) => [name, cell(base), cell(candidate)] as const)
            .filter(([, then, now]) => (then !== null && then !== '') || (now !== null && now !== ''))
            .map(
              ([name, then, now]) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  <td>${then ?? texts.none}</td>
                  <td>${now ?? texts.none}</td>
                </tr> `,
            )}
        </tbody>
      </table>
    </div> `,
  );
}

function changeCell(change: Interval | null, language: Language): Markup {
  const { comparison, report } = messages(language);
  if (!change) return html`${comparison.report.none}`;
  const { mean, low, high } = change;
  const range =
    low === null || high === null
      ? null
      : html`<small>${report.levels.interval(comparison.signed(low), comparison.signed(high))}</small>`;
  return html`${comparison.signed(mean)}${range}`;
}

function pText(p: number | null, none: string): string {
  if (p === null) return none;
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}

function demandRow(one: ComparedResource, cards: number, language: Language): Markup {
  const { report: texts, results } = messages(language).comparison;
  const name = resourceName(one.resource, one.index, cards, language);
  return html`<tr class="${one.decides ? 'capacity' : ''}">
    <th scope="row">${name}</th>
    <td>${one.base ? intervalFigure(one.base, language) : figure(null, language)}</td>
    <td>${one.candidate ? intervalFigure(one.candidate, language) : figure(null, language)}</td>
    <td>${changeCell(one.change, language)}</td>
    <td>${pText(one.p, texts.none)}</td>
    <td>${results[one.result]}</td>
  </tr> `;
}

function demandSection({ comparison, language }: ComparisonContent): Markup | null {
  const { report: texts } = messages(language).comparison;
  const cards = comparedCards(comparison);
  if (comparison.resources.length === 0) return null;
  const head = [texts.resource, texts.base, texts.candidate, texts.change, texts.p, texts.result];
  return section(
    texts.demand,
    html`<div class="wide">
      <table class="demands">
        <caption>
          ${texts.demandCaption}
        </caption>
        <thead>
          <tr>
            ${head.map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${comparison.resources.map((one) => demandRow(one, cards, language))}
        </tbody>
      </table>
    </div> `,
  );
}

function conditionsSection({ comparison, language }: ComparisonContent): Markup {
  const texts = messages(language).comparison;
  const { differences } = explainComparison(comparison, language);
  if (differences.length === 0)
    return section(texts.report.conditions, paragraph(texts.report.sameConditions));
  return section(
    texts.report.conditions,
    paragraph(comparison.gate ? texts.allowed : texts.notGate),
    html`<ul class="warnings">
      ${differences.map((line) => html`<li>${line}</li> `)}
    </ul>`,
  );
}

function pictureSection(heading: string, svg: string): Markup {
  return section(heading, html`<figure>${new Markup(svg)}</figure>`);
}

/** What a side is called in the title: its build where it names one, else its run. */
function sideName({ tags, fileVersion, runs, name }: ComparisonSide): string {
  return `${name} ${tags['build'] ?? fileVersion ?? runs[0] ?? ''}`.trim();
}

/** Two builds side by side, as one page that needs nothing but itself. */
export function comparisonHtml(content: ComparisonContent): string {
  const { comparison, pictures, language } = content;
  const texts = messages(language).comparison;
  const { headline, sentences, notes } = explainComparison(comparison, language);
  const simulated = comparison.base.simulated || comparison.candidate.simulated;
  const title = texts.report.title({
    base: sideName(comparison.base),
    candidate: sideName(comparison.candidate),
  });
  return page({
    language,
    kind: texts.report.kind,
    title,
    heading: title,
    simulated,
    main: html`<section class="verdict ${comparison.result}">
        <p class="number change${comparison.result === 'cannot-tell' ? ' none' : ''}">
          ${capacityText(comparison.base)} → ${capacityText(comparison.candidate)}
          <span>${texts.results[comparison.result]}</span>
        </p>
        <div>
          <p class="headline">${headline}</p>
          ${sentences.map((sentence) => paragraph(sentence))}
        </div>
      </section>
      ${conditionsSection(content)}${
        notes.length === 0
          ? null
          : section(
              texts.report.notes,
              html`<ul class="warnings">
                ${notes.map((note) => html`<li>${note}</li> `)}
              </ul>`,
            )
      }${figuresSection(content)}${demandSection(content)}${pictureSection(texts.report.before, pictures.base)}${pictureSection(texts.report.after, pictures.candidate)}${section(texts.report.method, paragraph(texts.report.methodText))}`,
    end: null,
  });
}
