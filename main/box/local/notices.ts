import type { Capability, ReadingName, Unavailable } from '../../../shared/model/capability.ts';
import type { Guards } from '../../../shared/model/plan.ts';
import type { MiB } from '../../../shared/model/units.ts';
import type { Gpus, Reading } from '../../sampling/sampler.ts';

const GUARDED = ['freeRamMiB', 'freeDiskMiB', 'freeVramMiB', 'gpuCelsius'] as const;
type GuardName = (typeof GUARDED)[number];

/** What is left on the fullest card; null where no card tells both its size and what is used of it. */
function leastFreeVram(vram: Reading['vram'] | undefined, gpus: Gpus | null): MiB | null {
  const free = (vram ?? []).flatMap((used, index) => {
    const size = gpus?.[index]?.vramMiB;
    return used === null || typeof size !== 'number' ? [] : [size * (1 - used / 100)];
  });
  return free.length === 0 ? null : Math.min(...free);
}

/** What a reading says beyond its numbers, in the words of the trace. */
export type Notice =
  | {
      readonly event: 'guard';
      readonly guard: GuardName;
      readonly value: number;
      readonly limit: number;
    }
  | {
      readonly event: 'warning';
      readonly code: 'reading-lost';
      readonly reading: ReadingName;
      readonly why: Unavailable | null;
    }
  | {
      readonly event: 'warning';
      readonly code: 'encoder-sessions-full';
      readonly sessions: number;
      readonly limit: number;
    };

/**
 * Tells each guard that is crossed once, and again only after the value has come back; and each reading that was there
 * and is no more. A value that is not known crosses nothing.
 */
export function noticeBoard(guards: Guards, available: readonly Capability[], gpus: Gpus | null = null) {
  const crossed = new Set<string>();
  let known = available;

  const ofGuards = ({ freeRamMiB, temperature, vram }: Reading, freeDiskMiB: MiB | null): Notice[] => {
    const celsius = (temperature ?? []).filter((value) => value !== null);
    const values = {
      freeRamMiB,
      freeDiskMiB,
      freeVramMiB: leastFreeVram(vram, gpus),
      gpuCelsius: celsius.length === 0 ? null : Math.max(...celsius),
    };
    return GUARDED.flatMap((guard): Notice[] => {
      const [value, limit] = [values[guard], guards[guard] ?? null];
      if (value === null || limit === null) return [];
      if (guard === 'gpuCelsius' ? value < limit : value >= limit) {
        crossed.delete(guard);
        return [];
      }
      if (crossed.has(guard)) return [];
      crossed.add(guard);
      return [{ event: 'guard', guard, value, limit }];
    });
  };

  let full = false;
  /** The driver's limit is one for all cards that have it together. */
  const ofEncoders = ({ encoderSessions }: Reading): Notice[] => {
    const limited = (gpus ?? []).flatMap((card, index) => {
      const [limit, sessions] = [card['encoderSessionLimit'], encoderSessions?.[index] ?? null];
      return typeof limit === 'number' && sessions !== null ? [{ limit, sessions }] : [];
    });
    const limit = Math.min(...limited.map((card) => card.limit));
    const sessions = limited.reduce((sum, card) => sum + card.sessions, 0);
    const before = full;
    full = limited.length > 0 && sessions >= limit;
    return full && !before ? [{ event: 'warning', code: 'encoder-sessions-full', sessions, limit }] : [];
  };

  const ofReadings = (capabilities: readonly Capability[]): Notice[] => {
    const before = known;
    known = capabilities;
    if (before === capabilities) return [];
    const had = new Set(
      before.filter((was) => was.available).map(({ reading, source }) => `${reading} ${source}`),
    );
    return capabilities
      .filter((now) => !now.available && had.has(`${now.reading} ${now.source}`))
      .map(({ reading, why }) => ({ event: 'warning', code: 'reading-lost', reading, why }));
  };

  return (reading: Reading, freeDiskMiB: MiB | null, capabilities: readonly Capability[]): Notice[] => [
    ...ofGuards(reading, freeDiskMiB),
    ...ofEncoders(reading),
    ...ofReadings(capabilities),
  ];
}
