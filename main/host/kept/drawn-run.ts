import type { BoxReading } from '../../engine/history.ts';

/** What is drawn of a run, and grows while it goes on. */
export class DrawnRun {
  readonly readings: BoxReading[] = [];

  /** The time of the last reading; −1 before the first. */
  get upTo(): number {
    return this.readings.at(-1)?.t ?? -1;
  }

  /** @param added the readings since {@link upTo} */
  follow(added: readonly BoxReading[]): void {
    for (const reading of added) this.readings.push(reading);
  }
}
