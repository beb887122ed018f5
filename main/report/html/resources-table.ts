import { messages } from '../../../shared/locale/messages.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import { resourceName } from '../../../shared/locale/resource-name.ts';
import { LOADS } from '../../../shared/model/resources.ts';
import type { ResourceVerdict } from '../../../shared/model/verdict.ts';
import { cardCount } from '../../../shared/model/level-loads.ts';
import type { ReportContent } from './content.ts';
import { figure, intervalFigure } from './figures.ts';
import { paragraph, section } from './list.ts';
import { loadAtCapacity } from '../../../shared/model/load-at-capacity.ts';
import { html, type Markup } from './markup.ts';

function row(resource: ResourceVerdict, { verdict, language }: ReportContent): Markup {
  const { resources } = messages(language).report;
  const name = resourceName(resource.resource, resource.index, cardCount(verdict), language);
  const how = (predicted: boolean) =>
    html`<small>${predicted ? resources.predicted : resources.measured}</small>`;
  const at = loadAtCapacity(verdict, resource);
  const first =
    verdict.limitedBy?.resource === resource.resource && verdict.limitedBy.index === resource.index;
  return html`<tr class="${first ? 'capacity' : ''}">
    <th scope="row">${name}</th>
    <td>${numberText(resource.limit, language, Number.isInteger(resource.limit) ? 0 : 1)}</td>
    <td>
      ${figure(resource.capacity, language, 0)}${resource.capacity === null ? null : how(resource.predicted)}
    </td>
    <td>${intervalFigure(resource.demand, language)}</td>
    <td>${figure(at?.load ?? null, language)}${at ? how(at.predicted) : null}</td>
    <td>${figure(at ? resource.limit - at.load : null, language)}</td>
  </tr> `;
}

/** Each watched resource: its limit, what it alone would allow, demand and headroom; and what could not be read. */
export function resourcesSection(content: ReportContent): Markup {
  const { verdict, language } = content;
  const { report, loads, charts } = messages(language);
  const { resources } = report;
  const unread = LOADS.filter((load) => !verdict.resources.some(({ resource }) => resource === load));
  const missing =
    unread.length === 0 ? null : paragraph(resources.notRead(report.list(unread.map((load) => loads[load]))));
  if (verdict.resources.length === 0) return section(resources.heading, paragraph(resources.none), missing);
  if (verdict.verdict === 'invalid')
    return section(resources.heading, paragraph(resources.unclaimed), missing);
  const columns = [
    [resources.resource, ''],
    [resources.limit, charts.units.percent],
    [resources.own, report.levels.nUnit],
    [resources.demand, resources.demandUnit],
    [resources.load, charts.units.percent],
    [resources.headroom, resources.points],
  ] as const;
  return section(
    resources.heading,
    html`<div class="wide">
      <table class="resources">
        <caption>
          ${resources.caption}
        </caption>
        <thead>
          <tr>
            ${columns.map(([name, unit]) => html`<th scope="col">${name}<small>${unit}</small></th>`)}
          </tr>
        </thead>
        <tbody>
          ${verdict.resources.map((resource) => row(resource, content))}
        </tbody>
      </table>
    </div> `,
    missing,
  );
}
