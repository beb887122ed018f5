import path from 'node:path';
import type { Params, Result } from '../../../shared/bridge/contract.ts';
import { Problem } from '../../../shared/model/problem.ts';
import type { TraceMeta } from '../../../shared/model/trace.ts';
import type { Desk } from '../desk.ts';
import { KnownPlans } from './known-plans.ts';
import { parsePlanFile, readPlanFile, writePlanFile } from './plan-files.ts';

/** What is answered about plans on disk and plans of strangers. */
export class PlanAnswers {
  readonly #folder: string;
  readonly #known: KnownPlans;
  readonly #desk: Desk | undefined;

  /** @param folder what a relative path is relative to */
  constructor({ dataFolder, folder, desk }: { dataFolder: string; folder: string; desk?: Desk }) {
    this.#folder = folder;
    this.#known = new KnownPlans(dataFolder);
    this.#desk = desk;
  }

  async read({ file }: Params<'plan.read'>): Promise<Result<'plan.read'>> {
    const read = await readPlanFile(path.resolve(this.#folder, file));
    const known = this.#known.isKnown(read.plan, read.folder);
    // One that nobody has taken yet is not among the last.
    if (known) this.#used(read.file);
    return { ...read, known };
  }

  parse({ text, name }: Params<'plan.parse'>): Result<'plan.parse'> {
    const plan = parsePlanFile(text, name);
    return { plan, known: this.#known.isKnown(plan, this.#folder) };
  }

  async write({ file, plan, replace }: Params<'plan.write'>): Promise<Result<'plan.write'>> {
    const written = await writePlanFile(path.resolve(this.#folder, file), plan, replace);
    this.#known.trust(plan, written.folder);
    this.#used(written.file);
    return written;
  }

  trust({ plan, folder, file }: Params<'plan.trust'>): void {
    this.#known.trust(plan, path.resolve(this.#folder, folder ?? ''));
    if (file != null) this.#used(path.resolve(this.#folder, file));
  }

  /** A run is begun from here. */
  began(meta: TraceMeta): void {
    this.#known.began(meta);
  }

  /** @throws Problem `resume.stranger` where a run was not begun from here */
  mustBeOurs(run: string, meta: TraceMeta): void {
    if (!this.#known.isOurs(meta)) throw new Problem('resume.stranger', { run });
  }

  recent(): Result<'plan.recent'> {
    return { files: this.#known.recent };
  }

  #used(file: string): void {
    this.#known.used(file);
    this.#desk?.recent(file);
  }
}
