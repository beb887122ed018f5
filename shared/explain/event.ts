import type { Language } from '../locale/language.ts';
import { messages } from '../locale/messages.ts';
import type { TraceEvent } from '../model/trace.ts';
import { explainChecks } from './doctor.ts';
import { explainWarning } from './verdict.ts';

const WARNINGS: readonly string[] = ['hung', 'restarted', 'guard', 'gap'];

/**
 * What happened, in a sentence for whoever watches a run; null for what is the ordinary course of things (a launch, a
 * stop that was asked for).
 */
export function explainEvent(
  { type: _, event, t: __, ...data }: TraceEvent,
  language: Language,
): string | null {
  const { code, ...rest } = data;
  if (event === 'warning' && typeof code === 'string')
    return explainWarning({ code, data: rest, text: '' }, language);
  if (event === 'gap' && typeof data['resumed'] === 'string')
    return explainWarning({ code: 'resumed', data, text: '' }, language);
  if (WARNINGS.includes(event)) return explainWarning({ code: event, data, text: '' }, language);
  if (event === 'examined') return explainExamined(data['checks'], language);
  if (event === 'responding') {
    const seconds = typeof data['after'] === 'number' ? data['after'].toFixed(0) : '?';
    return messages(language).events.responding({ instance: data.instance ?? 0, seconds });
  }
  if (event !== 'exit' || data.reason === 'stopped') return null;
  const { events, exitText } = messages(language);
  const lines = Array.isArray(data['lastLines']) ? (data['lastLines'] as readonly unknown[]) : [];
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return events.exit({
    instance: data.instance ?? 0,
    reason: data.reason ?? 'crash',
    code: text(exitText(code)),
    lastLine: text(lines.at(-1)),
    dump: text(data['dump']),
  });
}

/** What the doctor found before the first launch and is not well, a line each; null where all is. */
function explainExamined(checks: unknown, language: Language): string | null {
  const sentences = explainChecks(checks, language).flatMap(({ state, evidence, effect }) =>
    state === 'good' ? [] : [`${evidence} ${effect}`.trim()],
  );
  return sentences.length === 0 ? null : sentences.join('\n');
}
