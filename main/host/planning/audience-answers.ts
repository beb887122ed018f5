import type { AudienceQuestion } from '../../../shared/bridge/audience-question.ts';
import type { Audience } from '../../../shared/model/audience.ts';
import { Problem } from '../../../shared/model/problem.ts';
import type { Face } from '../connection.ts';
import { NOTHING, type HandlersOf } from '../handlers.ts';
import type { KeptRuns } from '../kept/kept-runs.ts';
import type { Reports } from '../reports.ts';
import { audienceInput } from './audience-input.ts';
import { PlanningThread } from './planning-thread.ts';

/** What is answered about audiences. A face has one such question open: a newer one ends what is computed for it. */
export class AudienceAnswers {
  readonly #kept: KeptRuns;
  readonly #reports: Reports;
  readonly #thread = new PlanningThread();
  /** What each face asked last. */
  readonly #newest = new WeakMap<object, AudienceQuestion>();

  constructor(kept: KeptRuns, reports: Reports) {
    this.#kept = kept;
    this.#reports = reports;
  }

  readonly handlers: HandlersOf<'audience'> = {
    'audience.answer': async ({ question }, face) => ({ audience: await this.#answer(question, face) }),
    'audience.cancel': (_, face) => {
      this.cancel(face);
      return NOTHING;
    },
    'audience.report': async ({ question, language, format = 'html' }) => {
      const audience = await this.#answer(question, {});
      const { file } = await this.#kept.ask('audienceReport', { audience, language });
      return this.#reports.show(file, { run: audience.run, language, format });
    },
  };

  /** Nobody waits there any more. */
  cancel(face: Face): void {
    this.#newest.delete(face);
    this.#thread.cancel(face);
  }

  close(): void {
    this.#thread.close();
  }

  /**
   * @param owner for whom it is computed; see {@link PlanningThread}
   * @throws Problem `audience.cancelled` where the same one asked something newer while the runs were read, too
   */
  async #answer(question: AudienceQuestion, owner: object): Promise<Audience> {
    this.#newest.set(owner, question);
    const measured = (run: string | null | undefined) =>
      run == null ? null : this.#kept.ask('measured', { run });
    const first = await measured(question.run);
    const second = await measured(question.hardware?.otherBox?.calibrate);
    if (this.#newest.get(owner) !== question) throw new Problem('audience.cancelled', {});
    return this.#thread.answer(audienceInput(question, first, second), owner);
  }
}
