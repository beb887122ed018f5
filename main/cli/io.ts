import type { Language } from '../../shared/locale/language.ts';
import { messages, type Messages } from '../../shared/locale/messages.ts';
import { printable } from '../../shared/model/printable.ts';

/** What is common to all commands. */
export interface Context {
  readonly language: Language;
  readonly texts: Messages;
  readonly json: boolean;
  readonly dataFolder: string;
  /** To people: stderr with `--json`, so that stdout is the document alone; else stdout. */
  say(text: string): void;
  /** Beside the answer: progress and notes, always stderr. */
  note(text: string): void;
  /** The document that `--json` asks for. */
  document(value: unknown): void;
}

export function contextFor(language: Language, json: boolean, dataFolder: string): Context {
  const write = (stream: NodeJS.WriteStream, text: string) => stream.write(`${printable(text)}\n`);
  return {
    language,
    texts: messages(language),
    json,
    dataFolder,
    say: (text) => write(json ? process.stderr : process.stdout, text),
    note: (text) => write(process.stderr, text),
    document: (value) => write(process.stdout, JSON.stringify(value)),
  };
}
