import { z } from 'zod';
import { planSchema } from './plan.ts';

export const SETTINGS_FORMAT = 'kneescope.settings/1';

/** How many days and MiB can be asked for; the same as `kneescope prune` takes. */
export const RETENTION_BOUNDS = {
  days: { least: 1, most: 36_500 },
  mostMiB: { least: 1, most: 2 ** 30 },
} as const;
const { days, mostMiB } = RETENTION_BOUNDS;

/** What is kept beside the runs of a data folder: with what a new plan begins, and when runs go by themselves. */
export const settingsSchema = z.strictObject({
  format: z.literal(SETTINGS_FORMAT),
  defaults: planSchema.pick({ limits: true, cap: true, method: true, mode: true }).partial(),
  retention: z.strictObject({
    /** Runs that began longer ago go; null: none goes for its age. */
    days: z.number().gte(days.least).lte(days.most).nullable(),
    /** The oldest go until the rest is no larger; null: none goes for size. */
    mostMiB: z.number().gte(mostMiB.least).lte(mostMiB.most).nullable(),
  }),
});
export type Settings = z.infer<typeof settingsSchema>;

export const USUAL_SETTINGS: Settings = {
  format: SETTINGS_FORMAT,
  defaults: {},
  retention: { days: null, mostMiB: null },
};
