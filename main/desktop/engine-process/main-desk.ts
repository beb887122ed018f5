import { randomInt } from 'node:crypto';
import type { Choice, DeskOrder } from '../../../shared/bridge/desk.ts';
import type { Language } from '../../../shared/locale/language.ts';
import { messages, type Messages } from '../../../shared/locale/messages.ts';
import type { Desk } from '../../host/desk.ts';
import { keepDataFolder } from './data-folder.ts';

export interface MainDeskOptions {
  readonly tell: (order: DeskOrder) => void;
  readonly appFolder: string;
  readonly language: Language;
}

/** What only main can do, asked of it over the port; and the language in which it is spoken to. */
export class MainDesk {
  readonly tell: (order: DeskOrder) => void;
  readonly #appFolder: string;
  #language: Language;
  #offered: string | null = null;
  readonly #asked = new Map<number, (answer: string | null) => void>();
  /** Not from 0: what the engine before this one asked may be answered to this one. */
  #last = randomInt(2 ** 32);
  #onSpeak: () => void = () => undefined;

  constructor({ tell, appFolder, language }: MainDeskOptions) {
    this.tell = tell;
    this.#appFolder = appFolder;
    this.#language = language;
  }

  get language(): Language {
    return this.#language;
  }
  get texts(): Messages['desk'] {
    return messages(this.#language).desk;
  }

  /** @param listener called when another language is wanted */
  onSpeak(listener: () => void): void {
    this.#onSpeak = listener;
  }

  ready(): void {
    this.tell({ say: 'ready', words: this.texts.words });
  }

  /** Somebody opened a plan from outside; the latest counts. */
  offer(file: string): void {
    this.#offered = file;
  }

  /** What main answers to what it was asked. */
  answered(id: number, answer: string | null): void {
    this.#asked.get(id)?.(answer);
    this.#asked.delete(id);
  }

  #ask(order: (id: number) => DeskOrder): Promise<string | null> {
    this.#last += 1;
    const { promise, resolve } = Promise.withResolvers<string | null>();
    this.#asked.set(this.#last, resolve);
    this.tell(order(this.#last));
    return promise;
  }

  readonly ways: Omit<Desk, 'fixedFolder'> = {
    choose: (what: Choice, from: string | null) => this.#ask((id) => ({ say: 'choose', id, what, from })),
    show: (file) => {
      this.tell({ say: 'show', file });
    },
    print: async (page, pdf) => {
      const failed = await this.#ask((id) => ({ say: 'print', id, page, pdf }));
      if (failed !== null) throw new Error(failed);
    },
    recent: (file) => {
      this.tell({ say: 'recent', file });
    },
    speak: (language) => {
      if (language === this.#language) return;
      this.#language = language;
      this.tell({ say: 'words', words: this.texts.words });
      this.#onSpeak();
    },
    takeOffered: () => {
      const offered = this.#offered;
      this.#offered = null;
      return offered;
    },
    moveData: (folder) => {
      keepDataFolder(this.#appFolder, folder);
      this.tell({ say: 'restart' });
      // What was said goes out before it ends.
      setImmediate(() => process.exit(0));
    },
  };
}
