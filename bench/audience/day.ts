/**
 * How long an evening takes to be played through with hundreds of places, and Erlang at thousands: prints it, asserts
 * nothing. The budget is a second for the day.
 *
 *   node bench/audience/day.ts
 */
import { performance } from 'node:perf_hooks';
import { cpus } from 'node:os';
import { simulateDay } from '../../shared/planning/simulation/day-result.ts';
import { placesNeeded } from '../../shared/planning/boxes/places-needed.ts';
import { erlangC } from '../../shared/planning/waiting/erlang.ts';

function timed(what: string, work: () => unknown): void {
  const start = performance.now();
  work();
  console.log(`${what}: ${(performance.now() - start).toFixed(0)} ms`);
}

const evening = (peak: number) =>
  Array.from({ length: 24 }, (_, hour) => peak * (hour >= 18 && hour < 23 ? 1 : 0.3));

console.log(`${cpus()[0]?.model ?? 'unknown processor'}, node ${process.versions.node}`);
for (const places of [10, 100, 300, 900])
  timed(`a day's profile with ${places} places`, () =>
    simulateDay({
      places,
      arrivalsPerHour: evening(places * 2),
      sessions: [
        { share: 9, minutes: 20, spread: 'exponential' },
        { share: 1, minutes: 60, spread: 'fixed' },
      ],
      patienceMinutes: 5,
      policy: 'watch',
      room: null,
      watching: 50,
      days: null,
      seed: 1,
    }),
  );
timed('Erlang C at 10,000 places', () => erlangC(10_000, 9_900));
timed('places for a target at 9,000 erlang', () =>
  placesNeeded({ load: 9000, session: 1800, room: null }, { share: 0.95, seconds: 30 }),
);
