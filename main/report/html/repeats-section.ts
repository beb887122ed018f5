import { messages } from '../../../shared/locale/messages.ts';
import type { ReportContent } from './content.ts';
import { figure } from './figures.ts';
import { section } from './list.ts';
import { html, type Markup } from './markup.ts';

/** The single runs behind a pooled verdict; nothing where it stands alone. */
export function repeatsSection({ verdict, language }: ReportContent): Markup | null {
  const { repeats } = messages(language).report;
  const runs = verdict.runs ?? [];
  if (runs.length === 0) return null;
  const columns = [repeats.run, repeats.verdict, repeats.capacity, repeats.confidence];
  return section(
    repeats.heading,
    html`<div class="wide">
      <table class="repeats">
        <caption>
          ${repeats.caption}
        </caption>
        <thead>
          <tr>
            ${columns.map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${runs.map(
            (one) =>
              html`<tr>
                <th scope="row">${one.run ?? ''}</th>
                <td>${repeats.verdicts[one.verdict]}</td>
                <td>${figure(one.capacity, language, 0)}</td>
                <td>${figure(one.confidence, language, 3)}</td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div> `,
  );
}
