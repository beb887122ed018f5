import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepRun } from '../../../bench/dashboard/keep-run.ts';
import { longRun } from '../../../bench/dashboard/long-run.ts';
import { DEFAULT_LIMITS } from '../../../shared/model/resources.ts';
import { KeptReader } from './kept-reader.ts';

const RUN = 'ahead';
const OTHER = { run: RUN, limits: { ...DEFAULT_LIMITS, gpu: 50 }, fpsTarget: null };
const WHOLE = { run: RUN, from: null, to: null, columns: 100 };

describe('reading ahead of a run that is looked at', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'kneescope-kept-'));
    keepRun(folder, longRun(RUN, 0.5, 2));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('ends when all is read, and nothing is read that nobody looks at', () => {
    const reader = new KeptReader(folder);
    expect(reader.readAhead()).toBe(false);
    reader.series(WHOLE);
    let steps = 1;
    while (reader.readAhead()) steps += 1;
    expect(steps).toBe(4);
    expect(reader.readAhead()).toBe(false);
  });

  it.each([0, 2, 9])('decides the same after %i steps of it', (steps) => {
    const reader = new KeptReader(folder);
    reader.series(WHOLE);
    for (let step = 0; step < steps; step++) reader.readAhead();
    expect(reader.decide(OTHER)).toEqual(new KeptReader(folder).decide(OTHER));
  });
});
