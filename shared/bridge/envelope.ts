import { z } from 'zod';
import { bridgeProblemSchema } from './bridge-problem.ts';

/** What a face writes: a question with a number of its own choosing, used once. */
export const questionSchema = z.strictObject({
  id: z.int().gte(1),
  method: z.string().max(64),
  params: z.unknown(),
});
export type Question = z.infer<typeof questionSchema>;

/** What the engine's side writes: the answer to a question, or an event nobody asked for. */
export const replySchema = z.union([
  z.strictObject({ id: z.int(), result: z.unknown() }),
  z.strictObject({ id: z.int(), problem: bridgeProblemSchema }),
  z.strictObject({ event: z.string(), data: z.unknown() }),
]);
export type Reply = z.infer<typeof replySchema>;
