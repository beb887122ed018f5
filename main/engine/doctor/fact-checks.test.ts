import { describe, expect, it } from 'vitest';
import { explainCheck } from '../../../shared/explain/doctor.ts';
import { judgeFacts } from './doctor.ts';
import type { BoxFacts, PowerSettings, SessionFacts } from './facts.ts';
import { someFacts } from './some-facts.ts';

const power = (more: Partial<PowerSettings>): Partial<BoxFacts> => ({
  power: { scheme: null, overlay: null, governors: [], preferences: [], profile: null, ...more },
});
const session = (more: Partial<SessionFacts>): Partial<BoxFacts> => ({
  session: { remote: null, service: false, display: true, core: false, ...more },
});
const clock = (more: Partial<BoxFacts['clock']>): Partial<BoxFacts> => ({
  clock: { source: 'tsc', wall: Date.UTC(2026, 10, 21), stepMs: 0, ...more },
});
const screens = (...displays: number[]): Partial<BoxFacts> => ({
  cards: displays.map((count, card) => ({ name: `card ${card}`, displays: count })),
});
const disks = (...freeMiB: (number | null)[]): Partial<BoxFacts> => ({
  disks: freeMiB.map((free, disk) => ({ folder: `/disk-${disk}`, freeMiB: free })),
});
const BALANCED = '381b4222-f694-41f0-9685-ff5bb260df2e';
const SAVER = 'a1841308-3541-4fab-bc81-f71556f20b4a';
const HIGH = '8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c';
const BEST = 'ded574b5-45a0-4f42-8737-46345c09c238';
const NONE = '00000000-0000-0000-0000-000000000000';

const CASES: [string, Partial<BoxFacts>, string, string | undefined][] = [
  ['a quiet box', {}, 'power-saving', 'good'],
  ['a virtual machine without clocks', power({}), 'power-saving', undefined],
  ['the scheme that saves', power({ scheme: SAVER, overlay: NONE }), 'power-saving', 'bad'],
  ['the balanced scheme', power({ scheme: BALANCED, overlay: NONE }), 'power-saving', 'beware'],
  [
    'the balanced scheme with the slider up',
    power({ scheme: BALANCED, overlay: BEST }),
    'power-saving',
    'good',
  ],
  ['the scheme for performance', power({ scheme: HIGH }), 'power-saving', 'good'],
  ["a maker's scheme", power({ scheme: '12345678-0000-0000-0000-000000000000' }), 'power-saving', undefined],
  ['a governor that saves', power({ governors: ['powersave'] }), 'power-saving', 'bad'],
  ['a governor that follows', power({ governors: ['schedutil'] }), 'power-saving', 'beware'],
  [
    'a processor that decides itself',
    power({ governors: ['powersave'], preferences: ['performance'] }),
    'power-saving',
    'good',
  ],
  [
    'one core of many that saves',
    power({ governors: ['powersave'], preferences: ['performance', 'power'] }),
    'power-saving',
    'bad',
  ],
  ['a quiet profile', power({ governors: ['performance'], profile: 'quiet' }), 'power-saving', 'bad'],
  ['a battery', { onBattery: true }, 'battery', 'bad'],
  ['a box without one', { onBattery: null }, 'battery', undefined],
  ['Remote Desktop', session({ remote: 'rdp' }), 'remote-session', 'beware'],
  ['a service', session({ service: true }), 'remote-session', 'bad'],
  ['a shell from afar', session({ remote: 'ssh', service: null }), 'remote-session', 'good'],
  ['a session that is not known', session({ service: null }), 'remote-session', undefined],
  ['Server Core', session({ core: true, display: null }), 'no-desktop', 'bad'],
  ['no screen', session({ display: false }), 'no-desktop', 'beware'],
  ['a screen', session({ display: true }), 'no-desktop', 'good'],
  ['one card', screens(1), 'displays', undefined],
  ['a screen on one of two cards', screens(1, 0), 'displays', 'beware'],
  ['a screen on both cards', screens(1, 2), 'displays', 'good'],
  ['a card that is not ours to open', { nodes: { all: ['a', 'b'], closed: ['b'] } }, 'card-access', 'bad'],
  ['no card', { nodes: { all: [], closed: [] } }, 'card-access', undefined],
  ['no right to trace', { mayTrace: false }, 'frame-rights', 'beware'],
  ['a system without such a right', { mayTrace: null }, 'frame-rights', undefined],
  ['a clock that was set', clock({ stepMs: -3_600_000 }), 'clock', 'bad'],
  ['a clock that is led', clock({ stepMs: 3 }), 'clock', 'good'],
  ['a clock that nobody looked at', clock({ stepMs: null }), 'clock', 'good'],
  ['time counted by a slow device', clock({ source: 'hpet' }), 'clock', 'beware'],
  ['a box without a battery for its clock', clock({ wall: Date.UTC(2009, 0, 1) }), 'clock', 'beware'],
  ['a full disk', disks(90), 'free-disk', 'bad'],
  ['the fuller of two disks', disks(9e6, 3000), 'free-disk', 'beware'],
  ['a disk that does not answer', disks(null), 'free-disk', undefined],
  ['a container', { cores: { all: 16, allowed: 2.5 } }, 'fewer-cores', 'bad'],
  ['Game Mode', { gaming: { mode: true, recording: null } }, 'gaming', 'beware'],
  ['recording in the background', { gaming: { mode: false, recording: true } }, 'gaming', 'beware'],
  ['a box that has no such thing', { gaming: { mode: null, recording: null } }, 'gaming', undefined],
  ['a virus scanner', { scanners: ['Huorong'] }, 'virus-scanner', 'beware'],
  ['Windows without one', { platform: 'win32' }, 'virus-scanner', 'good'],
];

describe('what was found out', () => {
  it.each(CASES)('%s', (_what, facts, code, state) => {
    const check = judgeFacts(someFacts(facts)).find((one) => one.code === code);
    expect(check?.state).toBe(state);
    if (!check) return;
    for (const language of ['en', 'zh-CN'] as const) {
      const { evidence, effect, wayOut } = explainCheck(check, language);
      expect(evidence).not.toMatch(/\?|undefined|null|NaN|\{/u);
      expect(evidence.length).toBeGreaterThan(5);
      expect(effect.length).toBeGreaterThan(3);
      expect(wayOut.length).toBeGreaterThan(3);
    }
  });

  it('of a quiet box is all well', () => {
    expect(judgeFacts(someFacts()).filter(({ state }) => state !== 'good')).toEqual([]);
  });
});
