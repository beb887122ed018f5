import { describe, expect, it } from 'vitest';
import { audienceSchema } from '../model/audience.ts';
import { audience } from './audience.ts';
import { sampleInput as input } from './fixtures/sample-audience.ts';

const halfHours = [{ share: 1, minutes: 30, spread: 'exponential' }] as const;

describe('the worked numbers', () => {
  it('10 streams at 8 Mbit/s need 80, with 20 spectators 240', () => {
    expect(audience(input({ spectators: 0 })).needMbps).toBe(80);
    expect(audience(input()).needMbps).toBe(240);
  });

  it('200 Mbit/s carry 10 streams and 15 spectators, or 6.6667 Mbit/s for each', () => {
    const answer = audience(input());
    expect(answer).toMatchObject({
      format: 'kneescope.audience/1',
      needMbps: 240,
      fits: false,
      admitted: { streams: 10, spectators: 15 },
      below: 30,
      fromViewer: 26,
      limitedBy: 'uplink',
      notice: { viewer: 26, role: 'spectator', waiting: 5 },
      waiting: null,
    });
    expect(answer.perViewerMbps).toBe(200 / 30);
    expect(audience(input({ policy: 'open' })).notice).toBeNull();
  });

  it('5 erlang on 10 places: 3.6 % wait, 13 s in the mean, and 1.8 % would be refused without room', () => {
    const { waiting } = audience(input({ arrivalsPerHour: [10], sessions: halfHours }));
    expect(waiting?.probability).toBeCloseTo(0.036105359158320145, 12);
    expect(waiting?.meanSeconds).toBeCloseTo(12.997929296995267, 9);
    expect(waiting?.p95Seconds).toBe(0);
    expect(waiting?.refused).toBeCloseTo(0.01838457033664814, 12);
  });
});

describe('an audience', () => {
  it('is a document of its schema, also with everything in it', () => {
    const full = input({
      run: { id: 'abc', capacity: 7, simulated: true },
      steps: [{ name: '720p', bitrateMbps: 4, spectators: 5 }],
      arrivalsPerHour: Array.from({ length: 24 }, (_, hour) => (hour === 20 ? 12 : 4)),
      sessions: halfHours,
      pricePerHour: 2,
      otherBoxes: [{ name: 'large', capacity: 20, pricePerHour: 5, available: 3 }],
      patienceMinutes: 10,
    });
    const answer = audience(full);
    expect(audienceSchema.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
    expect(answer.waiting?.hour).toBe(20);
    expect(answer.hours).toHaveLength(24);
    expect(answer.simulation?.result?.gaveUp).toBeGreaterThan(0);
  });

  it('has the overhead on the wire, and tells the picture that is left', () => {
    const answer = audience(input({ overhead: 1.25 }));
    expect(answer.needMbps).toBe(300);
    expect(answer.admitted).toEqual({ streams: 10, spectators: 10 });
    expect(answer.perViewerMbps).toBeCloseTo(200 / 30 / 1.25, 12);
    expect(audience(input({ overhead: 1.25, uplinkMbps: 1000 })).perViewerMbps).toBe(8);
  });

  it('is limited by the box where its capacity is less than the streams', () => {
    const run = { id: 'abc', capacity: 7, simulated: false };
    expect(audience(input({ run, uplinkMbps: 1000 }))).toMatchObject({
      fits: true,
      limitedBy: 'box',
      admitted: { streams: 7, spectators: 20 },
      notice: { viewer: 8, role: 'stream', waiting: 3 },
    });
    expect(audience(input({ run })).limitedBy).toBe('both');
    expect(audience(input({ run, uplinkMbps: null, bitrateMbps: null })).limitedBy).toBe('box');
    expect(audience(input({ run: { ...run, capacity: 10 }, uplinkMbps: 240 })).limitedBy).toBe('none');
  });

  it('waits for the run’s places, not for the streams named', () => {
    const run = { id: 'abc', capacity: 7, simulated: false };
    const { waiting } = audience(input({ run, arrivalsPerHour: [10], sessions: halfHours }));
    expect(waiting).toMatchObject({ places: 7, load: 5 });
    expect(waiting?.probability).toBeCloseTo(0.324149949173288, 12);
  });

  it('has no mean wait where more come than leave, and says why', () => {
    const { waiting, boxes } = audience(input({ arrivalsPerHour: [30], sessions: halfHours }));
    expect(waiting).toMatchObject({ meanSeconds: null, p95Seconds: null, reason: 'unstable', load: 15 });
    expect(boxes).toMatchObject({
      nowShare: 0,
      placesNeeded: 23,
      choice: { total: 4, boxes: [{ name: 'this', count: 4 }] },
    });
  });

  it('says what every quality would need', () => {
    const { steps } = audience(input({ steps: [{ name: '720p', bitrateMbps: 4, spectators: 0 }] }));
    expect(steps).toMatchObject([
      { name: null, needMbps: 240, fits: false },
      { name: '720p', needMbps: 120, fits: true, perViewerMbps: 4 },
    ]);
    expect(audience(input({ steps: [{ name: '720p', bitrateMbps: 4, spectators: 10 }] }))).toMatchObject({
      spectators: 30,
      needMbps: 280,
      admitted: { streams: 10, spectators: 15 },
    });
  });

  it('answers only what it was told enough for', () => {
    expect(audience(input({ uplinkMbps: null }))).toMatchObject({
      needMbps: 240,
      fits: null,
      admitted: null,
      perViewerMbps: null,
      limitedBy: 'none',
    });
    expect(audience(input({ bitrateMbps: null }))).toMatchObject({ needMbps: null, fits: null, steps: [] });
    expect(audience(input({ arrivalsPerHour: [10] }))).toMatchObject({
      waiting: null,
      boxes: null,
      simulation: null,
    });
  });

  it('plays the day where formulas don’t do, or when asked', () => {
    const told = { arrivalsPerHour: [10], sessions: halfHours };
    expect(audience(input(told)).simulation).toBeNull();
    expect(audience(input({ ...told, simulate: true })).simulation?.result).not.toBeNull();
    expect(audience(input({ ...told, patienceMinutes: 5 })).simulation?.result?.gaveUp).toBeGreaterThan(0);
    expect(audience(input({ ...told, line: 'refuse' })).waiting).toMatchObject({ probability: 0, room: 0 });
  });

  it('counts what boxes cost for an hour of a stream', () => {
    const { boxes } = audience(input({ arrivalsPerHour: [20], sessions: halfHours, pricePerHour: 3 }));
    // 17 places for 10 erlang: two boxes of 10 and a spare.
    expect(boxes?.choice).toMatchObject({
      total: 3,
      costPerHour: 9,
      costPerStreamHour: { full: 0.3, used: 0.9 },
    });
  });
});
