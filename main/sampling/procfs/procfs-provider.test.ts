import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { procfsProvider } from './procfs-provider.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'procfs-provider-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A thread that answers as told: the number of its reading counts from 1 in each life. */
function worker(onReading: string): string {
  const file = path.join(folder, 'worker.mjs');
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';
     let number = 0;
     parentPort.on('message', () => { number += 1; ${onReading} });
     parentPort.postMessage({ capabilities: [{ reading: 'cpu', source: 'procfs', available: true }] });`,
  );
  return file;
}
const provider = (onReading: string) => procfsProvider('/proc', '/sys', worker(onReading));
const answers = 'parentPort.postMessage({ reading: { cpu: number } });';
const NONE = new Map<number, number[]>();

describe('the thread that reads procfs', () => {
  it.each([
    ['throws', 'throw new Error("no memory");'],
    ['ends', 'process.exit(1);'],
  ])('is started anew when it %s, and that is told', async (_, fault) => {
    const reader = provider(`if (number === 2) { ${fault} } else { ${answers} }`);
    expect((await reader.open()).capabilities).toHaveLength(1);
    expect(await reader.read(NONE)).toEqual({ cpu: 1 });
    expect(await reader.read(NONE)).toEqual({
      notices: [{ code: 'reader-replaced', source: 'procfs', cause: 'ended', replacements: 1 }],
    });
    expect(await reader.read(NONE)).toEqual({ cpu: 1 });
    await reader.close();
  });

  it('is given up when it goes on ending, with the reason', async () => {
    const reader = provider('throw new Error("no memory");');
    await reader.open();
    for (let replaced = 0; replaced < 3; replaced++)
      expect(await reader.read(NONE)).toMatchObject({ notices: [{ replacements: replaced + 1 }] });
    await expect(reader.read(NONE)).rejects.toThrow('no memory');
    await expect(reader.read(NONE)).rejects.toThrow('no memory');
    await reader.close();
  });

  it('is not started anew when it could not be started at all', async () => {
    const reader = procfsProvider('/proc', '/sys', path.join(folder, 'nowhere.mjs'));
    expect((await reader.open()).capabilities.every(({ available }) => !available)).toBe(true);
    await reader.close();
  });
});
