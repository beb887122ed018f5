import type { Language } from '../locale/language.ts';
import { messages } from '../locale/messages.ts';
import type { Problem, ProblemCode, ProblemData } from '../model/problem.ts';

/** Every Problem has a sentence in both languages; the compiler holds the catalogue to the model here. */
type Sentences = { readonly [Code in ProblemCode]: (data: ProblemData[Code]) => string };

/** What went wrong and what to do, in the reader's language; of a newer engine's problem its code and data. */
export function explainProblem(problem: Problem, language: Language): string {
  const sentences: Sentences = messages(language).problems;
  if (!Object.hasOwn(sentences, problem.code)) return `${problem.code} ${JSON.stringify(problem.data)}`;
  const sentence = sentences[problem.code] as (data: unknown) => string;
  return sentence(problem.data);
}
