import type { Seconds } from '../../model/units.ts';
import { Lobby } from '../roles/lobby.ts';
import { DAY, HOURS, SECONDS_PER_HOUR, type DayInput, type SessionKind } from './day-input.ts';
import { EventHeap } from './event-heap.ts';
import { Chance } from './random.ts';

/** One who came, and what became of them. */
export interface Visit {
  readonly at: Seconds;
  /** Set when the place is taken. */
  startedAt: Seconds | null;
  fate: 'waits' | 'played' | 'refused' | 'gave-up';
}

/** How it stood from one event to the next, summed over the time it stood so. */
export interface Presence {
  /** Seconds × how many, for each hour of the day. */
  readonly playing: number[];
  readonly waiting: number[];
  readonly watching: number[];
  mostWaiting: number;
}

interface Happening {
  readonly at: Seconds;
  readonly visit: Visit;
  readonly what: 'ends' | 'gives-up';
}

/** The next arrival after `at` of a Poisson stream whose rate changes by the hour; null when nobody comes in a whole day. */
function nextArrival(at: Seconds, perHour: readonly number[], chance: Chance): Seconds | null {
  let wanted = chance.exponential(1);
  let time = at;
  for (let hours = 0; hours <= HOURS + 1;) {
    const hour = Math.floor(time / SECONDS_PER_HOUR);
    const rate = (perHour[hour % HOURS] ?? 0) / SECONDS_PER_HOUR;
    const until = (hour + 1) * SECONDS_PER_HOUR;
    if (rate > 0 && wanted <= rate * (until - time)) return time + wanted / rate;
    wanted -= rate * (until - time);
    time = until;
    // Hours in which somebody could have come do not count against the search: a thin stream may need days.
    hours = rate > 0 ? 0 : hours + 1;
  }
  return null;
}

function sessionOf(kinds: readonly SessionKind[], chance: Chance): Seconds {
  let at = chance.uniform() * kinds.reduce((sum, { share }) => sum + share, 0);
  const kind = kinds.find(({ share }) => (at -= share) <= 0) ?? kinds.at(-1);
  if (!kind) throw new RangeError('a simulation needs at least one kind of session');
  return kind.spread === 'fixed' ? kind.minutes * 60 : chance.exponential(kind.minutes * 60);
}

/**
 * Plays days through, event by event: arrivals by the hour, sessions, patience, one line. It answers what formulas do not:
 * profiles with their echo in the next hour, patience, mixed sessions. The first day only fills the house and is not told.
 * O(arrivals × log of those present), and the hours of the days.
 */
export function simulate(input: DayInput): {
  readonly visits: readonly Visit[];
  readonly presence: Presence;
} {
  const { places, policy, room, watching, arrivalsPerHour, sessions, patienceMinutes } = input;
  const chance = new Chance(input.seed);
  const lobby = new Lobby<Visit>({ places, policy, room, watching });
  const events = new EventHeap<Happening>();
  const visits: Visit[] = [];
  const zeros = () => new Array<number>(HOURS).fill(0);
  const presence: Presence = { playing: zeros(), waiting: zeros(), watching: zeros(), mostWaiting: 0 };
  const end = (input.days + 1) * DAY;
  let now: Seconds = 0;

  const passTo = (time: Seconds) => {
    while (now < time) {
      const hour = Math.floor(now / SECONDS_PER_HOUR);
      const step = Math.min(time, (hour + 1) * SECONDS_PER_HOUR) - now;
      if (now >= DAY && now < end) {
        const at = hour % HOURS;
        presence.playing[at] = (presence.playing[at] ?? 0) + lobby.playing * step;
        presence.waiting[at] = (presence.waiting[at] ?? 0) + lobby.waiting * step;
        presence.watching[at] = (presence.watching[at] ?? 0) + lobby.watching * step;
        presence.mostWaiting = Math.max(presence.mostWaiting, lobby.waiting);
      }
      now = Math.min(time, (hour + 1) * SECONDS_PER_HOUR);
    }
  };
  const begin = (visit: Visit) => {
    visit.startedAt = now;
    visit.fate = 'played';
    events.add({ at: now + sessionOf(sessions, chance), visit, what: 'ends' });
  };
  const arrive = () => {
    const visit: Visit = { at: now, startedAt: null, fate: 'waits' };
    if (now >= DAY) visits.push(visit);
    const role = lobby.player(visit);
    if (role === 'plays') begin(visit);
    else if (role === 'refused') visit.fate = 'refused';
    else if (patienceMinutes !== null)
      events.add({ at: now + chance.exponential(patienceMinutes * 60), visit, what: 'gives-up' });
  };
  const happen = ({ visit, what }: Happening) => {
    if (what === 'gives-up' && visit.fate !== 'waits') return;
    if (what === 'gives-up') visit.fate = 'gave-up';
    const next = lobby.leave(visit);
    if (next) begin(next);
  };

  let arrival = nextArrival(0, arrivalsPerHour, chance);
  const comes = () => (arrival !== null && arrival < end ? arrival : null);
  // After the last day nobody comes any more, but whoever waits is waited for: who came later could not delay them.
  for (let event = events.next; event || comes() !== null; event = events.next) {
    const coming = comes();
    if (coming !== null && (!event || coming < event.at)) {
      passTo(coming);
      arrive();
      arrival = nextArrival(coming, arrivalsPerHour, chance);
    } else if (event) {
      passTo(event.at);
      events.take();
      happen(event);
    }
  }
  passTo(end);
  return { visits, presence };
}
