import os from 'node:os';
import { describe, expect, it } from 'vitest';
import { hostSchema } from '../../../shared/model/trace.ts';
import { entryPath } from '../../os/entries.ts';
import { runProgram } from '../../os/run-program.ts';
import { basicHost } from './basic-host.ts';
import { readInventory, type InventoryAnswer } from './read-inventory.ts';

describe('what the box is', () => {
  it('is said at once as far as that goes', () => {
    const host = basicHost();
    expect(hostSchema.parse(host)).toEqual(host);
    expect(host).toMatchObject({ name: os.hostname(), cores: os.cpus().length, gpus: null });
    expect(host.ramMiB).toBeGreaterThan(0);
    expect(host).toEqual(basicHost());
  });

  it('is found out in a process of its own, by the program that users get', async () => {
    const written = await runProgram(process.execPath, [entryPath('inventory')], {
      timeout: 60,
      mostBytes: 1_048_576,
      environment: process.env,
    });
    const answer = JSON.parse(written) as InventoryAnswer;
    expect(answer.os).not.toBe('');
    expect(answer.cpu).not.toBe('');
    const host = await readInventory(() => Promise.resolve(written));
    expect(hostSchema.parse(host)).toEqual(host);
    expect(host).toMatchObject({ os: answer.os, cpu: answer.cpu, cores: os.cpus().length });
  });

  it('has its cards, and no memory where none was read', async () => {
    const answer: InventoryAnswer = {
      os: 'Debian 12',
      cpu: '',
      gpus: [
        { name: 'RTX', vramMiB: 12_288, id: '01:00.0' },
        { name: 'UHD', vramMiB: 0, id: null },
      ],
    };
    const host = await readInventory(() => Promise.resolve(JSON.stringify(answer)));
    expect(host).toMatchObject({
      os: 'Debian 12',
      cpu: basicHost().cpu,
      gpus: [
        { name: 'RTX', vramMiB: 12_288, id: '01:00.0' },
        { name: 'UHD', vramMiB: null, id: null },
      ],
    });
  });

  it.each([
    ['takes too long', () => Promise.reject(new Error('timed out'))],
    ['writes nonsense', () => Promise.resolve('not json')],
    ['writes another document', () => Promise.resolve('{}')],
  ])('is what is known at once where the program %s', async (_, run) => {
    expect(await readInventory(run)).toEqual(basicHost());
  });
});
