import { html } from './markup.ts';
import type { Row } from './list.ts';

/** A plan's fields as a list, each named as in the file: `ready.by`, `limits.cpu`. What is null or empty is left out. */
export function planRows(plan: Readonly<Record<string, unknown>>, prefix = ''): Row[] {
  return Object.entries(plan).flatMap(([name, value]): Row[] => {
    const field = `${prefix}${name}`;
    if (value === null || value === undefined) return [];
    if (Array.isArray(value))
      return value.length === 0 ? [] : [[field, html`<code>${value.map(wordText).join(' ')}</code>`]];
    if (typeof value === 'object') return planRows(value as Record<string, unknown>, `${field}.`);
    return [[field, html`<code>${wordText(value)}</code>`]];
  });
}

function wordText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
