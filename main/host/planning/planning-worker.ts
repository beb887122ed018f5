import { parentPort } from 'node:worker_threads';
import { audience } from '../../../shared/planning/audience.ts';
import type { PlanningReply, PlanningRequest } from './planning-thread.ts';

/** The thread that computes audiences: it knows no store and no clock, so that it can be ended in the middle. */
parentPort?.on('message', ({ id, input }: PlanningRequest) => {
  let reply: PlanningReply;
  try {
    reply = { id, audience: audience(input) };
  } catch (error) {
    reply = { id, fault: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(reply);
});
