import { messages } from '../../../shared/locale/messages.ts';
import type { ReportContent } from './content.ts';
import { definitionList, section } from './list.ts';
import { html, type Markup } from './markup.ts';
import { momentText } from './moment.ts';

/** How it was measured, and what the words mean, for a reader who never saw the tool. */
export function methodSection({ language }: ReportContent): Markup {
  const { method } = messages(language).report;
  return section(
    method.heading,
    html`<ol>
      ${method.steps.map(([name, text]) => html`<li><b>${method.step(name)}</b>${text}</li> `)}
    </ol> `,
    html`${method.words.map(([name, text]) => html`<p class="word"><b>${method.word(name)}</b>${text}</p> `)}`,
  );
}

/** Which tool made it, when the run began, and the run's name. */
export function footer({ meta, verdict, language }: ReportContent): Markup {
  const texts = messages(language).report.footer;
  return html`<footer>
    ${definitionList([
      [texts.version, meta.version ?? null],
      [texts.started, meta.startedAt ? momentText(meta.startedAt) : null],
      [texts.run, meta.run ?? verdict.run],
    ])}
  </footer> `;
}
