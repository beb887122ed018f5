import { html, type Markup } from './markup.ts';

export type Row = readonly [name: string, value: string | Markup | null];

/** A list of names and values; rows without a value are left out, and with none left there is no list. */
export function definitionList(rows: readonly Row[], className = ''): Markup | null {
  const known = rows.filter(([, value]) => value !== null && value !== '');
  if (known.length === 0) return null;
  return html`<dl class="${className}">
    ${known.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div> `,
    )}
  </dl>`;
}

/** A section with its heading. */
export function section(heading: string, ...content: readonly (Markup | null)[]): Markup {
  return html`<section>
    <h2>${heading}</h2>
    ${content}
  </section> `;
}

export function paragraph(text: string, className = ''): Markup {
  return html`<p class="${className}">${text}</p> `;
}
