import { messages } from '../../../shared/locale/messages.ts';
import { programName } from '../../../shared/model/plan.ts';
import { pageCss } from '../../../renderer/charts/page-css.ts';
import { embeddedVerdict } from '../verdict-in-report.ts';
import type { ReportContent } from './content.ts';
import { levelsSection } from './levels-table.ts';
import { Markup, html } from './markup.ts';
import { footer, methodSection } from './method.ts';
import { picturesSections } from './pictures-section.ts';
import { resourcesSection } from './resources-table.ts';
import { factsSection, verdictSection, warningsSection } from './result.ts';
import { STYLE } from './style.ts';
import { boxSection, planSection, programSection } from './subject.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** What was tested, as its owner calls it. */
function nameOf({ meta, language }: ReportContent): string {
  const named = meta.plan?.['name'];
  if (typeof named === 'string' && named !== '') return named;
  return meta.program?.path ? programName(meta.program.path) : messages(language).report.unnamed;
}

function simulatedNote({ verdict, language }: ReportContent): Markup | null {
  const { report } = messages(language);
  if (!verdict.simulated) return null;
  return html`<p class="simulated"><b>${report.simulatedTitle}</b>${report.simulated}</p> `;
}

/** The whole report as one page that needs nothing but itself. */
export function reportHtml(content: ReportContent): string {
  const { verdict, language } = content;
  const { report } = messages(language);
  const name = nameOf(content);
  const simulated = verdict.simulated ? report.simulatedTitle : null;
  const title = report.pageTitle(name);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${simulated === null ? title : `${simulated} – ${title}`}</title>
        <style>
          ${new Markup(pageCss())}${new Markup(STYLE)}
        </style>
      </head>
      <body>
        <header>
          ${simulatedNote(content)}
          <p class="kind">
            ${report.kind}${simulated === null ? null : html` <b class="simulated-tag">(${simulated})</b>`}
          </p>
          <h1>${name}</h1>
        </header>
        <main>
          ${verdictSection(content)}${factsSection(content)}${warningsSection(content)}${picturesSections(content)}${levelsSection(content)}${resourcesSection(content)}${boxSection(content)}${programSection(content)}${planSection(content)}${methodSection(content)}
        </main>
        ${footer(content)}${new Markup(embeddedVerdict(verdict))}
      </body>
    </html> `.text;
}
