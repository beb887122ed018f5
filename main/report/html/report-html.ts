import { messages } from '../../../shared/locale/messages.ts';
import { programName } from '../../../shared/model/plan.ts';
import { embeddedVerdict } from '../verdict-in-report.ts';
import type { ReportContent } from './content.ts';
import { levelsSection } from './levels-table.ts';
import { Markup, html } from './markup.ts';
import { audienceSection } from '../audience/audience-section.ts';
import { footer, methodSection } from './method.ts';
import { page } from './page.ts';
import { picturesSections } from './pictures-section.ts';
import { resourcesSection } from './resources-table.ts';
import { repeatsSection } from './repeats-section.ts';
import { factsSection, verdictSection, warningsSection } from './result.ts';
import { boxSection, planSection, programSection } from './subject.ts';

/** What was tested, as its owner calls it. */
function nameOf({ meta, language }: ReportContent): string {
  const named = meta.plan?.['name'];
  if (typeof named === 'string' && named !== '') return named;
  return meta.program?.path ? programName(meta.program.path) : messages(language).report.unnamed;
}

/** The whole report as one page that needs nothing but itself. */
export function reportHtml(content: ReportContent): string {
  const { verdict, language } = content;
  const { report } = messages(language);
  const name = nameOf(content);
  return page({
    language,
    kind: report.kind,
    title: report.pageTitle(name),
    heading: name,
    simulated: verdict.simulated,
    main: html`${verdictSection(content)}${factsSection(content)}${warningsSection(content)}${repeatsSection(content)}${picturesSections(content)}${levelsSection(content)}${resourcesSection(content)}${content.audience && audienceSection(content.audience, language)}${boxSection(content)}${programSection(content)}${planSection(content)}${methodSection(content)}`,
    end: html`${footer(content)}${new Markup(embeddedVerdict(verdict))}`,
  });
}
