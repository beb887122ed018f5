import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { USUAL_SETTINGS, type Settings } from '../../shared/model/settings.ts';
import { openHistory, type History } from '../engine/history.ts';
import { readSettings, retain, writeSettings } from './settings.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kneescope settings '));
let history: History;
beforeAll(() => {
  history = openHistory(folder);
  const day = 86_400_000;
  for (const [run, ago] of [
    ['old00000', 40],
    ['new00000', 1],
  ] as const) {
    history.store.begin({
      run,
      meta: {
        type: 'meta',
        format: 'kneescope.trace/1',
        run,
        startedAt: new Date(Date.now() - ago * day).toISOString(),
        limits: {},
      },
      tags: [],
      owner: 'nobody',
      durable: false,
    });
  }
  history.store.markCutOff(() => false);
});
afterAll(() => {
  history.close();
  rmSync(folder, { recursive: true });
});

it('reads what it wrote, and the usual ones where nothing fits', () => {
  const settings: Settings = {
    ...USUAL_SETTINGS,
    defaults: { limits: { gpu: 80 }, cap: 9 },
    retention: { days: 30, mostMiB: null },
  };
  writeSettings(folder, settings);
  expect(readSettings(folder)).toEqual(settings);
  writeFileSync(
    path.join(folder, 'settings.json'),
    '{"format":"kneescope.settings/1","retention":{"days":0}}',
  );
  expect(readSettings(folder)).toEqual(USUAL_SETTINGS);
  expect(readSettings(path.join(folder, 'nowhere'))).toEqual(USUAL_SETTINGS);
});

it('says where settings cannot be written', () => {
  writeFileSync(path.join(folder, 'a file'), '');
  const blocked = path.join(folder, 'a file', 'below it');
  expect(() => {
    writeSettings(blocked, USUAL_SETTINGS);
  }).toThrow(/file\.unwritable/u);
});

it('keeps the newest, however large', () => {
  expect(retain(history, { days: null, mostMiB: 0.001 }, true)).toEqual(['old00000']);
});

it('removes nothing unless somebody set it, and then what is too old', () => {
  expect(retain(history, USUAL_SETTINGS.retention, false)).toEqual([]);
  expect(retain(history, { days: 30, mostMiB: null }, true)).toEqual(['old00000']);
  expect(history.list()).toHaveLength(2);
  expect(retain(history, { days: 30, mostMiB: null }, false)).toEqual(['old00000']);
  expect(history.list().map(({ run }) => run)).toEqual(['new00000']);
});
