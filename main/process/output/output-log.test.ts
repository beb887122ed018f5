import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  BYTES_PER_FILE,
  BYTES_PER_SECOND,
  CHARACTERS_KEPT,
  LINES_KEPT,
  LINES_PER_SECOND,
  OutputLog,
} from './output-log.ts';

let folder: string;
let now: number;
let lines: string[];
let failures: Error[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-log-'));
  [now, lines, failures] = [100, [], []];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function openLog(into = folder) {
  const log = new OutputLog({
    folder: into,
    instance: 7,
    now: () => now,
    onLine: (line) => lines.push(line),
    onUnwritable: (error) => failures.push(error),
  });
  const stream = new PassThrough();
  log.follow(stream);
  const end = async () => {
    stream.end();
    await finished(stream);
    stream.destroy();
    await new Promise((resolve) => setImmediate(resolve));
    await log.close();
  };
  return { log, stream, end };
}
/** Writes and lets the log read it. */
async function write(stream: PassThrough, text: string) {
  stream.write(text);
  await new Promise((resolve) => setImmediate(resolve));
}
const file = (name: string) => readFileSync(path.join(folder, name), 'utf8');

describe('the log of an instance', () => {
  it('keeps lines in memory and in a file, the last one without its end too', async () => {
    const { log, stream, end } = openLog();
    await write(stream, 'one\ntwo\nthr');
    await write(stream, 'ee');
    await end();
    expect(lines).toEqual(['one', 'two', 'three']);
    expect(log.last(2)).toEqual(['two', 'three']);
    expect(file('instance-7.log')).toBe('one\ntwo\nthree\n');
  });

  it('drops what is too much for a second, says how much, and listens again in the next', async () => {
    const { log, stream, end } = openLog();
    const flood = 'y\n'.repeat(LINES_PER_SECOND * 3);
    await write(stream, flood);
    await write(stream, flood);
    expect(lines).toHaveLength(LINES_PER_SECOND);
    expect(log.droppedBytes).toBe(2 * flood.length - 2 * LINES_PER_SECOND);
    now += 1;
    await write(stream, 'half\nwhole\n');
    expect(lines.at(-1)).toBe('whole');
    expect(log.last(3)).toEqual(['y', `[… ${2 * flood.length - 2 * LINES_PER_SECOND} B …]`, 'whole']);
    await end();
    expect(log.droppedBytes).toBe(2 * flood.length - 2 * LINES_PER_SECOND);
  });

  it('drops by bytes where there are no lines', async () => {
    const { log, stream, end } = openLog();
    const chunk = 'x'.repeat(65_536);
    for (let i = 0; i < 10; i++) await write(stream, chunk);
    expect(log.droppedBytes).toBe(10 * chunk.length - BYTES_PER_SECOND);
    await end();
    expect(log.last(1)).toEqual([`[… ${10 * chunk.length - BYTES_PER_SECOND} B …]`]);
  });

  it('stays within its bounds in memory and on disk for as long as it may go on', async () => {
    const { log, stream, end } = openLog();
    const text = `${'x'.repeat(199)}\n`.repeat(1000);
    for (let i = 0; i < 30; i++) {
      now += 1;
      await write(stream, text);
    }
    await end();
    expect(log.last(10_000).length).toBeLessThanOrEqual(LINES_KEPT);
    expect(log.last(10_000).join('').length).toBeLessThanOrEqual(CHARACTERS_KEPT);
    expect(readdirSync(folder).sort()).toEqual(['instance-7.1.log', 'instance-7.log']);
    for (const name of readdirSync(folder))
      expect(statSync(path.join(folder, name)).size).toBeLessThanOrEqual(BYTES_PER_FILE);
    expect(file('instance-7.log').endsWith(`${'x'.repeat(199)}\n`)).toBe(true);
  });

  it('goes on in memory when the file cannot be written, and says so once', async () => {
    const blocked = path.join(folder, 'not-a-folder');
    writeFileSync(blocked, '');
    const { log, stream, end } = openLog(blocked);
    await write(stream, 'one\n');
    await write(stream, 'two\n');
    await end();
    expect(log.last(9)).toEqual(['one', 'two']);
    expect(failures).toHaveLength(1);
  });

  it('makes no file for a program that says nothing', async () => {
    const { end } = openLog();
    await end();
    expect(readdirSync(folder)).toEqual([]);
  });
});
