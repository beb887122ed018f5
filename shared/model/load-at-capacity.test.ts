import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../build/test/sample-run.ts';
import { loadAtCapacity } from './load-at-capacity.ts';

const { verdict } = sampleRun({ levels: 4 });
const cpu = { resource: 'cpu', index: null } as const;

describe('loadAtCapacity', () => {
  it('is what was measured there', () => {
    expect(loadAtCapacity({ ...verdict, capacity: 3 }, { resource: 'gpu', index: 0 })).toEqual({
      load: verdict.levels[2]!.gpu![0]!.mean,
      predicted: false,
    });
  });

  it('is the baseline where not even one instance fits', () => {
    expect(loadAtCapacity({ ...verdict, capacity: 0 }, cpu)).toEqual({
      load: verdict.baseline!.cpu!.mean,
      predicted: false,
    });
  });

  it('is predicted where that level was not visited', () => {
    const demand = verdict.resources.find(({ resource }) => resource === 'cpu')!.demand!;
    expect(loadAtCapacity({ ...verdict, capacity: 10 }, cpu)).toEqual({
      load: verdict.baseline!.cpu!.mean + 10 * demand.mean,
      predicted: true,
    });
  });

  it('is unknown without a capacity, and without a baseline where it would be predicted', () => {
    expect(loadAtCapacity({ ...verdict, capacity: null }, cpu)).toBeNull();
    expect(loadAtCapacity({ ...verdict, capacity: 10, baseline: null }, cpu)).toBeNull();
    expect(loadAtCapacity(verdict, { resource: 'gpu', index: 5 })).toBeNull();
  });
});
