import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../build/test/sample-run.ts';
import { cardCount, intervalOf } from './level-loads.ts';

const interval = { mean: 5, low: 4, high: 6 };

describe('intervalOf', () => {
  it('finds what is per box and what is per card', () => {
    const loads = { cpu: interval, gpu: [null, interval] };
    expect(intervalOf(loads, { resource: 'cpu', index: null })).toBe(interval);
    expect(intervalOf(loads, { resource: 'gpu', index: 1 })).toBe(interval);
  });

  it('is null for what could not be read', () => {
    expect(intervalOf({ gpu: [null] }, { resource: 'gpu', index: 0 })).toBeNull();
    expect(intervalOf({ gpu: [null] }, { resource: 'gpu', index: 3 })).toBeNull();
    expect(intervalOf({}, { resource: 'ram', index: null })).toBeNull();
    expect(intervalOf(null, { resource: 'ram', index: null })).toBeNull();
  });
});

describe('cardCount', () => {
  it('counts the cards of resources, levels and baseline', () => {
    const { verdict } = sampleRun({ levels: 2, gpus: 3 });
    expect(cardCount(verdict)).toBe(3);
    expect(cardCount({ ...verdict, resources: [], levels: [] })).toBe(3);
    expect(cardCount({ ...verdict, baseline: null, levels: [] })).toBe(3);
    expect(cardCount(sampleRun({ levels: 2, gpus: 0 }).verdict)).toBe(0);
  });
});
