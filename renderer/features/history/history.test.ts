import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manyRuns } from '../../../build/test/screens/kept-runs.ts';
import { textWidth } from '../../charts/geometry/text-layout.ts';
import { buildOf, choicesOf, executableOf, filterRuns, NO_FILTER, type RunFilter } from './filter.ts';
import { fitText } from './fit-text.ts';
import { visibleRows } from './visible-rows.ts';

const RUNS = manyRuns(300);
const find = (filter: Partial<RunFilter>) => filterRuns(RUNS, { ...NO_FILTER, ...filter });

describe('runs that are looked for', () => {
  it('are all where nothing is asked, the pinned ones first and else as they came', () => {
    const [first, ...others] = find({});
    expect(first?.pinned).toBe(true);
    expect(others).toEqual(RUNS.filter(({ pinned }) => pinned !== true));
  });

  it('fit everything that is asked', () => {
    const wanted = { executable: 'Showroom.exe', build: '1.4.0.0', box: 'local', tag: 'hall' };
    const found = find({ ...wanted, from: '2026-11-01', to: '2026-11-10' });
    expect(found.length).toBeGreaterThan(3);
    for (const run of found) {
      expect([executableOf(run), buildOf(run), run.box]).toEqual(['Showroom.exe', '1.4.0.0', 'local']);
      expect(run.tags).toContain('hall');
      expect(run.startedAt >= '2026-11-01' && run.startedAt < '2026-11-11').toBe(true);
    }
    const all = RUNS.filter((run) => found.includes(run) || !find({ ...wanted }).includes(run));
    expect(all.length).toBeGreaterThan(0);
  });

  it('are found by words, in whatever order and case, also in the note and the SHA-256', () => {
    expect(find({ text: 'SCREEN driver UPDATE' }).every(({ note }) => note!.includes('driver update'))).toBe(
      true,
    );
    expect(find({ text: 'no such thing' })).toEqual([]);
    const hashed = { ...RUNS[0]!, run: 'x', fileVersion: null, sha256: 'abcdef0123456789' };
    expect(filterRuns([hashed], { ...NO_FILTER, text: 'CDEF01' })).toEqual([hashed]);
    expect(buildOf(hashed)).toBe('abcdef012345');
  });

  it('offer what there is', () => {
    const { executables, builds, boxes, tags } = choicesOf(RUNS, NO_FILTER);
    expect(executables).toEqual(['Showroom.exe', 'viewer']);
    expect(builds).toEqual(['1.4.0.0', '1.4.1.0', '1.4.2.0']);
    expect([boxes.length, tags]).toEqual([3, ['hall', 'nightly']]);
    expect(choicesOf(RUNS, { ...NO_FILTER, executable: 'viewer' }).builds).toEqual(['1.4.1.0']);
  });
});

describe('the rows in sight', () => {
  it('are all that are seen, and few more, wherever one scrolls', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(1_000_000), fc.nat(2000), (count, top, height) => {
        const { first, last } = visibleRows(count, 48, top, height);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(last).toBeLessThanOrEqual(count);
        expect(last - first).toBeLessThanOrEqual(height / 48 + 26);
        const seen = Math.floor((top + height / 2) / 48);
        if (seen < count) expect(first <= seen && seen < last).toBe(true);
      }),
    );
  });
});

describe('a text that must fit', () => {
  it('stays whole where it does, and is cut where it does not', () => {
    expect(fitText('Hall 1', 200, 14)).toBe('Hall 1');
    for (const text of [
      'Showroom, heavy scene with all of its reflections',
      '展厅重载场景，所有反射和人群全部打开',
    ])
      for (const width of [30, 80, 160]) {
        const cut = fitText(text, width, 14, true);
        expect(cut.endsWith('…')).toBe(true);
        expect(textWidth(cut, 14)).toBeLessThanOrEqual(width);
        expect(text.startsWith(cut.slice(0, -1))).toBe(true);
      }
  });
});
