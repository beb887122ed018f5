import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completePlan, type PlanFile } from './plan.ts';
import { parsePlan } from './plan-text.ts';
import { Problem } from './problem.ts';

/** The plan that docs/formats.md shows, to the letter. */
const DOCUMENTED = `{
  "format": "kneescope.plan/1",
  "name": "Showroom, heavy scene",                       // default: the executable's name
  "executable": "D:/apps/Showroom/Showroom-Win64-Shipping.exe",   // required; relative: to the plan's folder
  "arguments": ["-RenderOffScreen", "-PixelStreamingPort={port:8888}"],  // default []
  "workingDirectory": null,                              // default: the executable's folder
  "environment": {"SLOT": "{index}"},                    // added to ours
  "copies": null,                                        // or {"source":"D:/apps/Showroom","into":null,"link":["*.pak","*.ucas"]}
  "ready": {"by":"load","timeoutSeconds":300},           // by: load | log (pattern) | port (port) | window | seconds (seconds) | manual
  "stop": {"ask":"close-window","graceSeconds":10},      // ask: close-window | signal | stdin (line) | none
  "gpus": {"spread":"round-robin"},                      // or "none"; {gpu} is this slot's adapter
  "frames": {"from":"none"},                             // presentmon | mangohud | output (pattern) | none
  "fpsTarget": "solo", "limits": {"cpu":85,"gpu":85,"vram":95,"ram":90,"encoder":90,"fpsFloor":95},
  "cap": 64, "tick": 1, "method": "adaptive", "mode": "balanced",
  "guards": {"freeRamMiB":1024,"freeDiskMiB":1024,"gpuCelsius":null,"budgetSeconds":7200},
  "tags": {"build":"1.4.2","scene":"hall"}
}`;

const MINIMAL = { format: 'kneescope.plan/1', executable: 'a.exe' };
const text = (fields: object) => JSON.stringify({ ...MINIMAL, ...fields }, null, 1);

function problemOf(source: string): Problem<'document.invalid'> {
  try {
    parsePlan(source, 'x.plan.json');
  } catch (error) {
    if (error instanceof Problem && error.code === 'document.invalid')
      return error as Problem<'document.invalid'>;
    throw error;
  }
  throw new Error('the plan was accepted');
}
const issuesOf = (source: string) => problemOf(source).data.issues;

describe('parsePlan', () => {
  it('reads the documented plan, whose values are the defaults', () => {
    const plan = completePlan(parsePlan(DOCUMENTED, 'showroom.plan.json'));
    const defaults = completePlan(parsePlan(text({}), 'a.plan.json'));
    expect({ ...plan, name: '', executable: '', arguments: [], environment: {}, tags: {} }).toEqual({
      ...defaults,
      name: '',
      executable: '',
    });
    expect(plan.arguments).toEqual(['-RenderOffScreen', '-PixelStreamingPort={port:8888}']);
    expect(plan.tags).toEqual({ build: '1.4.2', scene: 'hall' });
  });

  it('names a plan after its executable, of either system', () => {
    const name = (executable: string) => completePlan(parsePlan(text({ executable }), 'p')).name;
    expect(name('D:\\apps\\Show room\\Show-Win64.EXE')).toBe('Show-Win64');
    expect(name('/opt/渲染/展厅')).toBe('展厅');
  });

  it.each([
    ['copies', { copies: { source: 'D:/apps', into: null, link: ['*.pak'] } }],
    ['ready by log', { ready: { by: 'log', pattern: '^scene \\d+ loaded' } }],
    ['ready by port', { ready: { by: 'port', port: '{port:8888}', timeoutSeconds: 5 } }],
    ['ready by seconds', { ready: { by: 'seconds', seconds: 20 } }],
    ['stop by stdin', { stop: { ask: 'stdin', line: 'quit', graceSeconds: 0 } }],
    ['frames from output', { frames: { from: 'output', pattern: 'fps=([0-9.]+)' } }],
    ['a numeric frame target', { fpsTarget: 60 }],
    ['an author’s own field', { 'x-owner': { anything: [1] } }],
    ['an author’s own field inside', { guards: { 'x-why': 'small disk', freeDiskMiB: 10 } }],
    ['tags that look like own fields', { tags: { 'x-y': '1' } }],
  ])('accepts %s', (_, fields) => {
    const { 'x-owner': __, ...rest } = fields as Record<string, unknown>;
    expect(parsePlan(text(fields), 'p')).toMatchObject(
      'guards' in rest ? { guards: { freeDiskMiB: 10 } } : rest,
    );
  });

  it('names the unknown field, its line, and the one that was meant', () => {
    const source =
      '{\n "format": "kneescope.plan/1",\n "executable": "a",\n "limits": {\n  "cppu": 80\n }\n}';
    expect(issuesOf(source)).toEqual([
      expect.objectContaining({ field: 'limits.cppu', line: 5, kind: 'unknown', nearest: 'cpu' }),
    ]);
  });

  it.each([
    ['a limit of 0', { limits: { cpu: 0 } }, 'limits.cpu', 'least', '> 0', '0'],
    ['a limit of 400', { limits: { gpu: 400 } }, 'limits.gpu', 'most', '<= 100', '400'],
    ['a cap of 0', { cap: 0 }, 'cap', 'least', '>= 1', '0'],
    ['a text for a number', { cap: '12' }, 'cap', 'type', 'number', '"12"'],
    [
      'a method that is none',
      { method: 'fast' },
      'method',
      'choice',
      '"adaptive" | "steady" | "manual"',
      '"fast"',
    ],
    [
      'a pattern that is none',
      { ready: { by: 'log', pattern: '(' } },
      'ready.pattern',
      'rule',
      'regular-expression',
      '"("',
    ],
    ['ready by nothing', { ready: { by: 'luck' } }, 'ready.by', 'choice', undefined, '"luck"'],
    [
      'ready by log without a pattern',
      { ready: { by: 'log' } },
      'ready.pattern',
      'missing',
      'string',
      'nothing',
    ],
    ['an environment of numbers', { environment: { A: 1 } }, 'environment.A', 'type', 'string', '1'],
    ['a port of 70000', { ready: { by: 'port', port: 70_000 } }, 'ready.port', undefined, undefined, '70000'],
  ])('refuses %s', (_, fields, field, kind, expected, received) => {
    const [issue, ...more] = issuesOf(text(fields));
    expect(more).toEqual([]);
    expect(issue).toMatchObject({ field, received, ...(kind && { kind }), ...(expected && { expected }) });
    expect(issue?.line).toBeGreaterThan(1);
  });

  it('names every field that is wrong at once', () => {
    const fields = issuesOf(text({ cap: 0, tick: 'x', nome: 1, executable: '' })).map(({ field }) => field);
    expect(fields.toSorted()).toEqual(['cap', 'executable', 'nome', 'tick']);
  });

  it('says what is missing', () => {
    const fields = issuesOf('{"format":"kneescope.plan/1"}');
    expect(fields).toEqual([expect.objectContaining({ field: 'executable', kind: 'missing' })]);
  });

  it('tells line and column where the text is no JSON', () => {
    expect(() => parsePlan('{\n  "format": }', 'p')).toThrow(
      expect.objectContaining({
        code: 'document.syntax',
        data: expect.objectContaining({ line: 2, column: 13 }),
      }),
    );
    expect(() => parsePlan('', 'p')).toThrow(expect.objectContaining({ code: 'document.syntax' }));
  });

  it('tells a plan of a later version from a broken one', () => {
    expect(() => parsePlan(text({ format: 'kneescope.plan/2' }), 'p')).toThrow(
      expect.objectContaining({
        code: 'document.format',
        data: expect.objectContaining({ found: 'kneescope.plan/2' }),
      }),
    );
  });

  it.each(['[]', '7', 'null', '"text"'])('refuses a document that is %s', (source) => {
    expect(issuesOf(source)).toHaveLength(1);
  });

  it('reads what it wrote', () => {
    const plans = fc.record(
      {
        executable: fc.string({ minLength: 1 }),
        arguments: fc.array(fc.string()),
        environment: fc.dictionary(
          fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
          fc.string(),
        ),
        cap: fc.integer({ min: 1, max: 10_000 }),
        limits: fc.record({ cpu: fc.integer({ min: 1, max: 100 }) }, { requiredKeys: [] }),
        fpsTarget: fc.constantFrom('solo' as const, 30, 59.94),
      },
      { requiredKeys: ['executable'] },
    );
    fc.assert(
      fc.property(plans, (fields) => {
        const plan: PlanFile = { format: 'kneescope.plan/1', ...fields };
        expect(parsePlan(JSON.stringify(plan, null, 2), 'p')).toEqual(plan);
      }),
    );
  });

  it('never fails but with a Problem', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (source) => {
        try {
          parsePlan(source, 'p');
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
    );
  });
});
