import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { verdictFromReport } from '../../main/report/verdict-in-report.ts';
import { concludeRecording } from '../probing/recording.ts';
import { comparisonSchema } from './comparison.ts';
import { parsePlan } from './plan-text.ts';
import { runsDocumentSchema } from './runs.ts';
import { parseTrace } from './trace-text.ts';
import { verdictSchema } from './verdict.ts';

const old = (name: string) =>
  readFileSync(fileURLToPath(new URL(`fixtures/old/${name}`, import.meta.url)), 'utf8');

describe('files of 0.1.0', () => {
  const verdict = verdictSchema.parse(JSON.parse(old('verdict.json')));

  it('read as what they said', () => {
    expect(verdict).toMatchObject({ verdict: 'knee', capacity: 3, limitedBy: { resource: 'gpu' } });
    expect(runsDocumentSchema.parse(JSON.parse(old('runs.json'))).runs).toHaveLength(2);
    expect(comparisonSchema.parse(JSON.parse(old('comparison.json')))).toMatchObject({ result: 'same' });
    expect(parsePlan(old('demo.plan.json'), 'demo.plan.json').name).toBe('Sample renderer');
    expect(verdictFromReport(old('report.html'), 'report.html').capacity).toBe(3);
  });

  it('a trace: gives the claims again that its verdict made', () => {
    const recording = parseTrace(old('trace.ndjson'), 'trace.ndjson');
    const again = concludeRecording(recording);
    const { capacity, interval, limitedBy, levels } = verdict.runs![0]!;
    expect(again).toMatchObject({ capacity, interval, limitedBy });
    expect(again.levels.map(({ n }) => n)).toEqual(levels.map(({ n }) => n));
  });
});
