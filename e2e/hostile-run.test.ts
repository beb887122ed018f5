import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunsDocument } from '../shared/model/runs.ts';
import type { Verdict } from '../shared/model/verdict.ts';
import { Cli, type Result } from './cli.ts';

/** A run that somebody made to do harm when it is looked at: names, logs and metadata are theirs. */
const ESCAPES = '\u001B[2J\u001B]0;owned\u0007\u009B31m\u202Egnp.exe';
const SCRIPT = `<script>globalThis.owned=1</script><img src=x onerror=alert(1)>"'`;
const FORMULA = `=cmd|' /C calc'!A0`;
const PROTOTYPES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

function hostileLines(run: string, touched: string): string {
  const text = `${SCRIPT}${ESCAPES}`;
  const meta = {
    type: 'meta',
    format: 'kneescope.trace/1',
    run,
    startedAt: `2026-11-20T21:04:05+08:00`,
    version: FORMULA,
    tick: 1,
    cap: 8,
    box: `driver:touch ${touched}`,
    method: 'adaptive',
    limits: { cpu: 85, gpu: 85, vram: 95, ram: 90, encoder: 90, fpsFloor: 95 },
    program: { path: text, fileVersion: FORMULA },
    plan: {
      name: text,
      executable: `/bin/touch ${touched}`,
      tags: JSON.parse('{"__proto__":"x"}') as object,
    },
    host: { name: text, os: FORMULA, cpu: text, cores: 4, ramMiB: 8192, gpus: [{ name: text }] },
  };
  const events = [
    ...[1, 2, 3].flatMap((instance) => [
      { type: 'event', t: instance * 60 - 30, event: 'launch', instance, slot: instance, gpu: 0 },
      { type: 'event', t: instance * 60 - 25, event: 'ready', instance },
    ]),
    ...PROTOTYPES.flatMap((word) => [
      { type: 'event', t: 100, event: 'warning', code: word, text, file: `../../${word}` },
      { type: 'event', t: 100, event: 'guard', guard: word, value: 1, limit: 2 },
      { type: 'event', t: 100, event: 'hung', instance: 1, by: word },
      { type: 'event', t: 100, event: word, instance: 1 },
    ]),
    {
      ...{ type: 'event', t: 205, event: 'exit', instance: 3, reason: 'constructor', code: '__proto__' },
      ...{ lastLines: [text, FORMULA], dump: `../../${ESCAPES}` },
    },
    { type: 'event', t: 210, event: 'end', by: 'constructor' },
  ];
  const samples = Array.from({ length: 210 }, (_, second) => {
    const n = Math.min(3, Math.floor((second + 30) / 60));
    return { type: 'sample', t: second + 1, n, cpu: 5 + 20 * n, gpu: [2 + 30 * n + (second % 3)], ram: 20 };
  });
  const lines = [meta, ...samples, ...events].map((line) => JSON.stringify(line));
  // A field that only a parser can set so.
  lines.push('{"type":"event","t":101,"event":"warning","code":"x","__proto__":{"owned":true}}');
  for (const type of PROTOTYPES) lines.push(JSON.stringify({ type, text }));
  return `${lines.join('\n')}\n`;
}

const obeyed = /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u;

function everyFile(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

describe('a run that was made to do harm', () => {
  const cli = new Cli();
  const touched = path.join(cli.folder, 'touched');
  const inner = path.join(cli.folder, 'a', 'b', 'c');
  const data = path.join(inner, 'data');
  let run: string;
  const harmless = (result: Result, what: string) => {
    expect(`${result.stdout}${result.stderr}`, what).not.toMatch(obeyed);
    expect(result.stderr, what).not.toContain('fault of Kneescope');
    return result;
  };
  const ask = async (...parameters: string[]) =>
    harmless(await cli.run(...parameters, '--data', data), parameters.join(' '));

  beforeAll(async () => {
    mkdirSync(inner, { recursive: true });
    const file = path.join(inner, 'hostile.ndjson');
    writeFileSync(file, hostileLines('../../../escaped', touched));
    expect(await ask('import', file)).toMatchObject({ code: 0 });
    const { stdout } = await ask('runs', '--json');
    run = (JSON.parse(stdout) as RunsDocument).runs[0]!.run;
    await ask('tag', run, `${FORMULA}${ESCAPES}`);
  });
  afterAll(() => {
    cli.remove();
  });

  it('gets a name that leads nowhere', () => {
    expect(run).toMatch(/^x[0-9a-f]{9}$/u);
  });

  it.each(['last', 'con', 'COM1', 'nul.txt', '..', 'a/b', 'a\\b', '--json', 'x'.repeat(300), 'é'])(
    'is not called %s',
    async (name) => {
      const file = path.join(inner, 'named.ndjson');
      writeFileSync(file, hostileLines(name, touched));
      const result = await ask('import', file, '--json');
      expect((JSON.parse(result.stdout) as { run: string }).run).toMatch(/^x[0-9a-f]{9}$/u);
    },
  );

  it.each(['en', 'zh-CN'])(
    'is listed, shown, decided and compared without a word of its own, %s',
    async (lang) => {
      for (const parameters of [
        ['runs'],
        ['show', run],
        ['decide', run],
        ['decide', run, '--limit', 'gpu=40', '--method', 'steady'],
        ['compare', run, run],
        ['audience', '--run', run, '--bitrate', '8', '--uplink', '500'],
      ]) {
        const { code } = await ask(...parameters, '--lang', lang);
        expect([0, 2, 3, 4], parameters.join(' ')).toContain(code);
        const { stdout } = await ask(...parameters, '--json', '--lang', lang);
        if (stdout !== '') JSON.parse(stdout);
      }
    },
  );

  it.each(['en', 'zh-CN'])('becomes reports in which it is text, %s', async (lang) => {
    const out = path.join(inner, `report ${lang}`);
    const formats = 'html,csv,json,junit,markdown,xlsx,svg';
    expect(await ask('report', run, '--format', formats, '--out', out, '--lang', lang)).toMatchObject({
      code: 0,
    });
    const page = readFileSync(path.join(out, 'report.html'), 'utf8');
    expect(page).not.toContain('<script>globalThis');
    expect(page).not.toContain('<img');
    const cells = readFileSync(path.join(out, 'events.csv'), 'utf8');
    expect(cells).not.toMatch(/(?:^|,|\n)"?[=+@]/u);
    expect(readFileSync(path.join(out, 'report.junit.xml'), 'utf8')).not.toMatch(
      /<script|[\u0000-\u0008\u001B]/u,
    );
    expect(readFileSync(path.join(out, 'report.md'), 'utf8')).not.toContain('<script>');
  });

  it('starts nothing, and writes nothing outside of the folders that were named', () => {
    expect(existsSync(touched)).toBe(false);
    const outside = everyFile(cli.folder).filter((file) => !file.startsWith(inner));
    expect(outside).toEqual([]);
    expect(everyFile(inner).filter((file) => /escaped|owned|proto/u.test(path.basename(file)))).toEqual([]);
  });

  it('is judged with a sentence for each of its warnings', async () => {
    const { warnings } = JSON.parse((await ask('show', run, '--json')).stdout) as Verdict;
    for (const word of PROTOTYPES) expect(warnings.map(({ code }) => code)).toContain(word);
    for (const { text } of warnings) expect(text).toMatch(/\w/u);
  });

  const sample = (more: string) => `{"type":"sample","t":60,"n":1,"cpu":50,${more}}`;
  // Small files that would take hours or all of the memory; that the test ends is what it shows.
  it.each([
    ['nested without end', sample(`"x":${'['.repeat(100_000)}${']'.repeat(100_000)}`), 2],
    ['a card for each of a million', sample(`"gpu":[${'1,'.repeat(1_000_000)}1]`), 2],
    ['a tick of nothing', '{"type":"meta","format":"kneescope.trace/1","tick":1e-9}', 2],
    ['two thousand million instances', sample('"ram":20').replace('"n":1', '"n":2000000000'), 0],
    [
      'a place and a card beyond all',
      '{"type":"event","t":50,"event":"launch","instance":1,"slot":9e15,"gpu":9e15}',
      0,
    ],
    ['the end of time', sample('"ram":20').replace('60', '1e300'), 0],
  ])('is refused, or judged in no time: %s', async (_what, line, code) => {
    const idle = Array.from(
      { length: 40 },
      (_, t) => `{"type":"sample","t":${t + 1},"n":0,"cpu":5,"gpu":[1]}`,
    );
    const file = path.join(inner, 'bomb.ndjson');
    const text = [...(line.includes('meta') ? [] : ['{"type":"meta","tick":1}']), line, ...idle].join('\n');
    writeFileSync(file, `${text}\n`);
    expect(await ask('import', file)).toMatchObject({ code });
    await ask('analyze', file);
    if (code === 0) expect((await ask('decide', 'last')).stdout).not.toBe('');
  });
});
