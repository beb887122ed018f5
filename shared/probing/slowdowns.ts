import type { Host } from '../model/trace.ts';
import type { Celsius } from '../model/units.ts';

/** The temperature at which each GPU of a box says that it slows down, null where it does not say. */
export function slowdownsOf(host: Host | null | undefined): (Celsius | null)[] {
  return (host?.gpus ?? []).map(({ slowdownCelsius }) => slowdownCelsius ?? null);
}
