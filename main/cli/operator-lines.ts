import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { explainProblem } from '../../shared/explain/problem.ts';
import { Problem } from '../../shared/model/problem.ts';
import { aliveOf, type InstanceLife } from '../../shared/probing/instances.ts';
import type { ProbeSession } from '../engine/probe-session.ts';
import type { Context } from './io.ts';
import { operatorWord, type OperatorWord } from './operator-word.ts';

/** What somebody is asked for. */
export interface OperatorPart {
  /** The plan waits for their word that an instance is ready. */
  readonly confirms: boolean;
  /** They launch and stop. */
  readonly drives: boolean;
}

const waiting = (session: ProbeSession): readonly InstanceLife[] =>
  aliveOf(session.state.history).filter(({ readyAt }) => readyAt === null);

/** Resolves with true when an instance waits for the operator's word, with false when the run ends. */
async function someoneWaits(session: ProbeSession): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const look = () => {
    if (session.phase !== 'running') resolve(false);
    else if (waiting(session).length > 0) resolve(true);
  };
  const unwatch = session.watch(look);
  look();
  return promise.finally(unwatch);
}

async function obey(word: OperatorWord, session: ProbeSession): Promise<void> {
  const { operator } = session;
  switch (word.say) {
    case 'ready': {
      const meant =
        word.instance === null ? waiting(session).map(({ instance }) => instance) : [word.instance];
      for (const instance of meant) await operator.confirm(instance);
      return;
    }
    case 'launch':
      return operator.launch();
    case 'stop': {
      const newest = aliveOf(session.state.history).at(-1)?.instance ?? 0;
      return operator.stop(word.instance ?? newest);
    }
    case 'end':
      await session.end({ by: 'operator' });
      return;
    case 'help':
  }
}

/**
 * Listens to whoever sits at the terminal, a line for each thing they say. What a script has written beforehand waits
 * until there is an instance that it can be about; on a terminal a line is about now.
 * @returns lets go of the input
 */
export function listenToOperator(
  session: ProbeSession,
  { confirms, drives }: OperatorPart,
  context: Context,
  input: Readable & { readonly isTTY?: boolean } = process.stdin,
): () => void {
  const { operator: texts } = context.texts;
  const help = () => {
    context.note(drives ? texts.drive() : texts.confirm());
  };
  const lines = createInterface({ input, terminal: false });
  let over = false;
  const listen = async () => {
    help();
    for await (const line of lines) {
      const word = operatorWord(line);
      if (word.say === 'help' || (!drives && word.say !== 'ready')) help();
      else if (word.say === 'ready' && !input.isTTY && !(await someoneWaits(session))) break;
      else
        await obey(word, session).catch((error: unknown) => {
          if (!(error instanceof Problem)) throw error;
          if (!over) context.note(explainProblem(error as Problem, context.language));
        });
      if (over) break;
    }
    if (!over && confirms) context.note(texts.nobody());
  };
  const unwatch = session.watch(({ events }) => {
    if (!confirms) return;
    for (const { event, instance } of events)
      if (event === 'launch') context.note(texts.waits({ instance: instance ?? 0 }));
  });
  // What goes wrong with the input does not end a run: nobody says anything any more.
  void listen().catch(() => undefined);
  return () => {
    over = true;
    unwatch();
    lines.close();
    // Open, it would keep the program from ending.
    input.pause();
  };
}
