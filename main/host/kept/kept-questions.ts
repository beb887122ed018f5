import type { Language } from '../../../shared/locale/language.ts';
import type { Audience } from '../../../shared/model/audience.ts';
import type { MeasuredDemand } from '../../../shared/planning/hardware/demand.ts';
import type { Params, Result } from '../../../shared/bridge/contract.ts';
import type { BridgeProblem } from '../../../shared/bridge/bridge-problem.ts';

/** What a kept run says to whoever plans with it. */
export interface MeasuredRun {
  readonly id: string;
  readonly capacity: number | null;
  readonly simulated: boolean;
  readonly demand: MeasuredDemand;
}

/** What the engine's thread asks the one that reads kept runs. */
export interface KeptQuestions {
  readonly list: { params: Params<'runs.list'>; result: Result<'runs.list'> };
  readonly compare: { params: Params<'runs.compare'>; result: Result<'runs.compare'> };
  /** Files that lie on this box. */
  readonly importFiles: {
    params: { files: readonly string[] };
    result: Result<'import.end'>['imported'];
  };
  readonly open: { params: Params<'runs.open'>; result: Result<'runs.open'> };
  readonly series: { params: Params<'runs.series'>; result: Result<'runs.series'> };
  readonly decide: { params: Params<'runs.decide'>; result: Result<'runs.decide'> };
  /** The run's whole id, and where its report lies now, as HTML. */
  readonly report: { params: { run: string; language: Language }; result: { run: string; file: string } };
  readonly measured: { params: { run: string }; result: MeasuredRun };
  /** Into the report of the run that it is about, or where there is none as a page of its own. */
  readonly audienceReport: { params: { audience: Audience; language: Language }; result: { file: string } };
}
export type KeptQuestion = keyof KeptQuestions;

export interface KeptRequest {
  readonly id: number;
  readonly question: KeptQuestion;
  readonly params: unknown;
}
export type KeptReply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly problem: BridgeProblem };
