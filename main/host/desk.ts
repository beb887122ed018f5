import type { Choice } from '../../shared/bridge/desk.ts';
import type { Language } from '../../shared/locale/language.ts';

/** What a host can do besides that has a desktop around it. */
export interface Desk {
  /** Whether the data folder was named where the app was started, so that it cannot be moved from within. */
  readonly fixedFolder: boolean;
  /** @returns null where nothing was chosen */
  choose(what: Choice, from: string | null): Promise<string | null>;
  /** Opens a file of ours with whatever the system opens its kind with. */
  show(file: string): void;
  /** Prints a page of ours, which lies in a file, into another. @throws Error why it could not */
  print(page: string, pdf: string): Promise<void>;
  /** A plan was opened or written: the system may list it. */
  recent(file: string): void;
  /** The language of the tray, of questions and of notifications. */
  speak(language: Language): void;
  /** The plan that somebody opened with the app from outside, once. */
  takeOffered(): string | null;
  /** Starts the engine anew on another data folder; null for the usual one. @throws Problem `data.unwritable` */
  moveData(folder: string | null): void;
}
