import { printable } from '../../../shared/model/printable.ts';

/** Text that is markup already. Whatever else is put into a page is escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Insert = string | number | Markup | null | readonly Insert[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What turns the direction of writing is shown and not obeyed: a name could pass for another one in a report. */
export function escapeHtml(text: string): string {
  return printable(text).replaceAll(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? sign);
}

function inserted(value: Insert): string {
  if (value === null) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string') return escapeHtml(value);
  return typeof value === 'number' ? String(value) : value.map(inserted).join('');
}

/** Markup with values put in: texts are escaped for elements and for quoted attributes, lists joined, null is nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Insert[]): Markup {
  return new Markup(
    parts.reduce((text, part, place) => `${text}${inserted(values[place - 1] ?? null)}${part}`),
  );
}
