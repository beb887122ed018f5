import type { Method, Params, Result } from '../../shared/bridge/contract.ts';
import type { Face } from './connection.ts';

/** An answer for every question that a face can ask. */
export type Handlers = {
  readonly [M in Method]: (params: Params<M>, face: Face) => Promise<Result<M>> | Result<M>;
};

/** Those of one area: of the methods that begin with its name. */
export type HandlersOf<Area extends string> = Pick<Handlers, Extract<Method, `${Area}.${string}`>>;

/** The answer to whoever only wants to know that it is done. */
export const NOTHING = {};
