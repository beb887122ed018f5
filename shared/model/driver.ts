import { z } from 'zod';
import { limitsSchema } from './resources.ts';
import { eventSchema, hostSchema, sampleSchema } from './trace.ts';
import { verdictSchema } from './verdict.ts';

export const DRIVER_FORMAT = 'kneescope.driver/1';

const id = z.int();
/** What we write to a driver, one object a line. */
export const driverRequestSchema = z.discriminatedUnion('method', [
  z.looseObject({ id, method: z.literal('info') }),
  z.looseObject({ id, method: z.literal('launch') }),
  z.looseObject({ id, method: z.literal('advance'), seconds: z.number().gt(0) }),
  z.looseObject({ id, method: z.literal('stop'), instance: z.int() }),
  z.looseObject({ id, method: z.literal('verdict'), verdict: verdictSchema }),
]);
export type DriverRequest = z.infer<typeof driverRequestSchema>;
export type DriverMethod = DriverRequest['method'];

export const driverInfoSchema = z.looseObject({
  format: z.literal(DRIVER_FORMAT),
  clock: z.enum(['virtual', 'real']),
  tick: z.number().gt(0).optional(),
  cap: z.int().gte(1).nullish(),
  limits: z.looseObject(limitsSchema.shape).nullish(),
  host: hostSchema.nullish(),
});
export type DriverInfo = z.infer<typeof driverInfoSchema>;

/** Samples and events of a driver may leave out `type`: their place says what they are. */
const driverSample = sampleSchema.extend({ type: z.literal('sample').default('sample') });
const driverEvent = eventSchema.extend({ type: z.literal('event').default('event') });

/** The result of each request. */
export const driverResultSchemas = {
  info: driverInfoSchema,
  launch: z.looseObject({ instance: z.int() }),
  advance: z.looseObject({ samples: z.array(driverSample).min(1), running: z.array(z.int()).nullish() }),
  stop: z.looseObject({ stopped: z.boolean() }),
  verdict: z.looseObject({}),
} as const satisfies Record<DriverMethod, z.ZodType>;

/** One answer of a driver: a result or an error, and what happened meanwhile. */
export const driverAnswerSchema = z.looseObject({
  id,
  result: z.unknown().optional(),
  error: z.looseObject({ message: z.string() }).nullish(),
  events: z.array(driverEvent).nullish(),
});
export type DriverAnswer = z.infer<typeof driverAnswerSchema>;
