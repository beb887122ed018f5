import type { Params, Result } from '../../../shared/bridge/contract.ts';
import type { BridgeProblem } from '../../../shared/bridge/bridge-problem.ts';

/** What the engine's thread asks the one that reads kept runs. */
export interface KeptQuestions {
  readonly open: { params: Params<'runs.open'>; result: Result<'runs.open'> };
  readonly series: { params: Params<'runs.series'>; result: Result<'runs.series'> };
  readonly decide: { params: Params<'runs.decide'>; result: Result<'runs.decide'> };
  /** The run's whole id, and where its report lies now. */
  readonly report: { params: Params<'runs.report'>; result: { run: string; file: string } };
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
