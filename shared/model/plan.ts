import { z } from 'zod';
import { DEFAULT_LIMITS, limitsSchema, type Limits } from './resources.ts';
import type { Celsius, FramesPerSecond, MiB, Seconds } from './units.ts';

export const PLAN_FORMAT = 'kneescope.plan/1';

export const METHODS = ['adaptive', 'steady', 'manual'] as const;
export type Method = (typeof METHODS)[number];
export const MODES = ['quick', 'balanced', 'thorough'] as const;
export type Mode = (typeof MODES)[number];
export const SPREADS = ['round-robin', 'none'] as const;
export type Spread = (typeof SPREADS)[number];

/** Bounds of what a plan may say, in one place for the schema, the command line and the dashboard's form. */
export const PLAN_BOUNDS = {
  cap: { least: 1, most: 10_000 },
  tick: { least: 0.1, most: 60 },
  seconds: { least: 0, most: 86_400 },
} as const;

const seconds = z.number().gte(PLAN_BOUNDS.seconds.least).lte(PLAN_BOUNDS.seconds.most);
const mebibytes = z.number().gte(0);
const regularExpression = z.string().min(1).refine(isRegularExpression, { error: 'regular-expression' });

function isRegularExpression(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}

const timeoutSeconds = seconds.optional();
/** A port of an instance: a number follows the slot as `{port:N}` does (N + slot − 1). */
const port = z.union([z.int().gte(1).lte(65_535), z.string().regex(/^\{port:\d{1,5}\}$/)]);

const readySchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('load'), timeoutSeconds }),
  z.strictObject({ by: z.literal('log'), pattern: regularExpression, timeoutSeconds }),
  z.strictObject({ by: z.literal('port'), port, timeoutSeconds }),
  z.strictObject({ by: z.literal('window'), timeoutSeconds }),
  z.strictObject({ by: z.literal('seconds'), seconds, timeoutSeconds }),
  z.strictObject({ by: z.literal('manual'), timeoutSeconds }),
]);
export type Ready = z.infer<typeof readySchema>;

const graceSeconds = seconds.optional();
export const STOP_ORDERS = ['together', 'newest-first', 'oldest-first'] as const;
export type StopOrder = (typeof STOP_ORDERS)[number];
/** In which order instances are asked when all are to end. */
const order = z.enum(STOP_ORDERS).optional();
const stopSchema = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('close-window'), graceSeconds, order }),
  z.strictObject({ ask: z.literal('signal'), graceSeconds, order }),
  z.strictObject({ ask: z.literal('stdin'), line: z.string(), graceSeconds, order }),
  z.strictObject({ ask: z.literal('none'), graceSeconds, order }),
]);
export type Stop = z.infer<typeof stopSchema>;

const framesSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('none') }),
  z.strictObject({ from: z.literal('presentmon') }),
  z.strictObject({ from: z.literal('mangohud') }),
  z.strictObject({ from: z.literal('output'), pattern: regularExpression }),
]);
export type Frames = z.infer<typeof framesSchema>;

export const copiesSchema = z.strictObject({
  source: z.string().min(1),
  into: z.string().min(1).nullable().optional(),
  link: z.array(z.string().min(1)).optional(),
});

const guardsSchema = z.strictObject({
  freeRamMiB: mebibytes.nullable().optional(),
  freeDiskMiB: mebibytes.nullable().optional(),
  gpuCelsius: z.number().gt(0).lte(150).nullable().optional(),
  freeVramMiB: mebibytes.nullable().optional(),
  budgetSeconds: seconds.gt(0).nullable().optional(),
});

/**
 * A plan as somebody wrote it: what is absent is decided elsewhere. Unknown fields are errors, except those that
 * begin with `x-`, which the reader takes out beforehand.
 */
export const planSchema = z.strictObject({
  format: z.literal(PLAN_FORMAT),
  name: z.string().min(1).optional(),
  executable: z.string().min(1),
  arguments: z.array(z.string()).optional(),
  workingDirectory: z.string().min(1).nullable().optional(),
  environment: z.record(z.string().min(1), z.string()).optional(),
  copies: copiesSchema.nullable().optional(),
  ready: readySchema.optional(),
  stop: stopSchema.optional(),
  gpus: z.strictObject({ spread: z.enum(SPREADS) }).optional(),
  frames: framesSchema.optional(),
  fpsTarget: z.union([z.literal('solo'), z.number().gt(0).lte(1000)]).optional(),
  limits: limitsSchema.optional(),
  cap: z.int().gte(PLAN_BOUNDS.cap.least).lte(PLAN_BOUNDS.cap.most).optional(),
  tick: z.number().gte(PLAN_BOUNDS.tick.least).lte(PLAN_BOUNDS.tick.most).optional(),
  method: z.enum(METHODS).optional(),
  mode: z.enum(MODES).optional(),
  guards: guardsSchema.optional(),
  tags: z.record(z.string().min(1), z.string()).optional(),
});
export type PlanFile = z.infer<typeof planSchema>;

export interface Guards {
  readonly freeRamMiB: MiB | null;
  readonly freeDiskMiB: MiB | null;
  readonly gpuCelsius: Celsius | null;
  /** On the fullest card; absent: not guarded. */
  readonly freeVramMiB?: MiB | null;
  readonly budgetSeconds: Seconds | null;
}
export type FpsTarget = 'solo' | FramesPerSecond;

type WithTime<T, Key extends string> = T extends unknown
  ? Omit<T, Key> & Readonly<Record<Key, Seconds>>
  : never;

/** A plan with every field decided. Paths are as they stand: `main/engine` makes them absolute. */
export interface Plan {
  readonly format: typeof PLAN_FORMAT;
  readonly name: string;
  readonly executable: string;
  readonly arguments: readonly string[];
  readonly workingDirectory: string | null;
  readonly environment: Readonly<Record<string, string>>;
  readonly copies: {
    readonly source: string;
    readonly into: string | null;
    readonly link: readonly string[];
  } | null;
  readonly ready: WithTime<Ready, 'timeoutSeconds'>;
  readonly stop: WithTime<Stop, 'graceSeconds'>;
  readonly gpus: { readonly spread: Spread };
  readonly frames: Frames;
  readonly fpsTarget: FpsTarget;
  readonly limits: Limits;
  readonly cap: number;
  readonly tick: Seconds;
  readonly method: Method;
  readonly mode: Mode;
  readonly guards: Guards;
  readonly tags: Readonly<Record<string, string>>;
}

export const DEFAULT_CAP = 64;
export const DEFAULT_TICK: Seconds = 1;
const DEFAULT_READY_TIMEOUT: Seconds = 300;
const DEFAULT_GRACE: Seconds = 10;
export const DEFAULT_GUARDS: Guards = {
  freeRamMiB: 1024,
  freeDiskMiB: 1024,
  gpuCelsius: null,
  budgetSeconds: 7200,
};

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function defined<T extends object>(given: T | undefined): Defined<T> {
  return Object.fromEntries(
    Object.entries(given ?? {}).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}

/** The file's name of a path of either system, without `.exe`. */
export function programName(executable: string): string {
  return (executable.split(/[\\/]/u).at(-1) ?? executable).replace(/\.exe$/iu, '');
}

/** Fills what a plan leaves open with the defaults of `docs/formats.md`. */
export function completePlan(file: PlanFile): Plan {
  const ready = file.ready ?? { by: 'load' };
  const stop = file.stop ?? { ask: 'close-window' };
  return {
    format: PLAN_FORMAT,
    name: file.name ?? programName(file.executable),
    executable: file.executable,
    arguments: file.arguments ?? [],
    workingDirectory: file.workingDirectory ?? null,
    environment: file.environment ?? {},
    copies: file.copies
      ? { source: file.copies.source, into: file.copies.into ?? null, link: file.copies.link ?? [] }
      : null,
    ready: { ...ready, timeoutSeconds: ready.timeoutSeconds ?? DEFAULT_READY_TIMEOUT },
    stop: { ...stop, graceSeconds: stop.graceSeconds ?? DEFAULT_GRACE },
    gpus: file.gpus ?? { spread: 'round-robin' },
    frames: file.frames ?? { from: 'none' },
    fpsTarget: file.fpsTarget ?? 'solo',
    limits: { ...DEFAULT_LIMITS, ...defined(file.limits) },
    cap: file.cap ?? DEFAULT_CAP,
    tick: file.tick ?? DEFAULT_TICK,
    method: file.method ?? 'adaptive',
    mode: file.mode ?? 'balanced',
    guards: { ...DEFAULT_GUARDS, ...defined(file.guards) },
    tags: file.tags ?? {},
  };
}
