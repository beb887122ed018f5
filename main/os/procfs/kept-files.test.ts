import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../build/test/real-processes.ts';
import { KeptFiles } from './kept-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kept-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const write = (name: string, text: string) => {
  writeFileSync(path.join(folder, name), text);
};

describe('files that are read again and again', () => {
  it('are read whole, whatever their length', () => {
    const long = 'x'.repeat(200_001);
    write('long', long);
    write('short', 'abc');
    write('page', 'y'.repeat(4096));
    const files = new KeptFiles(folder, 8);
    for (const keep of [false, true, true]) {
      expect(files.read('long', keep)?.toString()).toBe(long);
      expect(files.read('short', keep)?.toString()).toBe('abc');
      expect(files.read('page', keep)?.length).toBe(4096);
    }
    expect(files.read('none', true)).toBeNull();
    expect(files.open).toBe(3);
  });

  it('show what is new, and are closed once nobody asks for them', () => {
    write('a', 'one');
    write('b', 'two');
    const files = new KeptFiles(folder, 8);
    files.read('a', true);
    files.read('b', true);
    files.sweep();
    write('a', 'three and more');
    expect(files.read('a', true)?.toString()).toBe('three and more');
    files.sweep();
    expect(files.open).toBe(1);
    expect(files.read('b', true)?.toString()).toBe('two');
  });

  it('are no more than may be open', () => {
    for (let i = 0; i < 5; i++) write(String(i), String(i));
    const files = new KeptFiles(folder, 2);
    for (let i = 0; i < 5; i++) expect(files.read(String(i), true)?.toString()).toBe(String(i));
    expect(files.open).toBe(2);
  });
});

describe.runIf(process.platform === 'linux')('kept files of /proc', () => {
  it('go with their process', async () => {
    const files = new KeptFiles('/proc', 8);
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    const name = `${child.pid ?? 0}/stat`;
    expect(files.read(name, true)?.toString()).toContain('(');
    expect(files.read(name, true)?.toString()).toContain('(');
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    await until(() => files.read(name, true) === null);
    expect(files.open).toBe(0);
  });

  it('are no leak over many rounds', () => {
    const files = new KeptFiles('/proc', 8);
    const open = () => readdirSync('/proc/self/fd').length;
    files.read('self/stat', true);
    const before = open();
    for (let round = 0; round < 1000; round++) {
      files.read('self/stat', true);
      files.read('meminfo');
      files.sweep();
    }
    expect(open()).toBe(before);
  });
});
