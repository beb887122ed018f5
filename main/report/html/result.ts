import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import { resourceName } from '../../../shared/locale/resource-name.ts';
import { cardCount } from '../../../shared/model/level-loads.ts';
import type { ReportContent } from './content.ts';
import { definitionList, paragraph, section, type Row } from './list.ts';
import { html, type Markup } from './markup.ts';

/** The verdict in one number and one sentence, with what else there is to say about it. */
export function verdictSection({ verdict, texts, language }: ReportContent): Markup {
  const { report } = messages(language);
  const { capacity } = verdict;
  const n = capacity === null ? '' : numberText(capacity, language);
  const number =
    capacity === null
      ? html`<p class="number none">${report.noNumber}</p>`
      : html`<p class="number">
          ${verdict.verdict === 'at-least' ? report.atLeast(n) : n} <span>${report.instances(capacity)}</span>
        </p>`;
  return html`<section class="verdict ${verdict.verdict}">
    ${number}
    <div>
      <p class="headline">${texts.headline}</p>
      ${texts.sentences.map((sentence) => paragraph(sentence))}
    </div>
  </section> `;
}

function limitedByText({ verdict, language }: ReportContent): string | null {
  const { report } = messages(language);
  if (!verdict.limitedBy) return null;
  const { resource, index, reason } = verdict.limitedBy;
  if (reason !== 'load' && reason !== 'memory') return report.limitedBy[reason];
  return report.limitedBy[reason](
    resource === null ? report.facts.unknown : resourceName(resource, index, cardCount(verdict), language),
  );
}

/** In percent, rounded down, with a decimal where one counts: 99.96 % sure is 99.9 %, never 100 %. */
function confidenceText(confidence: number, language: Language): string {
  const decimals = confidence < 0.99 ? 0 : 1;
  const scale = 10 ** decimals;
  // The least excess over what was meant (0.29 × 100 is 28.999…) must not cost a percent.
  return numberText(Math.floor(confidence * 100 * scale + 1e-9) / scale, language, decimals);
}

/** Confidence, interval, what gave out and the two capacities: the verdict's own figures. */
export function factsSection(content: ReportContent): Markup | null {
  const { verdict, language } = content;
  const { report } = messages(language);
  const { facts } = report;
  const { capacity, confidence, interval } = verdict;
  if (capacity === null) return null;
  const number = (value: number) => numberText(value, language);
  const share = confidence === null ? null : confidenceText(confidence, language);
  const sure = verdict.verdict === 'at-least' ? facts.confidenceAtLeast : facts.confidenceExact;
  const rows: Row[] = [
    [facts.confidence, share === null ? null : sure(share, number(capacity))],
    [
      facts.interval,
      interval &&
        (interval[1] === null
          ? facts.orMore(number(interval[0]))
          : facts.range(number(interval[0]), number(interval[1]))),
    ],
    [facts.safe, verdict.safe === null ? null : number(verdict.safe)],
    [facts.limitedBy, limitedByText(content)],
    [facts.loadCapacity, verdict.loadCapacity === null ? facts.unknown : number(verdict.loadCapacity)],
    [
      facts.frameCapacity,
      verdict.frameCapacity === null ? facts.framesNotMeasured : number(verdict.frameCapacity),
    ],
  ];
  return section(facts.heading, definitionList(rows, 'facts'));
}

export function warningsSection({ texts, verdict, language }: ReportContent): Markup {
  const { warnings } = messages(language).report;
  if (verdict.warnings.length === 0) {
    const none = verdict.verdict === 'invalid' ? warnings.noneElse : warnings.none;
    return section(warnings.heading, paragraph(none));
  }
  return section(
    warnings.heading,
    html`<ul class="warnings">
      ${verdict.warnings.map((warning, place) => html`<li>${texts.warnings[place] ?? warning.text}</li> `)}
    </ul>`,
  );
}
