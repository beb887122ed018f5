import type { Sample, TraceEvent } from '../../../shared/model/trace.ts';
import { Problem } from '../../../shared/model/problem.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import type { Box, BoxAnswer, BoxInfo } from '../box.ts';
import { DriverConnection, type DriverTransport } from './connection.ts';

const INFO_PATIENCE: Seconds = 10;
const LAUNCH_PATIENCE: Seconds = 120;
const ADVANCE_PATIENCE: Seconds = 30;

/** Answers in a row that may pass without time going on, as those of a driver whose clock was set back. */
const MOST_STILL = 600;

/** An answer that is well formed and cannot be true. */
function lied(method: string, detail: string): Problem {
  return new Problem('driver.failed', { method, reason: 'invalid', detail });
}

/** A program on the other end of a pipe that launches and measures for us: `kneescope.driver/1`. */
export class DriverBox implements Box {
  readonly info: BoxInfo;
  readonly #connection: DriverConnection;
  /** Lets go of the other end: closes the pipe and waits until it has ended. */
  readonly #release: () => Promise<void>;
  readonly #running = new Set<number>();
  readonly #launched = new Set<number>();
  #time: Seconds = 0;
  /** How many answers in a row did not go forward in time. */
  #still = 0;

  private constructor(info: BoxInfo, connection: DriverConnection, release: () => Promise<void>) {
    this.info = info;
    this.#connection = connection;
    this.#release = release;
  }

  /**
   * Asks the driver who it is.
   * @param name as it stands in the trace, `driver:COMMAND`
   * @throws Problem `driver.failed`; the other end is released then
   */
  static async open(
    name: string,
    transport: DriverTransport,
    release: () => Promise<void>,
  ): Promise<DriverBox> {
    const connection = new DriverConnection(transport);
    try {
      const { result } = await connection.ask({ method: 'info' }, INFO_PATIENCE);
      const info: BoxInfo = {
        name,
        clock: result.clock,
        tick: result.tick ?? 1,
        simulated: result.clock === 'virtual',
        cap: result.cap ?? null,
        limits: result.limits ?? null,
        host: result.host ?? {},
      };
      return new DriverBox(info, connection, release);
    } catch (error) {
      await release();
      throw error;
    }
  }

  async launch(): Promise<BoxAnswer & { instance: number }> {
    const { result, events } = await this.#connection.ask({ method: 'launch' }, LAUNCH_PATIENCE);
    const { instance } = result;
    if (this.#launched.has(instance)) throw lied('launch', `instance: ${instance} was launched before`);
    this.#launched.add(instance);
    const told = events.some((event) => event.event === 'launch' && event.instance === instance);
    const launch: TraceEvent = { type: 'event', t: this.#time, event: 'launch', instance };
    return { instance, events: this.#follow(told ? events : [launch, ...events]) };
  }

  async advance(seconds: Seconds, signal?: AbortSignal): Promise<BoxAnswer & { samples: readonly Sample[] }> {
    const patience = ADVANCE_PATIENCE + (this.info.clock === 'real' ? seconds : 0);
    const { result, events } = await this.#connection.ask({ method: 'advance', seconds }, patience, signal);
    // One that was stopped may take its time to go.
    const many = result.samples.findIndex(({ n }) => n > this.#launched.size);
    if (many !== -1) {
      const n = String(result.samples[many]?.n);
      throw lied('advance', `samples[${many}].n: ${n}, <= ${this.#launched.size} (launched)`);
    }
    this.#goOn(Math.max(...result.samples.map(({ t }) => t)));
    const followed = this.#follow(events);
    return { samples: result.samples, events: [...followed, ...this.#vanished(result.running ?? null)] };
  }

  async stop(instance: number): Promise<BoxAnswer> {
    const { events } = await this.#connection.ask({ method: 'stop', instance }, LAUNCH_PATIENCE);
    const told = events.some((event) => event.event === 'exit' && event.instance === instance);
    const exit: TraceEvent = { type: 'event', t: this.#time, event: 'exit', instance, reason: 'stopped' };
    return { events: this.#follow(told ? events : [...events, exit]) };
  }

  async close(verdict: Verdict | null): Promise<BoxAnswer> {
    const events: TraceEvent[] = [];
    try {
      for (const instance of [...this.#running].toReversed())
        events.push(...(await this.stop(instance)).events);
      if (verdict) await this.#connection.ask({ method: 'verdict', verdict }, LAUNCH_PATIENCE);
    } catch {
      // It no longer answers: what it was asked to do is lost, and that is already told by the run's ending.
    } finally {
      await this.#release();
    }
    return { events };
  }

  /** Time is what the samples say; where it stands still for good, a run would never end. */
  #goOn(t: Seconds): void {
    this.#still = t > this.#time ? 0 : this.#still + 1;
    if (this.#still > MOST_STILL)
      throw lied('advance', `samples[].t: ${t}, > ${this.#time} (${this.#still} ×)`);
    this.#time = Math.max(this.#time, t);
  }

  /** Keeps count of who runs. */
  #follow(events: readonly TraceEvent[]): readonly TraceEvent[] {
    for (const { event, instance } of events) {
      if (typeof instance !== 'number') continue;
      if (event === 'launch') this.#running.add(instance);
      if (event === 'exit') this.#running.delete(instance);
    }
    return events;
  }

  /** Exits that a driver shows only by no longer naming the instance among those that run. */
  #vanished(running: readonly number[] | null): readonly TraceEvent[] {
    if (running === null) return [];
    const gone = [...this.#running].filter((instance) => !running.includes(instance));
    return this.#follow(
      gone.map((instance) => ({
        type: 'event',
        t: this.#time,
        event: 'exit',
        instance,
        reason: 'crash',
        code: null,
      })),
    );
  }
}
