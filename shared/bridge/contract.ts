import { z } from 'zod';
import { audienceSchema } from '../model/audience.ts';
import { PLAN_BOUNDS, planSchema } from '../model/plan.ts';
import { settingsSchema as keptSettingsSchema } from '../model/settings.ts';
import { audienceQuestionSchema } from './audience-question.ts';
import { BRIDGE_BOUNDS } from './bounds.ts';
import { CHOICES } from './desk.ts';
import { doctorSchema } from './doctor-view.ts';
import { FIELDS } from './fields.ts';
import { KEPT_REQUESTS } from './kept-requests.ts';
import { liveUpdateSchema } from './live.ts';
import { planCheckSchema } from './plan-check.ts';

const { nothing, run, file, folder, language, pageFormat } = FIELDS;
const box = z.string().min(1).max(4096);
const instance = z.int().gte(1);

/** Of a plan, those fields that mean something on a box that launches by itself too. */
const settingsSchema = planSchema
  .pick({ limits: true, cap: true, method: true, mode: true, fpsTarget: true })
  .extend({ budgetSeconds: z.number().gt(0).lte(PLAN_BOUNDS.seconds.most).optional() })
  .partial();

/**
 * Every request of a face, with what it says and what it is answered. What is wrong with one is answered with a
 * Problem. Commands to a run name it, so that a window that looks at an older one cannot stop the newer.
 */
export const REQUESTS = {
  /** Who is there. */
  'engine.describe': {
    params: nothing,
    result: z.strictObject({
      version: z.string(),
      platform: z.string(),
      dataFolder: z.string(),
      /** What a relative path in a plan without a file is relative to. */
      folder: z.string(),
      /** Simulated boxes, to try things without a GPU. */
      profiles: z.array(z.string()),
      /** What only a face on a desktop can do; null in a browser. */
      desk: z
        .strictObject({
          /** Whether the data folder was named at the start, and so cannot be moved from within. */
          fixedFolder: z.boolean(),
        })
        .nullable(),
      /** The engine before this one ended by itself, with this run alive or none; null where nothing of the kind happened. */
      crashed: z.strictObject({ run: z.string().nullable(), name: z.string() }).nullable(),
    }),
  },

  /** What is wrong with a plan, what it would start, what can be measured. `plan` is checked by the format's own schema. */
  'plan.check': {
    params: z.strictObject({ plan: z.unknown(), folder, box }),
    result: planCheckSchema,
  },
  'plan.read': {
    params: z.strictObject({ file }),
    /** `known`: somebody at this box wrote, ran or took it as it is; any other is shown before it is taken. */
    result: z.strictObject({ file: z.string(), folder: z.string(), plan: planSchema, known: z.boolean() }),
  },
  /** A plan whose text the face has, not its file. */
  'plan.parse': {
    params: z.strictObject({ text: z.string(), name: z.string().max(4096) }),
    result: z.strictObject({ plan: planSchema, known: z.boolean() }),
  },
  /** Somebody has seen what a stranger's plan would run, and takes it. `file`: where it lies, from now on among the last. */
  'plan.trust': {
    params: z.strictObject({ plan: planSchema, folder, file: file.nullable().optional() }),
    result: nothing,
  },
  /** Plans that were taken or written last and are still there. */
  'plan.recent': { params: nothing, result: z.strictObject({ files: z.array(z.string()) }) },
  /** The name must end in `.plan.json`. Comments and fields of the author's own in a file that is replaced are kept. */
  'plan.write': {
    params: z.strictObject({ file, plan: planSchema, replace: z.boolean() }),
    result: z.strictObject({ file: z.string(), folder: z.string() }),
  },
  /** What the beginning of a path may go on with, as a shell completes it. */
  'path.complete': {
    params: z.strictObject({
      text: z.string().max(4096),
      folder,
      want: z.enum(['program', 'plan', 'folder']),
    }),
    result: z.strictObject({
      matches: z.array(z.strictObject({ path: z.string(), kind: z.enum(['file', 'folder']) })),
    }),
  },

  'run.start': {
    params: z.strictObject({
      box,
      /** Null only for a box that launches by itself. */
      plan: planSchema.nullable(),
      /** What relative paths of the plan are relative to; null for the engine's own folder. */
      folder,
      /** What goes over the plan, or stands alone where there is none. */
      settings: settingsSchema.nullable(),
      /** Of a simulated box. */
      seed: z.int().nullable(),
      /** Simulated seconds per real one; null for as fast as it goes. */
      pace: z.number().gt(0).lte(1000).nullable(),
      tags: z.array(z.string().min(1).max(200)).max(50),
    }),
    result: z.strictObject({ run: z.string() }),
  },
  /**
   * Goes on with a kept run that was cut off or interrupted, as a new run that begins with all that was measured. Everything is as
   * that run had it; where the program or the box is another by now it is refused with Problem `resume.unlike`.
   */
  'run.resume': {
    params: z.strictObject({
      run,
      /** Simulated seconds per real one, of a simulated box; null for as fast as it goes. */
      pace: z.number().gt(0).lte(1000).nullable(),
    }),
    result: z.strictObject({ run: z.string() }),
  },
  'run.launch': { params: z.strictObject({ run }), result: nothing },
  'run.stop': { params: z.strictObject({ run, instance }), result: nothing },
  'run.hold': { params: z.strictObject({ run, on: z.boolean() }), result: nothing },
  /** "It is in the heavy scene now": of one instance, or of all that run. */
  'run.confirm': { params: z.strictObject({ run, instance: instance.nullable() }), result: nothing },
  /** Ends the run and takes what is known. Answered when everything launched is gone. */
  'run.end': { params: z.strictObject({ run }), result: nothing },
  /** Ends everything at once, without asking it first. */
  'run.emergencyStop': { params: z.strictObject({ run }), result: nothing },
  'run.log': {
    params: z.strictObject({ run, instance, lines: z.int().gte(1).lte(BRIDGE_BOUNDS.logLines) }),
    /** Null: this box keeps no output. */
    result: z.strictObject({ lines: z.array(z.string()).nullable() }),
  },

  ...KEPT_REQUESTS,

  /**
   * Bandwidth, waiting, boxes, other hardware. A face has one such question open: a newer one cancels it, and it is
   * answered with Problem `audience.cancelled`.
   */
  'audience.answer': {
    params: z.strictObject({ question: audienceQuestionSchema }),
    result: z.strictObject({ audience: audienceSchema }),
  },
  /** Nobody waits for the answer any more. */
  'audience.cancel': { params: nothing, result: nothing },
  /** Writes the answer down: into the report of the run, or for typed numbers as a page of its own. Format and `href` as of a run's report. */
  'audience.report': {
    params: z.strictObject({ question: audienceQuestionSchema, language, format: pageFormat.optional() }),
    result: z.strictObject({ file: z.string(), href: z.string().nullable() }),
  },

  /** Begins to follow the run in progress, or the one that ended last, with what the face has of it already. */
  'live.attach': {
    params: z.strictObject({
      run: run.nullable(),
      samples: z.int().gte(0),
      events: z.int().gte(0),
    }),
    result: nothing,
  },
  'live.detach': { params: nothing, result: nothing },

  /** What is set for this data folder. */
  'settings.read': { params: nothing, result: z.strictObject({ settings: keptSettingsSchema }) },
  /** Kept at once; what it says of retention is done when the engine starts and when a run ends. */
  'settings.write': { params: z.strictObject({ settings: keptSettingsSchema }), result: nothing },
  /** The runs that go by such a retention; `dryRun`: that would go. Baselines stay. */
  'runs.retain': {
    params: z.strictObject({ retention: keptSettingsSchema.shape.retention, dryRun: z.boolean() }),
    result: z.strictObject({ runs: z.array(z.string()) }),
  },
  /** Looks at this box for some seconds: what can be measured, at what cost, what falsifies a run. Refused while one goes on. */
  'doctor.examine': { params: nothing, result: doctorSchema },

  /** On a desktop only; elsewhere Problem `desk.none`. What is chosen in a dialog of the system; null for nothing. */
  'desk.choose': {
    params: z.strictObject({ what: z.enum(CHOICES), from: z.string().max(4096).nullable() }),
    result: z.strictObject({ file: z.string().nullable() }),
  },
  /** The language of what is shown outside the window. */
  'desk.speak': { params: z.strictObject({ language }), result: nothing },
  /** The plan with which somebody opened the app; told once. */
  'desk.takeOffered': { params: nothing, result: z.strictObject({ file: z.string().nullable() }) },
  /** Starts the engine anew on another data folder; null for the usual one. Refused while a run goes on. */
  'desk.moveData': { params: z.strictObject({ folder }), result: nothing },
} as const satisfies Record<string, { params: z.ZodType; result: z.ZodType }>;

export type Method = keyof typeof REQUESTS;
export type Params<M extends Method> = z.infer<(typeof REQUESTS)[M]['params']>;
export type Result<M extends Method> = z.infer<(typeof REQUESTS)[M]['result']>;

/** Everything the engine's side says unasked. */
export const EVENTS = {
  'live.update': liveUpdateSchema,
  /** The list of runs is another than it was. */
  'runs.changed': nothing,
  /** There is something for `desk.takeOffered`. */
  'desk.offered': nothing,
  /** A sign of life. */
  pulse: nothing,
} as const satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof EVENTS;
export type EventData<E extends EventName> = z.infer<(typeof EVENTS)[E]>;

export function isMethod(name: string): name is Method {
  return Object.hasOwn(REQUESTS, name);
}
export function isEventName(name: string): name is EventName {
  return Object.hasOwn(EVENTS, name);
}
