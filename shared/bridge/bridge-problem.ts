import { z } from 'zod';
import { Problem, type ProblemCode, type ProblemData } from '../model/problem.ts';

/** A Problem on the wire. Its sentence is made by the face, in the reader's language. */
export const bridgeProblemSchema = z.strictObject({
  code: z.string().max(100),
  data: z.record(z.string(), z.unknown()),
});
export type BridgeProblem = z.infer<typeof bridgeProblemSchema>;

/**
 * Whatever was thrown, as data. What is no Problem is a fault of our own: its message goes along, its stack does not.
 */
export function problemAsData(error: unknown): BridgeProblem {
  if (error instanceof Problem) {
    const { code, data } = error as Problem;
    return { code, data: { ...data } };
  }
  return { code: 'fault', data: { reason: error instanceof Error ? error.message : String(error) } };
}

/** The Problem that was sent. Its code may be one that this face does not know: `explainProblem` then shows it as it is. */
export function problemFromData({ code, data }: BridgeProblem): Problem {
  return new Problem(code as ProblemCode, data as ProblemData[ProblemCode]);
}
