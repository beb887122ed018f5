import type { Result } from '../../shared/bridge/contract.ts';
import { DOCTOR_FORMAT } from '../../shared/model/doctor.ts';
import { examine } from '../engine/doctor/doctor.ts';

/** How long the doctor looks at what the box itself does. */
const SECONDS = 3;

/** The doctor, asked by faces: two that ask at the same time see the same look. */
export class DoctorVisit {
  readonly #dataFolder: string;
  readonly #closing = new AbortController();
  #going: Promise<Result<'doctor.examine'>> | null = null;

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
  }

  examine(): Promise<Result<'doctor.examine'>> {
    this.#going ??= this.#look().finally(() => {
      this.#going = null;
    });
    return this.#going;
  }

  close(): void {
    this.#closing.abort();
  }

  async #look(): Promise<Result<'doctor.examine'>> {
    const { host, readings, cost, checks } = await examine(SECONDS, this.#dataFolder, this.#closing.signal);
    return {
      format: DOCTOR_FORMAT,
      host,
      readings: [...readings],
      cost,
      checks: checks.map((check) => ({ ...check, evidence: { ...check.evidence } })),
    };
  }
}
