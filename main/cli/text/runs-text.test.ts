import { expect, it } from 'vitest';
import type { RunSummary } from '../../../shared/model/runs.ts';
import { runsText } from './runs-text.ts';

const summary: RunSummary = {
  run: 'k7',
  startedAt: '2026-11-20T21:04:05+08:00',
  state: 'done',
  name: 'Showroom',
  box: 'local',
  executable: null,
  sha256: null,
  fileVersion: null,
  method: null,
  verdict: 'knee',
  capacity: 7,
  seconds: 0,
  tags: [],
  simulated: false,
};

it.each([
  [59.4, '0:59'],
  [59.7, '1:00'],
  [119.9, '2:00'],
  [121, '2:01'],
])('says that a run of %d s took %s', (seconds, took) => {
  expect(runsText([{ ...summary, seconds }], 'en').split('\n')[1]).toMatch(new RegExp(` ${took}\\s*$`, 'u'));
});
