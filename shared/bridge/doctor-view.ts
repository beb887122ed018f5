import { z } from 'zod';
import { DOCTOR_FORMAT, type DoctorReport } from '../model/doctor.ts';
import { hostSchema } from '../model/trace.ts';
import { capabilitySchema } from './plan-check.ts';

/** What the doctor found. Names of checks that a face does not know are no error: it shows what was seen. */
export const doctorSchema = z.strictObject({
  format: z.literal(DOCTOR_FORMAT),
  host: hostSchema,
  readings: z.array(capabilitySchema),
  cost: z.strictObject({ ticks: z.number(), cpuMs: z.number(), wallMs: z.number(), share: z.number() }),
  checks: z.array(
    z.strictObject({
      code: z.string(),
      state: z.enum(['good', 'beware', 'bad']),
      evidence: z.record(z.string(), z.unknown()),
    }),
  ),
}) satisfies z.ZodType<DoctorReport>;
