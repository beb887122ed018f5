import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from './problem.ts';
import { parseTrace, parseTraceLine, traceLines } from './trace-text.ts';
import type { Sample, TraceEvent } from './trace.ts';

/** The lines that docs/formats.md shows, with its ellipses filled. */
const DOCUMENTED = [
  '{"type":"meta","format":"kneescope.trace/1","run":"k3","startedAt":"2026-11-20T21:04:05+08:00","version":"0.1.0","tick":1,"cap":80,' +
    '"box":"local","method":"adaptive","mode":"balanced","seed":null,"limits":{"cpu":85,"gpu":85,"vram":95,"ram":90,"encoder":90,"fpsFloor":95},' +
    '"program":{"path":"D:/a.exe","sha256":"00","fileVersion":"1.4.2","modifiedAt":"2026-11-20T20:00:00+08:00"},"plan":{"name":"hall"},' +
    '"host":{"os":"Windows 11","cores":16,"ramMiB":65536,"gpus":[{"name":"RTX","vramMiB":12288,"slowdownCelsius":83}]}}',
  '{"type":"event","t":15,"event":"launch","instance":1,"slot":1,"gpu":0}',
  '{"type":"event","t":31,"event":"ready","instance":1}',
  '{"type":"event","t":80,"event":"exit","instance":1,"reason":"crash","code":3221225477}',
  '{"type":"sample","t":32,"n":1,"cpu":12.4,"cores":[11.5,null],"gpu":[9,null],"vram":[11.2,0.4],"encoder":[3],"ram":14.0,' +
    '"clock":[98.5],"temperature":[51],"fps":[{"instance":1,"fps":59.9}],"instances":[{"instance":1,"cpu":4.1,"ramMiB":812,"vramMiB":640}]}',
];

const problem = (line: string) => {
  try {
    parseTraceLine(line, 'run.ndjson', 7);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('the line was accepted');
};

describe('a line of a trace', () => {
  it.each(DOCUMENTED)('is read as documented: %s', (line) => {
    expect(parseTraceLine(line, 'f', 1)).toEqual(JSON.parse(line));
  });

  it('keeps what it does not know: fields, events and types', () => {
    for (const line of [
      '{"type":"sample","t":1,"n":0,"fans":[1200],"instances":[{"instance":1,"handles":3}]}',
      '{"type":"event","t":0,"event":"lightning","where":"roof"}',
      '{"type":"note","text":"by hand"}',
    ])
      expect(parseTraceLine(line, 'f', 1)).toEqual(JSON.parse(line));
  });

  it.each([
    ['{"type":"sample","n":0}', 't', 'missing'],
    ['{"type":"sample","t":3}', 'n', 'missing'],
    ['{"type":"sample","t":"3","n":1}', 't', 'type'],
    ['{"type":"sample","t":3,"n":1.5}', 'n', 'type'],
    ['{"type":"sample","t":3,"n":1,"gpu":[1,"x"]}', 'gpu[1]', 'type'],
    ['{"type":"event","event":"ready"}', 't', 'missing'],
    ['{"type":"event","t":3}', 'event', 'missing'],
    ['{"t":3}', 'type', 'missing'],
  ])('is refused where a required field is missing or ill-typed: %s', (line, field, kind) => {
    expect(problem(line)).toMatchObject({
      code: 'document.invalid',
      data: { file: 'run.ndjson', issues: [expect.objectContaining({ field, kind, line: 7 })] },
    });
  });

  it('is refused as no JSON with line and column', () => {
    expect(problem('{"type":"sample",,}')).toMatchObject({ code: 'document.syntax', data: { line: 7 } });
  });

  it('of another version is told apart', () => {
    expect(problem('{"type":"meta","format":"kneescope.trace/9"}')).toMatchObject({
      code: 'document.format',
      data: { found: 'kneescope.trace/9' },
    });
  });
});

describe('a trace', () => {
  it('needs no meta line, takes empty lines and a byte order mark', () => {
    const recording = parseTrace(
      '\uFEFF{"type":"sample","t":1,"n":0}\n\n{"type":"sample","t":2,"n":0}\r\n',
      'f',
    );
    expect(recording.samples.map(({ t }) => t)).toEqual([1, 2]);
    expect(recording).toMatchObject({ meta: { type: 'meta' }, cutOff: false });
  });

  it('with a last line that is cut off says so and keeps the rest', () => {
    const whole = DOCUMENTED.join('\n');
    const recording = parseTrace(whole.slice(0, -10), 'f');
    expect(recording).toMatchObject({ cutOff: true, samples: [], events: [{ t: 15 }, { t: 31 }, { t: 80 }] });
  });

  it('with a broken line before the last is refused', () => {
    expect(() =>
      parseTrace('{"type":"sample","t":1,"n":0}\n{"type\n{"type":"sample","t":2,"n":0}\n', 'f'),
    ).toThrow(
      expect.objectContaining({ code: 'document.syntax', data: expect.objectContaining({ line: 2 }) }),
    );
  });

  it('that is no trace at all is refused, not taken for one that is cut off', () => {
    expect(() => parseTrace('MZ\u0090\u0000', 'a.exe')).toThrow(
      expect.objectContaining({ code: 'document.syntax' }),
    );
  });

  const reading = fc.option(
    fc.integer({ min: 0, max: 1000 }).map((x) => x / 10),
    { nil: null },
  );
  const sample = (t: number): fc.Arbitrary<Sample> =>
    fc
      .record(
        { n: fc.nat(9), cpu: reading, gpu: fc.array(reading, { maxLength: 3 }), ram: reading },
        { requiredKeys: ['n'] },
      )
      .map((fields) => ({ type: 'sample', t, ...fields }));
  const event = fc
    .record({ t: fc.nat(20), event: fc.constantFrom('launch', 'ready', 'exit', 'odd'), instance: fc.nat(5) })
    .map((fields): TraceEvent => ({ type: 'event', ...fields }));

  it('is read as it was written', () => {
    const recordings = fc.record({
      samples: fc.nat(12).chain((length) => fc.tuple(...Array.from({ length }, (_, i) => sample(i + 1)))),
      events: fc.array(event).map((events) => events.toSorted((a, b) => a.t - b.t)),
    });
    fc.assert(
      fc.property(recordings, ({ samples, events }) => {
        const meta = { type: 'meta' as const, format: 'kneescope.trace/1' as const };
        const text = [...traceLines({ meta, samples, events })].join('\n');
        expect(parseTrace(text, 'f')).toEqual({ meta, samples, events, cutOff: false });
      }),
    );
  });
});
