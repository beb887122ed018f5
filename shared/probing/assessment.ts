import type { Resource } from '../model/resources.ts';
import type { LimitedBy } from '../model/verdict.ts';
import type { Percent } from '../model/units.ts';
import type { Interval } from '../stats/interval.ts';
import type { AtLeast } from './capacity.ts';
import type { LevelEstimate } from './levels.ts';

/** What is believed of one watched resource. */
export interface ResourceAssessment extends Resource {
  readonly limit: Percent;
  /** Instances on the whole box if only this resource counted; null where nothing tells. */
  readonly capacity: number | null;
  readonly predicted: boolean;
  readonly demand: Interval | null;
}

/**
 * What a method makes of a history: the same for a live run, a replay and a recording. The verdict is made of it and
 * of how the run ended.
 */
export interface Assessment {
  readonly baseline: LevelEstimate | null;
  readonly levels: readonly LevelEstimate[];
  readonly resources: readonly ResourceAssessment[];
  /** Of the capacity, for n = 0 … the cap in force. */
  readonly atLeast: AtLeast;
  readonly loadCapacity: number;
  /** Null where frames were not measured. */
  readonly frameCapacity: number | null;
  /** What gives out after `likely(atLeast)`; null where nothing did up to the cap in force. */
  readonly gaveOut: LimitedBy | null;
}
