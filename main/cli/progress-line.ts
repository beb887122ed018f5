import type { ProbeSession } from '../engine/probe-session.ts';
import type { Language } from '../../shared/locale/language.ts';
import { messages } from '../../shared/locale/messages.ts';
import type { Progress } from '../../shared/probing/progress.ts';
import stringWidth from 'string-width';

const BAR = 20;
/** Without a terminal to rewrite, a line now and then is enough, in seconds of the run. */
const QUIET_SECONDS = 10;

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}

/** One line that says where a probe stands, whose time it is and how much is likely left. */
export function progressText(progress: Progress, language: Language): string {
  const texts = messages(language).cli.progress;
  const { phase, n, atLeast, elapsed, left } = progress;
  const doing = phase === 'baseline' ? texts.baseline() : texts[phase]({ n });
  const known = atLeast > 0 ? texts.known['at-least']({ n: atLeast }) : texts.known.nothing();
  const share = left === null ? 0 : elapsed / (elapsed + left);
  const filled = Math.round(share * BAR);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
  return [bar, clock(elapsed), doing, known, ...(left === null ? [] : [texts.left({ seconds: left })])].join(
    '  ',
  );
}

/** Shows progress on stderr: rewritten in place on a terminal, a line now and then elsewhere. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #language: Language;
  #shown = false;
  #last = Number.NEGATIVE_INFINITY;

  constructor(stream: NodeJS.WriteStream, language: Language) {
    this.#stream = stream;
    this.#language = language;
  }

  show(progress: Progress): void {
    const text = progressText(progress, this.#language);
    if (this.#stream.isTTY) {
      this.#rewrite(text);
    } else if (progress.elapsed - this.#last >= QUIET_SECONDS) {
      this.#last = progress.elapsed;
      this.#stream.write(`${text}\n`);
    }
  }

  /** What the next launch waits for, between two lines of progress. */
  showCopying({ slot, doneMiB, totalMiB }: NonNullable<ProbeSession['copying']>): void {
    if (!this.#stream.isTTY) return;
    this.#rewrite(messages(this.#language).cli.progress.copying({ slot, done: doneMiB, total: totalMiB }));
  }

  #rewrite(text: string): void {
    const room = this.#stream.columns - 1;
    this.#stream.write(`\r\u001B[2K${stringWidth(text) > room ? text.slice(0, room) : text}`);
    this.#shown = true;
  }

  /** Takes the line away, so that what follows stands alone. */
  clear(): void {
    if (this.#shown) this.#stream.write('\r\u001B[2K');
    this.#shown = false;
  }
}
