import { parentPort, workerData } from 'node:worker_threads';
import { problemAsData } from '../../../shared/bridge/bridge-problem.ts';
import type { KeptReply, KeptRequest } from './kept-questions.ts';
import { KeptReader } from './kept-reader.ts';

/** The thread that reads kept runs: one question after the other, so that none is answered from half a cache. */
const reader = new KeptReader(workerData as string);
let before: Promise<void> = Promise.resolve();
let waiting = 0;
let ahead: NodeJS.Immediate | null = null;

/** While nobody asks. */
function readAhead(): void {
  ahead = waiting === 0 && reader.readAhead() ? setImmediate(readAhead) : null;
}

async function answer({ id, question, params }: KeptRequest): Promise<void> {
  let reply: KeptReply;
  try {
    reply = { id, result: await reader[question](params as never) };
  } catch (error) {
    reply = { id, problem: problemAsData(error) };
  }
  parentPort?.postMessage(reply);
  waiting -= 1;
  ahead ??= setImmediate(readAhead);
}

parentPort?.on('message', (request: KeptRequest) => {
  waiting += 1;
  before = before.then(() => answer(request));
});
