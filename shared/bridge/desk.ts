import { z } from 'zod';

const path = z.string().min(1).max(4096);

/** What can be chosen in a dialog of the system. */
export const CHOICES = ['program', 'plan', 'folder', 'plan-to-write'] as const;
export type Choice = (typeof CHOICES)[number];

/** Every word that the desktop's main process shows. It knows no language: the engine's process gives it these. */
const wordsSchema = z.strictObject({
  open: z.string(),
  quit: z.string(),
  again: z.string(),
  usualFolder: z.string(),
  ask: z.strictObject({
    message: z.string(),
    detail: z.string(),
    background: z.string(),
    end: z.string(),
    cancel: z.string(),
  }),
  plans: z.string(),
  all: z.string(),
});
export type DeskWords = z.infer<typeof wordsSchema>;

/**
 * What the engine's process tells the desktop's main process: how things stand, and what only main can do. Main checks it
 * by this schema as whoever receives does.
 */
export const deskOrderSchema = z.discriminatedUnion('say', [
  /** The engine listens. */
  z.strictObject({ say: z.literal('ready'), words: wordsSchema }),
  z.strictObject({ say: z.literal('words'), words: wordsSchema }),
  /** A sign of life. */
  z.strictObject({ say: z.literal('beat') }),
  /** How the run stands; `line` for the tray. `run` null: none is alive. */
  z.strictObject({
    say: z.literal('state'),
    run: z.string().nullable(),
    line: z.string(),
  }),
  z.strictObject({ say: z.literal('verdict'), title: z.string(), body: z.string() }),
  z.strictObject({ say: z.literal('choose'), id: z.int(), what: z.enum(CHOICES), from: path.nullable() }),
  /** Opens a file of ours with whatever the system opens its kind with. */
  z.strictObject({ say: z.literal('show'), file: path }),
  z.strictObject({ say: z.literal('recent'), file: path }),
  /** Prints a page of ours, which lies in a file, into another. */
  z.strictObject({ say: z.literal('print'), id: z.int(), page: path, pdf: path }),
  /** Ends and wants to be started anew: another data folder. */
  z.strictObject({ say: z.literal('restart') }),
  /** Cannot begin; `usual` where the usual data folder would be a way out. */
  z.strictObject({ say: z.literal('failed'), text: z.string(), words: wordsSchema, usual: z.boolean() }),
]);
export type DeskOrder = z.infer<typeof deskOrderSchema>;

/** What main tells the engine's process. */
export const deskNewsSchema = z.discriminatedUnion('say', [
  /** A page wants a line; its port comes with the message. */
  z.strictObject({ say: z.literal('line') }),
  /** Somebody opened a plan with the app from outside. */
  z.strictObject({ say: z.literal('plan'), file: path }),
  /** The answer to `choose`; null where nothing was chosen. */
  z.strictObject({ say: z.literal('chosen'), id: z.int(), file: path.nullable() }),
  /** The answer to `print`: null where it is done, else why it could not be. */
  z.strictObject({ say: z.literal('printed'), id: z.int(), failed: z.string().nullable() }),
  /** End what runs, with the result that is known, and yourself. */
  z.strictObject({ say: z.literal('end') }),
]);
export type DeskNews = z.infer<typeof deskNewsSchema>;

/** With what the engine's process is started, as its one argument, in JSON. */
export const engineStartSchema = z.strictObject({
  /** Where the app keeps what is no run: which data folder. */
  appFolder: path,
  /** From the command line; null for the one that was set or the usual one. */
  dataFolder: path.nullable(),
  /** What a relative path without a plan is relative to. */
  folder: path,
  locale: z.string(),
  /** The usual data folder, whatever was set. */
  usual: z.boolean(),
  /** The engine before this one ended by itself, with this run alive or none. */
  crashed: z.strictObject({ run: z.string().nullable() }).nullable(),
});
export type EngineStart = z.infer<typeof engineStartSchema>;
