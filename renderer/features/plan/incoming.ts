import type { PlanFile } from '../../../shared/model/plan.ts';

/** A plan on its way to the screen: a file of the box, a text that the face has, or that of a run. */
export type Incoming =
  | { readonly from: 'file'; readonly file: string }
  | { readonly from: 'text'; readonly name: string; readonly text: string }
  | { readonly from: 'run'; readonly box: string; readonly plan: PlanFile | null };

let waiting: Incoming | null = null;
const listeners = new Set<() => void>();

/** Hands a plan to the screen, which takes it now or when it is shown next. The latest counts. */
export function handPlan(incoming: Incoming): void {
  waiting = incoming;
  for (const listener of listeners) listener();
}

/** What was handed over, once. */
export function takePlan(): Incoming | null {
  const taken = waiting;
  waiting = null;
  return taken;
}

/** Calls whenever there is something to take, at once where there is already. @returns a function that ends it */
export function onPlanHanded(listener: () => void): () => void {
  listeners.add(listener);
  if (waiting) listener();
  return () => {
    listeners.delete(listener);
  };
}
