import type { Language } from '../locale/language.ts';
import { messages, type Messages } from '../locale/messages.ts';
import { numberText } from '../locale/numbers.ts';
import type { Mbps, Seconds } from '../model/units.ts';

/** The numbers of an audience as people read them: never more digits than mean something. */
export class AudienceFigures {
  readonly language: Language;
  readonly #texts: Messages['audience'];

  constructor(language: Language) {
    this.language = language;
    this.#texts = messages(language).audience;
  }

  count(value: number): string {
    return numberText(value, this.language);
  }

  /** The digits that count, without zeros at the end: 1,240, 299.2, 6.67, 0.3. */
  number(value: number): string {
    const size = Math.abs(value);
    const decimals = size >= 1000 || size === 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    const rounded = Number(value.toFixed(decimals));
    const needed = [0, 1, 2, 3].find((some) => Number(rounded.toFixed(some)) === rounded) ?? decimals;
    return numberText(rounded, this.language, needed);
  }

  rate(value: Mbps): string {
    return this.#texts.mbps(this.number(value));
  }

  /** A share as percent; nearly none and nearly all are never shown as none and all. */
  share(value: number | null): string {
    if (value === null) return this.#texts.dash;
    const percent = value * 100;
    if (value > 0 && percent < 0.01) return this.#texts.percent(`< ${numberText(0.01, this.language, 2)}`);
    if (value < 1 && percent > 99.99) return this.#texts.percent(`> ${numberText(99.99, this.language, 2)}`);
    const close = percent < 1 || percent > 99;
    return this.#texts.percent(this.number(Number(percent.toFixed(close ? 2 : 1))));
  }

  duration(seconds: Seconds | null): string {
    if (seconds === null) return this.#texts.dash;
    if (seconds < 90) return this.#texts.seconds(this.number(Number(seconds.toFixed(seconds < 10 ? 1 : 0))));
    if (seconds < 5400) return this.#texts.minutes(this.number(Number((seconds / 60).toFixed(1))));
    return this.#texts.hours(this.number(Number((seconds / 3600).toFixed(1))));
  }

  viewers(streams: number, spectators: number): string {
    return this.#texts.viewers({
      streams: this.count(streams),
      spectators: spectators === 0 ? null : this.count(spectators),
    });
  }

  clock(hour: number): string {
    return this.#texts.clock(String(hour).padStart(2, '0'));
  }
}
