import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../build/test/sample-run.ts';
import { embeddedVerdict, verdictFromReport } from './verdict-in-report.ts';

const { verdict } = sampleRun({ levels: 3 });
const page = (block: string) => `<!doctype html>\n<p>report</p>\n${block}\n</body>`;

describe('the verdict in a report', () => {
  it('comes back as it went in', () => {
    expect(verdictFromReport(page(embeddedVerdict(verdict)), 'report.html')).toEqual(verdict);
  });

  it('can be ended by nothing that stands in it', () => {
    const text =
      '</script><script>alert(1)</script><!-- ]]> <script type="application/json" id="kneescope-verdict">';
    const hostile = { ...verdict, run: text, warnings: [{ code: 'x', text, data: { text } }] };
    const block = embeddedVerdict(hostile);
    expect(block.match(/</gu)).toHaveLength(2);
    expect(verdictFromReport(page(block), 'report.html')).toEqual(hostile);
  });

  it.each([
    ['is no report', '<p>hello</p>', 'document.format'],
    [
      'is of another version',
      embeddedVerdict({ ...verdict, format: 'kneescope.verdict/2' as never }),
      'document.format',
    ],
    ['is cut', embeddedVerdict(verdict).replace('"levels"', ''), 'document.syntax'],
    ['lacks a field', embeddedVerdict({ ...verdict, launches: undefined as never }), 'document.invalid'],
  ])('is refused where the page %s', (_what, block, code) => {
    expect(() => verdictFromReport(page(block), 'report.html')).toThrow(expect.objectContaining({ code }));
  });
});
