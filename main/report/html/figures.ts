import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import type { Interval } from '../../../shared/stats/interval.ts';
import { html, type Markup } from './markup.ts';

/** A number with one decimal, or the dash of what could not be read. */
export function figure(value: number | null, language: Language, decimals = 1): string {
  return value === null ? messages(language).report.unavailable : numberText(value, language, decimals);
}

/** A mean with its 95 % interval below it. */
export function intervalFigure(interval: Interval | null, language: Language): Markup {
  const { levels } = messages(language).report;
  if (!interval) return html`${figure(null, language)}`;
  const { mean, low, high } = interval;
  const range =
    low === null || high === null ? null : levels.interval(figure(low, language), figure(high, language));
  return html`${figure(mean, language)}${range === null ? null : html`<small>${range}</small>`}`;
}

/** A duration as people say it: 48 s, 6 min 52 s, 2 h 5 min. */
export function durationText(seconds: Seconds, language: Language): string {
  const { plan } = messages(language).report;
  const whole = Math.round(seconds);
  const number = (value: number) => numberText(value, language);
  if (whole < 60) return plan.seconds(number(whole));
  if (whole < 3600) return plan.minutes(number(Math.floor(whole / 60)), number(whole % 60));
  return plan.hours(number(Math.floor(whole / 3600)), number(Math.floor((whole % 3600) / 60)));
}
