import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandCommand, expandPlaceholders, type SlotValues } from './placeholders.ts';
import { completePlan } from './plan.ts';
import { Problem } from './problem.ts';

const values: SlotValues = { index: 3, gpu: 1, copy: '/copies/3', data: '/data' };
const expand = (text: string, given: SlotValues = values) => expandPlaceholders(text, 'arguments[0]', given);
function problemOf(text: string, given?: SlotValues): unknown {
  try {
    expand(text, given);
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error(`${text} was accepted`);
}

describe('placeholders', () => {
  it.each([
    ['-slot={index}', '-slot=3'],
    ['{port:8888}', '8890'],
    ['-gpu {gpu} {copy}/save {data}', '-gpu 1 /copies/3/save /data'],
    ['{index}{index}', '33'],
    ['{{index}', '{index}'],
    ['{{{{', '{{'],
    ['{{{index}', '{3'],
    ['{{name}}', '{name}}'],
  ])('%s is %s', (text, expected) => {
    expect(expand(text)).toBe(expected);
  });

  it.each([
    '{"a":1}',
    '{}',
    '{ index }',
    '{1}',
    'a}b',
    '{',
    '{"a":{"b":[{}]}}',
    '{"gpu":"x"}',
    '{slot_1}',
    '{编号}',
  ])('%s merely has braces and stays as it is', (text) => {
    expect(expand(text)).toBe(text);
  });

  it.each([
    '{slot}',
    '{Index}',
    '{port}',
    '{port:}',
    '{port:abc}',
    '{port:123456}',
    '{index:2}',
    '{constructor}',
  ])('%s is an error that names field and placeholder', (text) => {
    expect(problemOf(text)).toMatchObject({
      code: 'placeholder.unknown',
      data: { field: 'arguments[0]', placeholder: text },
    });
  });

  it('says which value this box or plan has none of', () => {
    const none: SlotValues = { index: 1, gpu: null, copy: null, data: null };
    for (const placeholder of ['{gpu}', '{copy}', '{data}'])
      expect(problemOf(`x${placeholder}`, none)).toMatchObject({
        code: 'placeholder.unavailable',
        data: { field: 'arguments[0]', placeholder },
      });
  });

  it('refuses a port beyond the last one, at the slot where it happens', () => {
    expect(expand('{port:65533}')).toBe('65535');
    expect(problemOf('{port:65534}')).toMatchObject({ code: 'placeholder.port', data: { slot: 3 } });
    expect(problemOf('{port:0}')).toMatchObject({ code: 'placeholder.port' });
  });

  it('gives back any text whose braces are doubled', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(expand(text.replaceAll('{', '{{'))).toBe(text);
      }),
    );
  });

  it('fills in a whole command and leaves the executable as it stands', () => {
    const plan = completePlan({
      format: 'kneescope.plan/1',
      executable: '/apps/{index}/show room',
      arguments: ['-port={port:9000}', '{"a":1}'],
      workingDirectory: '{copy}/bin',
      environment: { SLOT: '{index}' },
    });
    expect(expandCommand(plan, values)).toEqual({
      executable: '/apps/{index}/show room',
      arguments: ['-port=9002', '{"a":1}'],
      workingDirectory: '/copies/3/bin',
      environment: { SLOT: '3' },
    });
  });

  it('names the field of an environment variable', () => {
    const plan = completePlan({ format: 'kneescope.plan/1', executable: 'x', environment: { A: '{nope}' } });
    expect(() => expandCommand(plan, values)).toThrow(/environment\.A/u);
  });
});
