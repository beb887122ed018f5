import { Problem } from '../../shared/model/problem.ts';
import { timeOf, type History, type Tick } from '../../shared/probing/history.ts';
import { aliveOf } from '../../shared/probing/instances.ts';
import { confirmEvent, holdEvent, isHeld } from '../../shared/probing/operator.ts';
import type { Box } from '../box/box.ts';
import { localOf } from '../box/local-of.ts';

/** What of a session the operator's commands work on. */
export interface OperatorReach {
  readonly run: string;
  readonly cap: number;
  readonly box: Box;
  history(): History;
  /** Aborted when its end has come. */
  readonly signal: AbortSignal;
  /** Whether its end has come: then nothing can be changed any more. */
  isOver(): boolean;
  /** Writes down, observes and tells what came of a command. */
  take(tick: Tick): void;
  /** The same of what the operator said, which the box knows nothing of. */
  say(events: Tick['events']): void;
}

/** Done between two steps of the controller, because a box answers one call at a time. */
interface Wish {
  readonly work: () => Promise<Tick>;
  readonly settle: PromiseWithResolvers<undefined>;
}

/**
 * What a person may do to a run in progress. Each becomes events of the trace, so a replay sees what the controller saw.
 * All reject with Problem `run.over` once the run's end has come.
 */
export class Operator {
  readonly #reach: OperatorReach;
  readonly #wishes: Wish[] = [];
  /** Instances that are being stopped beside the loop, on a box that can do so. */
  readonly #stopping = new Set<Promise<void>>();

  constructor(reach: OperatorReach) {
    this.#reach = reach;
  }

  /** Starts one more. @throws Problem `run.at-cap` */
  async launch(): Promise<void> {
    const { box, cap } = this.#reach;
    await this.#wish(async () => {
      if (this.#alive().length >= cap) throw new Problem('run.at-cap', { cap });
      return { samples: [], events: (await box.launch(this.#reach.signal, true)).events };
    });
  }

  /** Ends one instance; resolves when it is gone. @throws Problem `instance.gone` */
  async stop(instance: number): Promise<void> {
    this.#refuseWhereOver();
    this.#known(instance);
    const { box } = this.#reach;
    const stop = async (): Promise<Tick> => {
      this.#known(instance);
      return { samples: [], events: (await box.stop(instance)).events };
    };
    if (!localOf(box)) return this.#wish(stop);
    // It may take its whole grace, and the readings of the others must not wait for that.
    const stopping = stop().then((tick) => {
      this.#reach.take(tick);
    });
    this.#stopping.add(stopping);
    try {
      await stopping;
    } finally {
      this.#stopping.delete(stopping);
    }
  }

  /** Keeps the probe at what runs now, or lets it go on. */
  hold(on: boolean): Promise<void> {
    return this.#atOnce(() => {
      const history = this.#reach.history();
      return isHeld(history) === on ? [] : [holdEvent(timeOf(history), on)];
    });
  }

  /**
   * Says that an instance, or each that runs, is in the scene that counts.
   * @param instance null for all
   * @throws Problem `instance.gone`
   */
  confirm(instance: number | null): Promise<void> {
    return this.#atOnce(() => {
      if (instance !== null) this.#known(instance);
      const meant = this.#alive().filter((life) => instance === null || life.instance === instance);
      const t = timeOf(this.#reach.history());
      return meant.map((life) => {
        localOf(this.#reach.box)?.confirm(life.instance);
        return confirmEvent(t, life.instance);
      });
    });
  }

  /** Does the next thing that was asked for. @returns whether there was one */
  async grantOne(): Promise<boolean> {
    const wish = this.#wishes.shift();
    if (!wish) return false;
    try {
      this.#reach.take(await wish.work());
      wish.settle.resolve(undefined);
    } catch (error) {
      wish.settle.reject(error);
      // What is wrong with the wish is the operator's to hear; what is wrong with the box ends the run.
      if (!(error instanceof Problem) || error.blame === 'box') throw error;
    }
    return true;
  }

  /** The run's end has come: what waits will not be done. */
  refuseAll(): void {
    for (const { settle } of this.#wishes.splice(0)) settle.reject(this.#over());
  }

  /** Resolves when what was being stopped beside the loop is gone. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#stopping);
  }

  #alive() {
    return aliveOf(this.#reach.history());
  }

  #known(instance: number): void {
    if (!this.#alive().some((life) => life.instance === instance))
      throw new Problem('instance.gone', { instance });
  }

  #over(): Problem {
    return new Problem('run.over', { run: this.#reach.run });
  }

  #refuseWhereOver(): void {
    if (this.#reach.isOver()) throw this.#over();
  }

  async #atOnce(events: () => Tick['events']): Promise<void> {
    this.#refuseWhereOver();
    this.#reach.say(events());
    return Promise.resolve();
  }

  async #wish(work: Wish['work']): Promise<void> {
    this.#refuseWhereOver();
    const settle = Promise.withResolvers<undefined>();
    this.#wishes.push({ work, settle });
    await settle.promise;
  }
}
