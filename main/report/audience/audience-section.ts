import { AudienceFigures } from '../../../shared/explain/audience-figures.ts';
import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import type { Audience } from '../../../shared/model/audience.ts';
import { paragraph, section } from '../html/list.ts';
import { html, Markup } from '../html/markup.ts';
import type { AudiencePicture } from './audience-pictures.ts';
import type { ExplainedAnswer } from './explained-answer.ts';

/** An answer with its pictures. */
export interface DrawnAnswer extends ExplainedAnswer {
  readonly pictures: readonly AudiencePicture[];
}

/** What was asked about an audience: for each part its sentences and its pictures. */
export function audienceSection({ audience, explained, pictures }: DrawnAnswer, language: Language): Markup {
  const texts = messages(language);
  const { headings } = texts.audience;
  const drawn = (part: AudiencePicture['part']) =>
    pictures.filter((picture) => picture.part === part).map((picture) => figureOf(picture, language));
  const parts = [
    [headings.bandwidth, explained.bandwidth, drawn('bandwidth')],
    [headings.waiting, explained.waiting, [...drawn('waiting'), hoursTable(audience, language)]],
    [headings.simulation, explained.simulation, []],
    [headings.boxes, explained.boxes, drawn('boxes')],
    [headings.hardware, explained.hardware, drawn('hardware')],
  ] as const;
  return section(
    texts.report.audience.heading,
    paragraph(texts.report.audience.caption, 'caption'),
    ...parts
      .filter(([, sentences]) => sentences.length > 0)
      .map(
        ([heading, sentences, content]) =>
          html`<h3>${heading}</h3>
            ${sentences.map((sentence) => paragraph(sentence))}${content} `,
      ),
  );
}

function figureOf({ name, svg }: AudiencePicture, language: Language): Markup {
  const { captions } = messages(language).report.audience;
  return html`<figure>
    ${new Markup(svg)}
    <figcaption>${captions[name]}</figcaption>
  </figure> `;
}

function hoursTable({ hours, simulation }: Audience, language: Language): Markup | null {
  if (!hours) return null;
  const { table } = messages(language).audience;
  const figures = new AudienceFigures(language);
  const played = simulation?.result?.hours ?? null;
  const head = [
    table.hour,
    table.arrivals,
    table.load,
    table.waits,
    table.mean,
    table.p95,
    table.refused,
    ...(played ? [table.simulatedP95] : []),
  ];
  return html`<div class="wide">
    <table class="hours">
      <thead>
        <tr>
          ${head.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${hours.map(
          (one) =>
            html`<tr>
              <th scope="row">${figures.clock(one.hour)}</th>
              <td>${figures.number(one.arrivalsPerHour)}</td>
              <td>${figures.number(one.load)}</td>
              <td>${figures.share(one.probability)}</td>
              <td>${figures.duration(one.meanSeconds)}</td>
              <td>${figures.duration(one.p95Seconds)}</td>
              <td>${figures.share(one.refused)}</td>
              ${played ? html`<td>${figures.duration(played[one.hour]?.p95Seconds ?? null)}</td>` : null}
            </tr> `,
        )}
      </tbody>
    </table>
  </div> `;
}
