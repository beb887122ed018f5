import { createContext, use, useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { EventData, EventName, Method, Params, Result } from '../../shared/bridge/contract.ts';
import { problemAsData, problemFromData } from '../../shared/bridge/bridge-problem.ts';
import type { Problem } from '../../shared/model/problem.ts';

/** How the line to the engine stands. `refused`: it will not be tried again, for the token is no longer right. */
export type Connection = 'connecting' | 'open' | 'lost' | 'refused';

/** The engine as a screen sees it: the bridge's contract, whoever speaks it and over what. `app` gives one. */
export interface Engine {
  /** @throws Problem what the engine says is wrong with the request, or that it cannot be reached */
  ask<M extends Method>(method: M, params: Params<M>): Promise<Result<M>>;
  /** @returns a function that ends it */
  on<E extends EventName>(event: E, listener: (data: EventData<E>) => void): () => void;
  readonly connection: {
    get(): Connection;
    /** @returns a function that ends it */
    subscribe(listener: () => void): () => void;
  };
}

const EngineContext = createContext<Engine | null>(null);
export const EngineProvider = EngineContext.Provider;

export function useEngine(): Engine {
  const engine = use(EngineContext);
  if (!engine) throw new Error('no engine was given to this screen');
  return engine;
}

export function useConnection(): Connection {
  const { connection } = useEngine();
  return useSyncExternalStore(
    useCallback((listener) => connection.subscribe(listener), [connection]),
    () => connection.get(),
  );
}

/** How often an event came since the component is there: the `again` of {@link useAnswer}. */
export function useChanges(event: EventName): number {
  const engine = useEngine();
  const [times, setTimes] = useState(0);
  useEffect(
    () =>
      engine.on(event, () => {
        setTimes((before) => before + 1);
      }),
    [engine, event],
  );
  return times;
}

/** Whatever was thrown, as a Problem with a sentence. */
export function problemOf(error: unknown): Problem {
  return problemFromData(problemAsData(error));
}

export interface Answer<T> {
  /** The last answer; while another is on its way this is still the one before. */
  readonly data: T | null;
  readonly problem: Problem | null;
  readonly waiting: boolean;
}

/**
 * Asks whenever what is asked changes, and anew when the line is back; null asks nothing. A late answer to an older
 * question is thrown away.
 */
export function useAnswer<M extends Method>(
  method: M,
  params: Params<M> | null,
  again = 0,
): Answer<Result<M>> {
  const engine = useEngine();
  const open = useConnection() === 'open';
  const [answer, setAnswer] = useState<{ key: string; data: Result<M> | null; problem: Problem | null }>({
    key: '',
    data: null,
    problem: null,
  });
  const key = params === null ? '' : `${method} ${again} ${JSON.stringify(params)}`;
  useEffect(() => {
    if (key === '' || !open) return;
    let wanted = true;
    // The key is the question itself, so that one made anew with the same content is not asked again.
    const asked = JSON.parse(key.slice(key.indexOf('{'))) as Params<M>;
    engine.ask(method, asked).then(
      (data) => {
        if (wanted) setAnswer({ key, data, problem: null });
      },
      (error: unknown) => {
        if (wanted) setAnswer({ key, data: null, problem: problemOf(error) });
      },
    );
    return () => {
      wanted = false;
    };
  }, [engine, method, key, open]);
  return { data: answer.data, problem: answer.problem, waiting: key !== '' && answer.key !== key };
}
