import type { Followed } from './followed.ts';

/** What the big number says: a number or null, and how it is meant. */
export interface Standing {
  readonly n: number | null;
  readonly meant: 'nothing' | 'at-least' | 'so-far' | 'known' | 'zero' | 'invalid';
  readonly doing:
    | { readonly kind: 'baseline' | 'ending' | 'ended' | 'out-of-time' }
    | {
        readonly kind: 'checking' | 'measuring' | 'loading' | 'held' | 'enough' | 'manual';
        readonly n: number;
      }
    | null;
}

function meantBy({ verdict, state, now }: Followed): Pick<Standing, 'n' | 'meant'> {
  const decided = verdict?.verdict;
  if (state === 'ended' && verdict) {
    if (decided === 'invalid' || verdict.capacity === null) return { n: null, meant: 'invalid' };
    if (decided === 'zero') return { n: 0, meant: 'zero' };
    return { n: verdict.capacity, meant: decided === 'knee' ? 'known' : 'at-least' };
  }
  if (decided === 'zero') return { n: 0, meant: 'zero' };
  if (decided === 'knee' && verdict && verdict.capacity !== null)
    return { n: verdict.capacity, meant: 'so-far' };
  const atLeast = now?.progress.atLeast ?? 0;
  return atLeast > 0 ? { n: atLeast, meant: 'at-least' } : { n: null, meant: 'nothing' };
}

function doingNow({ state, now, head, events }: Followed): Standing['doing'] {
  if (state === 'ended') {
    const end = events.findLast(({ event }) => event === 'end');
    return { kind: end?.['by'] === 'budget' ? 'out-of-time' : 'ended' };
  }
  if (state === 'ending') return { kind: 'ending' };
  if (!now) return null;
  const { phase, n, checking, held, level } = now.progress;
  if (phase === 'baseline' && head?.method !== 'manual') return { kind: 'baseline' };
  if (phase === 'loading') return { kind: 'loading', n };
  if (held) return { kind: 'held', n };
  if (head?.method === 'manual') return { kind: level?.n === n && level.enough ? 'enough' : 'manual', n };
  return checking === null ? { kind: 'measuring', n } : { kind: 'checking', n: checking };
}

/** What is known of the capacity by now, and what is being done about it. */
export function standingOf(followed: Followed): Standing {
  return { ...meantBy(followed), doing: doingNow(followed) };
}
