import type { Seconds } from '../model/units.ts';

/** What the controller wants next. `finish`: nothing more is to be learned; the verdict is `conclude`'s. */
export type Action =
  | { readonly do: 'advance'; readonly seconds: Seconds }
  | { readonly do: 'launch' }
  | { readonly do: 'stop'; readonly instance: number }
  | { readonly do: 'finish' };

/** How a run came to its end; the first cause wins. */
export type Ending =
  | { readonly by: 'decided' }
  /** The time budget, or the operator's wish to stop and take what is known. */
  | { readonly by: 'budget' | 'operator' }
  /** A guard ended it to protect the box. */
  | { readonly by: 'guard'; readonly guard: string }
  | { readonly by: 'interrupted' }
  /** The box could not go on. */
  | { readonly by: 'box'; readonly reason: string };
