import { z } from 'zod';

/** Who has a box, as one of our processes tells another. */
export const claimHolderSchema = z.looseObject({
  pid: z.int(),
  run: z.string(),
  program: z.string(),
  since: z.string(),
});
export type ClaimHolder = Readonly<z.infer<typeof claimHolderSchema>>;
