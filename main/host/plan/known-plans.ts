import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PlanFile } from '../../../shared/model/plan.ts';
import type { TraceMeta } from '../../../shared/model/trace.ts';
import { withAbsolutePaths } from '../../engine/load-plan.ts';

const MOST_KNOWN = 2000;
const MOST_RECENT = 10;

interface Kept {
  readonly known: readonly string[];
  readonly recent: readonly string[];
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** The same text for the same content, whatever order it was written in. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}

/**
 * Which plans somebody at this box has written, run or looked at and taken, by their content and what their paths mean from where
 * they lie: any other is a stranger's, and is shown before it is taken. And where the last ones lay.
 */
export class KnownPlans {
  readonly #file: string;

  constructor(dataFolder: string) {
    this.#file = path.join(dataFolder, 'plans.json');
  }

  isKnown(plan: PlanFile, folder: string): boolean {
    return this.#kept.known.includes(fingerprint(plan, folder));
  }

  trust(plan: PlanFile, folder: string): void {
    this.#know(fingerprint(plan, folder));
  }

  #know(one: string): void {
    const kept = this.#kept;
    if (kept.known.at(-1) === one) return;
    const known = [...kept.known.filter((other) => other !== one), one].slice(-MOST_KNOWN);
    this.#keep({ ...kept, known });
  }

  /** Whether a run was begun from here: what it launched was chosen by somebody at this box. */
  isOurs(begun: TraceMeta): boolean {
    return this.#kept.known.includes(launchOf(begun));
  }

  /** A run is begun from here. */
  began(begun: TraceMeta): void {
    this.#know(launchOf(begun));
  }

  /** Those that are still there, the last first. */
  get recent(): string[] {
    return this.#kept.recent.filter((file) => existsSync(file));
  }

  used(file: string): void {
    const kept = this.#kept;
    if (kept.recent[0] === file) return;
    const recent = [file, ...kept.recent.filter((other) => other !== file)].slice(0, MOST_RECENT);
    this.#keep({ ...kept, recent });
  }

  /** Read anew each time: the command line and the app may be at the same data folder. */
  get #kept(): Kept {
    try {
      const { known, recent } = JSON.parse(readFileSync(this.#file, 'utf8')) as Partial<Kept>;
      return { known: texts(known), recent: texts(recent) };
    } catch {
      return { known: [], recent: [] };
    }
  }

  /** Where it cannot be written, plans are asked about once more: nothing worse. */
  #keep(kept: Kept): void {
    try {
      const beside = `${this.#file}.${process.pid}.new`;
      writeFileSync(beside, JSON.stringify(kept));
      renameSync(beside, this.#file);
    } catch {
      return;
    }
  }
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url');
}

function fingerprint(plan: PlanFile, folder: string): string {
  return digestOf(withAbsolutePaths(plan, folder));
}

/** What a run launches, and where. */
function launchOf({ box, plan }: TraceMeta): string {
  return digestOf({ box: box ?? 'local', launches: plan ?? null });
}
