import type { BoxFacts } from './facts.ts';

/** A quiet box with nothing wrong, for tests. */
export function someFacts(more: Partial<BoxFacts> = {}): BoxFacts {
  return {
    platform: 'linux',
    onBattery: false,
    power: { scheme: null, overlay: null, governors: ['performance'], preferences: [], profile: null },
    session: { remote: null, service: false, display: true, core: false },
    mayTrace: true,
    scanners: [],
    cards: [],
    nodes: { all: ['renderD128'], closed: [] },
    gaming: { mode: false, recording: false },
    disks: [{ folder: '/data', freeMiB: 90_000 }],
    clock: { source: 'tsc', wall: Date.UTC(2026, 10, 21), stepMs: 0 },
    cores: { all: 8, allowed: 8 },
    ...more,
  };
}
