import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINE_POLICIES, Lobby, type LobbyRules } from './lobby.ts';

const rules = (changed: Partial<LobbyRules> = {}): LobbyRules => ({
  places: 2,
  policy: 'queue',
  room: null,
  watching: null,
  ...changed,
});
const lobby = (changed?: Partial<LobbyRules>) => new Lobby<string>(rules(changed));

describe('the lobby', () => {
  it('gives places first, then the line, and a free place to the head of it', () => {
    const box = lobby();
    expect(['ann', 'bob', 'cem', 'dee'].map((guest) => box.player(guest))).toEqual([
      'plays',
      'plays',
      'waits',
      'waits',
    ]);
    expect([box.before('cem'), box.before('dee'), box.before('ann')]).toEqual([0, 1, null]);
    expect(box.leave('bob')).toBe('cem');
    expect([box.playing, box.waiting]).toEqual([2, 1]);
    expect(box.leave('cem')).toBe('dee');
    expect(box.leave('ann')).toBeNull();
    expect([box.playing, box.waiting]).toEqual([1, 0]);
  });

  it('forgets who gives up waiting', () => {
    const box = lobby({ places: 1 });
    for (const guest of ['ann', 'bob', 'cem']) box.player(guest);
    expect(box.leave('bob')).toBeNull();
    expect(box.leave('ann')).toBe('cem');
  });

  it('lets who waits watch, as long as there is bandwidth beside the players', () => {
    const box = lobby({ places: 1, policy: 'watch', watching: 2 });
    expect(box.spectator('sam')).toBe('watches');
    expect(['ann', 'bob', 'cem'].map((guest) => box.player(guest))).toEqual(['plays', 'watches', 'waits']);
    expect(box.spectator('tim')).toBe('refused');
    expect(box.leave('ann')).toBe('bob');
    // Bob plays now and no longer watches.
    expect(box.watching).toBe(1);
    expect(box.spectator('tim')).toBe('watches');
  });

  it('refuses where nobody may wait, or the line is full', () => {
    const strict = lobby({ places: 1, policy: 'refuse' });
    expect(['ann', 'bob'].map((guest) => strict.player(guest))).toEqual(['plays', 'refused']);
    expect(strict.leave('bob')).toBeNull();
    const short = lobby({ places: 1, room: 1 });
    expect(['ann', 'bob', 'cem'].map((guest) => short.player(guest))).toEqual(['plays', 'waits', 'refused']);
  });

  it('gives spectators no instance', () => {
    const box = lobby({ places: 1, watching: 5 });
    for (const guest of ['a', 'b', 'c']) box.spectator(guest);
    expect([box.playing, box.watching]).toEqual([0, 3]);
    expect(box.player('ann')).toBe('plays');
    expect(box.leave('a')).toBeNull();
  });
});

describe('whatever happens', () => {
  const step = fc.record({
    does: fc.constantFrom('player', 'spectator', 'leave'),
    guest: fc.integer({ min: 0, max: 30 }),
  });
  it('places, line and watchers keep their bounds, and nobody waits while a place is free', () => {
    fc.assert(
      fc.property(
        fc.record({
          places: fc.integer({ min: 0, max: 4 }),
          policy: fc.constantFrom(...LINE_POLICIES),
          room: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
          watching: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
        }),
        fc.array(step, { maxLength: 120 }),
        (some, steps) => {
          const box = new Lobby<number>(some);
          const there = new Set<number>();
          for (const { does, guest } of steps) {
            if (does === 'leave') {
              box.leave(guest);
              there.delete(guest);
            } else if (!there.has(guest)) {
              const role = does === 'player' ? box.player(guest) : box.spectator(guest);
              if (role !== 'refused') there.add(guest);
            }
            expect(box.playing).toBeLessThanOrEqual(some.places);
            expect(box.waiting).toBeLessThanOrEqual(some.room ?? Infinity);
            expect(box.watching).toBeLessThanOrEqual(some.watching ?? Infinity);
            if (box.playing < some.places) expect(box.waiting).toBe(0);
            if (some.policy === 'refuse') expect(box.waiting).toBe(0);
          }
        },
      ),
    );
  });
});
