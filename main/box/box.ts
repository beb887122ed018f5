import type { NamedLimits } from '../../shared/model/resources.ts';
import type { Host, Sample, TraceEvent } from '../../shared/model/trace.ts';
import type { Seconds } from '../../shared/model/units.ts';
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

/**
 * The machine as the controller sees it: the local one, a simulated one or somebody's driver. The methods are those
 * of `kneescope.driver/1`. One call at a time. A method rejects with a Problem where the box cannot go on.
 */
export interface Box {
  readonly info: BoxInfo;
  /** Starts one more instance. One that fails to start is an instance with an exit event. */
  launch(): Promise<BoxAnswer & { readonly instance: number }>;
  /** Lets whole ticks pass, at least one; the samples say how much time it was. Rejects at once when aborted. */
  advance(
    seconds: Seconds,
    signal?: AbortSignal,
  ): Promise<BoxAnswer & { readonly samples: readonly Sample[] }>;
  /** Ends one instance and everything it started. */
  stop(instance: number): Promise<BoxAnswer>;
  /** From now on nothing is asked before it is ended, what is being stopped included; absent where that is not ours to say. */
  hurry?(): void;
  /**
   * Ends whatever runs and lets go of the machine; called once, at any end. The answer holds the last events.
   * @param verdict told to a driver; null where there is none
   */
  close(verdict: Verdict | null): Promise<BoxAnswer>;
}
