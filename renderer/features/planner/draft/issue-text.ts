import { AudienceFigures } from '../../../../shared/explain/audience-figures.ts';
import type { Language } from '../../../../shared/locale/language.ts';
import { messages } from '../../../../shared/locale/messages.ts';
import type { DraftIssue } from './read-draft.ts';

/** What is wrong with a field and what it may be, for beside it. */
export function issueText(issue: DraftIssue, language: Language): string {
  const words = messages(language).planner.issues;
  const figures = new AudienceFigures(language);
  if (!('bounds' in issue)) return words[issue.kind]();
  const { least, most } = issue.bounds;
  return words[issue.kind]({ least: figures.number(least), most: figures.number(most) });
}
