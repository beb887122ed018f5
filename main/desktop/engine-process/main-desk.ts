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
  readonly #choosing = new Map<number, (file: string | null) => void>();
  #last = 0;
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

  chosen(id: number, file: string | null): void {
    this.#choosing.get(id)?.(file);
    this.#choosing.delete(id);
  }

  readonly ways: Omit<Desk, 'fixedFolder'> = {
    choose: (what: Choice, from: string | null) => {
      this.#last += 1;
      const { promise, resolve } = Promise.withResolvers<string | null>();
      this.#choosing.set(this.#last, resolve);
      this.tell({ say: 'choose', id: this.#last, what, from });
      return promise;
    },
    show: (file) => {
      this.tell({ say: 'show', file });
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
