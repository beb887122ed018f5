import type { Messages } from '../../shared/locale/messages.ts';
import { entry } from '../../shared/locale/entry.ts';

/** What a reading is called; one that this face does not know yet is called as the engine calls it. */
export function readingName(reading: string, { plan, doctor }: Messages): string {
  const names: Readonly<Record<string, string>> = plan.readings;
  return entry(names, reading) ?? entry(doctor.readings, reading) ?? reading;
}
