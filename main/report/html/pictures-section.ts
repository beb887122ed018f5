import { messages } from '../../../shared/locale/messages.ts';
import type { ReportContent } from './content.ts';
import { paragraph, section } from './list.ts';
import { Markup, html } from './markup.ts';

function figure(svg: string, caption: string): Markup {
  return html`<figure>
    ${new Markup(svg)}
    <figcaption>${caption}</figcaption>
  </figure>`;
}

/** Load over n, load over time and, where frames were measured, frames over n. */
export function picturesSections({ pictures, verdict, language }: ReportContent): Markup[] {
  const { loadOverN, loadOverTime, frames, capacityLine, sentences } = messages(language).report;
  const withLine = (caption: string) =>
    verdict.capacity === null ? caption : sentences([caption, capacityLine]);
  return [
    section(loadOverN.heading, figure(pictures.loadOverN, withLine(loadOverN.caption))),
    section(loadOverTime.heading, figure(pictures.loadOverTime, loadOverTime.caption)),
    section(
      frames.heading,
      pictures.framesOverN === null
        ? paragraph(frames.none)
        : figure(pictures.framesOverN, withLine(frames.caption)),
    ),
  ];
}
