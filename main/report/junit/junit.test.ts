import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { describeWith } from '../../../build/test/need.ts';
import { sampleRun } from '../../../build/test/sample-run.ts';
import { LANGUAGES } from '../../../shared/locale/language.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { compareRuns } from '../../../shared/probing/compare/compare-runs.ts';
import { gateSuite, type Gate } from './gate-suite.ts';
import { junitXml } from './junit.ts';

const SCHEMA = path.join(import.meta.dirname, 'junit.xsd');
const { recording, verdict } = sampleRun();
const { meta } = recording;

const invalid: Verdict = {
  ...verdict,
  verdict: 'invalid',
  reason: 'interrupted',
  capacity: null,
  interval: null,
  confidence: null,
};
const fewer: Verdict = { ...verdict, capacity: 4, interval: [4, 4], confidence: 0.99 };
const against = (candidate: Verdict, limits = meta.limits) =>
  compareRuns({ meta, verdicts: [verdict] }, { meta: { ...meta, limits }, verdicts: [candidate] });
const gate = (fields: Partial<Gate>): Gate => ({
  verdict,
  meta,
  require: null,
  comparison: null,
  language: 'en',
  ...fields,
});
const outcomes = (fields: Partial<Gate>) => gateSuite(gate(fields)).cases.map(({ outcome }) => outcome);

/** What a parser that is not ours makes of an XPath expression. */
function asked(file: string, expression: string): string {
  return execFileSync('xmllint', ['--xpath', `string(${expression})`, file], { encoding: 'utf8' }).trim();
}

describeWith(['xmllint'], 'a JUnit file', () => {
  const written = (xml: string, look: (file: string) => void) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kneescope-junit-'));
    try {
      const file = path.join(folder, 'out.xml');
      writeFileSync(file, xml);
      look(file);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it.each(LANGUAGES)('fits what both schemas in use allow, in %s', (language) => {
    const gates = [
      gate({ language }),
      gate({ language, require: 8, comparison: against(fewer) }),
      gate({ language, verdict: invalid, require: 8, comparison: against(invalid) }),
      gate({ language, meta: { type: 'meta' }, comparison: against(verdict, { gpu: 70 }) }),
    ];
    for (const one of gates)
      written(junitXml(gateSuite(one)), (file) => {
        execFileSync('xmllint', ['--noout', '--schema', SCHEMA, file], { stdio: 'pipe' });
      });
  });

  it('keeps what stands in a name or a message, and nothing that XML cannot hold', () => {
    const hostile = '"<&]]>\u0000\ud800 名 \u{1f600}';
    const suite = gateSuite(gate({ meta: { ...meta, plan: { name: hostile } }, require: 99 }));
    written(junitXml(suite), (file) => {
      expect(asked(file, '//testsuite/@name')).toBe('"<&]]>\ufffd\ufffd 名 \u{1f600}');
      expect(asked(file, '//failure/@message')).toContain('below the 99');
      expect(asked(file, '//testsuite/@failures')).toBe('1');
      expect(Number(asked(file, 'sum(//testcase/@time)'))).toBeCloseTo(verdict.probeSeconds, 3);
    });
  });

  it('passes what holds, fails what does not, and passes nothing that cannot be told', () => {
    expect(outcomes({ require: 7, comparison: against(verdict) })).toEqual(['passed', 'passed', 'passed']);
    expect(outcomes({ require: 8, comparison: against(fewer) })).toEqual(['passed', 'failed', 'failed']);
    expect(outcomes({ verdict: invalid, require: 8, comparison: against(invalid) })).toEqual([
      'error',
      'skipped',
      'skipped',
    ]);
    expect(outcomes({ comparison: against(verdict, { gpu: 70 }) })).toEqual(['passed', 'error']);
  });
});
