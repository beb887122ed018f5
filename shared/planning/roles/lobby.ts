/** What becomes of a player who finds every place taken. */
export const LINE_POLICIES = ['queue', 'watch', 'refuse'] as const;
/** `queue`: waits; `watch`: waits and watches meanwhile, if there is bandwidth; `refuse`: is sent away. */
export type LinePolicy = (typeof LINE_POLICIES)[number];

export interface LobbyRules {
  /** Instances: so many play at once. */
  readonly places: number;
  readonly policy: LinePolicy;
  /** How many may wait; null for as many as come. */
  readonly room: number | null;
  /** How many may watch beside the players, what the places need being kept free for them; null for as many as come. */
  readonly watching: number | null;
}

/** Where somebody ended up. `watches`: a spectator, or a player who waits and watches meanwhile. */
export type Role = 'plays' | 'waits' | 'watches' | 'refused';

/**
 * Who plays, waits and watches, in one place. Players take an instance, spectators only bandwidth; when a player goes, the
 * head of the line takes the place. A spectator never joins the line, and a waiting player who could watch only later
 * does not begin to: the picture would come and go. Every call is O(1), leaving the line out of turn O(1) amortised.
 */
export class Lobby<Guest> {
  readonly rules: LobbyRules;
  readonly #playing = new Set<Guest>();
  /** In the order of arrival, which a Set keeps; true for those who watch meanwhile. */
  readonly #line = new Map<Guest, boolean>();
  readonly #spectators = new Set<Guest>();
  #watchingInLine = 0;

  constructor(rules: LobbyRules) {
    this.rules = rules;
  }

  get playing(): number {
    return this.#playing.size;
  }
  get waiting(): number {
    return this.#line.size;
  }
  /** Spectators and those in the line who watch. */
  get watching(): number {
    return this.#spectators.size + this.#watchingInLine;
  }

  player(guest: Guest): Role {
    const { places, policy, room } = this.rules;
    if (this.#playing.size < places) {
      this.#playing.add(guest);
      return 'plays';
    }
    if (policy === 'refuse' || (room !== null && this.#line.size >= room)) return 'refused';
    const watches = policy === 'watch' && this.#mayWatch();
    this.#line.set(guest, watches);
    if (watches) this.#watchingInLine += 1;
    return watches ? 'watches' : 'waits';
  }

  spectator(guest: Guest): Role {
    if (!this.#mayWatch()) return 'refused';
    this.#spectators.add(guest);
    return 'watches';
  }

  /** Somebody goes, whatever they did. @returns who has taken the place that came free, null for nobody */
  leave(guest: Guest): Guest | null {
    this.#spectators.delete(guest);
    this.#outOfLine(guest);
    if (!this.#playing.delete(guest)) return null;
    for (const [head] of this.#line) {
      this.#outOfLine(head);
      this.#playing.add(head);
      return head;
    }
    return null;
  }

  /** How many stand before somebody who waits; null for one who does not. For a notice; O(line). */
  before(guest: Guest): number | null {
    let count = 0;
    for (const [waiting] of this.#line) {
      if (waiting === guest) return count;
      count += 1;
    }
    return null;
  }

  #outOfLine(guest: Guest): void {
    if (this.#line.get(guest)) this.#watchingInLine -= 1;
    this.#line.delete(guest);
  }

  #mayWatch(): boolean {
    const { watching } = this.rules;
    return watching === null || this.watching < watching;
  }
}
