import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { schemaFiles } from './schemas.ts';

const at = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const text = (name: string) => readFileSync(at(name), 'utf8');
const old = (name: string) => text(`shared/model/fixtures/old/${name}`);

/** A validator that is not zod's, with what it finds wrong. */
function errorsOf(schema: string, document: unknown): unknown {
  const ajv = new Ajv2020({ strict: false });
  const validate = ajv.compile(JSON.parse(text(`docs/schemas/${schema}`)) as object);
  return validate(document) ? null : validate.errors;
}

describe('docs/schemas', () => {
  it('is what the formats are: else npm run schemas', () => {
    const files = schemaFiles();
    const written = readdirSync(at('docs/schemas')).filter((name) => name.endsWith('.json'));
    expect(written.toSorted()).toEqual([...files.keys()].toSorted());
    for (const [name, content] of files) expect(text(`docs/schemas/${name}`)).toBe(content);
  });

  it.each([
    ['verdict.1.schema.json', JSON.parse(old('verdict.json'))],
    ['comparison.1.schema.json', JSON.parse(old('comparison.json'))],
    ['runs.1.schema.json', JSON.parse(old('runs.json'))],
    ['plan.1.schema.json', { format: 'kneescope.plan/1', executable: 'a.exe', 'x-note': 1 }],
    ...old('trace.ndjson')
      .trim()
      .split('\n')
      .slice(0, 40)
      .map((line): [string, unknown] => ['trace-line.1.schema.json', JSON.parse(line)]),
  ])('%s takes a document of ours (%#)', (schema, document) => {
    expect(errorsOf(schema, document)).toBeNull();
  });

  it.each([
    ['plan.1.schema.json', { format: 'kneescope.plan/1', executable: 'a.exe', aruments: [] }],
    ['plan.1.schema.json', { format: 'kneescope.plan/1' }],
    ['verdict.1.schema.json', { format: 'kneescope.verdict/2' }],
    ['trace-line.1.schema.json', { type: 'sample', t: -1, n: 0 }],
  ])('%s refuses what is none (%#)', (schema, document) => {
    expect(errorsOf(schema, document)).not.toBeNull();
  });
});
