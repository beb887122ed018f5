import type { NamedLimits } from '../../shared/model/resources.ts';
import type { Host, Sample, TraceEvent } from '../../shared/model/trace.ts';
import type { MiB, Seconds } from '../../shared/model/units.ts';
import type { Verdict } from '../../shared/model/verdict.ts';

/** What a box says of itself before anything is launched. */
export interface BoxInfo {
  /** `local`, `simulated:PROFILE` or `driver:COMMAND`, as it stands in the trace. */
  readonly name: string;
  /** `virtual`: time passes only in `advance`, at once. */
  readonly clock: 'virtual' | 'real';
  readonly tick: Seconds;
  /** Whether readings are computed and not measured: then every screen, file and report says so. */
  readonly simulated: boolean;
  /** The most instances that the box itself names, and limits of its own; null where it names none. */
  readonly cap: number | null;
  readonly limits: NamedLimits | null;
  readonly host: Host;
}

export interface BoxAnswer {
  /** What happened since the last answer, in the words of the trace. */
  readonly events: readonly TraceEvent[];
}

/** A slot's own folder in the making. */
export interface Copying {
  readonly slot: number;
  readonly doneMiB: MiB;
  readonly totalMiB: MiB;
}

/**
 * The machine as the controller sees it: the local one, a simulated one or somebody's driver. The methods are those
 * of `kneescope.driver/1`. One call at a time. A method rejects with a Problem where the box cannot go on.
 */
export interface Box {
  readonly info: BoxInfo;
  /**
   * A box on a real clock measures on while a launch or a stop takes its time, and hands every line over the moment it
   * is measured, so that none waits in memory for the next answer; the answers hold the same lines. Called once, before
   * the first method. Where `keep` throws, the box cannot go on.
   */
  keepWith?(keep: (samples: readonly Sample[], events: readonly TraceEvent[]) => void): void;
  /**
   * Starts one more instance. One that fails to start is an instance with an exit event.
   * @param signal gives up what comes before the start, such as a copy; rejects then
   * @param byHand a person wants it now: it does not wait for others to have loaded
   */
  launch(signal?: AbortSignal, byHand?: boolean): Promise<BoxAnswer & { readonly instance: number }>;
  /** Lets whole ticks pass, at least one; the samples say how much time it was. Rejects at once when aborted. */
  advance(
    seconds: Seconds,
    signal?: AbortSignal,
  ): Promise<BoxAnswer & { readonly samples: readonly Sample[] }>;
  /** What a launch under way waits for; null, or absent on a box that makes none. */
  copying?(): Copying | null;
  /** Ends one instance and everything it started. */
  stop(instance: number): Promise<BoxAnswer>;
  /** Whatever is being stopped, now or later, gets no grace any more. */
  hurry?(): void;
  /**
   * Ends whatever runs and lets go of the machine; called once, at any end. The answer holds the last events.
   * @param verdict told to a driver; null where there is none
   */
  close(verdict: Verdict | null): Promise<BoxAnswer>;
}
