import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { pageCss } from '../../../renderer/charts/page-css.ts';
import { html, Markup } from './markup.ts';
import { STYLE } from './style.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

export interface PageParts {
  readonly language: Language;
  /** What kind of document it is, in small above the heading. */
  readonly kind: string;
  readonly title: string;
  readonly heading: string;
  readonly simulated: boolean;
  readonly main: Markup;
  /** After the main part: a footer, data. */
  readonly end: Markup | null;
}

/** The frame of every page of ours: no network, no script, the look, and whether it is a simulation. */
export function page({ language, kind, title, heading, simulated, main, end }: PageParts): string {
  const { report } = messages(language);
  const note = simulated
    ? html`<p class="simulated"><b>${report.simulatedTitle}</b>${report.simulated}</p> `
    : null;
  const tag = simulated ? html` <b class="simulated-tag">(${report.simulatedTitle})</b>` : null;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${simulated ? `${report.simulatedTitle} – ${title}` : title}</title>
        <style>
          ${new Markup(pageCss())}${new Markup(STYLE)}
        </style>
      </head>
      <body>
        <header>
          ${note}
          <p class="kind">${kind}${tag}</p>
          <h1>${heading}</h1>
        </header>
        <main>${main}</main>
        ${end}
      </body>
    </html> `.text;
}
