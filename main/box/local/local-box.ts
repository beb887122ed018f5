import type { Capability } from '../../../shared/model/capability.ts';
import type { Host } from '../../../shared/model/trace.ts';
import type { FramesPerSecond, MiB, Percent, Seconds } from '../../../shared/model/units.ts';
import type { Pid } from '../../os/procfs/process-stat.ts';
import type { InstanceState } from '../../process/instance.ts';
import type { Box } from '../box.ts';

/** What a face shows of one instance. */
export interface LocalInstance {
  readonly instance: number;
  readonly slot: number;
  readonly gpu: number | null;
  /** Null where no process could be started. */
  readonly pid: Pid | null;
  readonly state: InstanceState;
  readonly startedAt: Seconds | null;
  readonly cpu: Percent | null;
  readonly ramMiB: MiB | null;
  readonly fps: FramesPerSecond | null;
}

/** The machine this runs on, with what faces ask for beyond the controller's needs. */
export interface LocalBox extends Box {
  readonly capabilities: readonly Capability[];
  /** Every instance of the run, those that have ended too. */
  instances(): readonly LocalInstance[];
  /** The last lines of an instance's output, oldest first. */
  log(instance: number, lines: number): readonly string[];
  /** Says that an instance is ready, where the plan waits for that. */
  confirm(instance: number): void;
  /** What the box is, its cards included; takes seconds, and nobody has to wait for it. */
  inventory(): Promise<Host>;
}
