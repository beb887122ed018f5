import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../build/test/real-processes.ts';
import { claimBox } from './claim.ts';

let name: string;
let count = 0;
beforeEach(() => {
  count += 1;
  name = `kneescope-test-claim-${process.pid}-${count}`;
  process.env['KNEESCOPE_CLAIM'] = name;
});
afterEach(() => {
  delete process.env['KNEESCOPE_CLAIM'];
});
const holder = (run: string) => ({
  pid: process.pid,
  run,
  program: '/apps/展厅',
  since: '2026-11-20T21:04:05+08:00',
});

describe('the claim on the box', () => {
  it('is one at a time, and the second is told who has it', async () => {
    const claim = await claimBox(holder('first'));
    await expect(claimBox(holder('second'))).rejects.toMatchObject({
      code: 'box.busy',
      data: holder('first'),
    });
    await expect(claimBox(holder('third'))).rejects.toMatchObject({ data: { run: 'first' } });
    await claim.release();
    const next = await claimBox(holder('second'));
    await next.release();
  });

  it('goes to one of many who ask at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => claimBox(holder(`run ${i}`))));
    const got = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(got).toHaveLength(1);
    for (const one of asked)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'box.busy' });
    await got[0]?.release();
  });

  it('is taken where somebody sits who talks without end, or says nothing of ours', async () => {
    const said = Buffer.alloc(1 << 20, 'x');
    let open = 0;
    const babbler = createServer((socket) => {
      open += 1;
      socket.on('error', () => undefined);
      socket.on('close', () => (open -= 1));
      const talk = (): void => {
        while (!socket.destroyed && socket.write(said));
      };
      socket.on('drain', talk);
      talk();
    }).listen(`\0${name}`);
    await once(babbler, 'listening');
    await expect(claimBox(holder('mine'))).rejects.toMatchObject({
      code: 'box.busy',
      data: { pid: null, program: null },
    });
    await until(() => open === 0);
    babbler.close();
  });

  it('is gone with the process that held it, even when that was killed', async () => {
    const module = fileURLToPath(new URL('claim.ts', import.meta.url));
    const source = `import { claimBox } from ${JSON.stringify(module)};
      await claimBox({ pid: process.pid, run: 'other', program: 'x', since: 'then' });
      console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await expect(claimBox(holder('mine'))).rejects.toMatchObject({ data: { pid: child.pid, run: 'other' } });
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    const claim = await claimBox(holder('mine'));
    await claim.release();
  });

  it('is respected where the holder answers nonsense', async () => {
    const server = createServer((socket) => socket.end('who wants to know?'));
    server.listen(`\0${name}`);
    await once(server, 'listening');
    await expect(claimBox(holder('mine'))).rejects.toMatchObject({
      code: 'box.busy',
      data: { pid: null, run: null, program: null, since: null },
    });
    server.close();
  });

  it('survives who asks and does not listen', async () => {
    const claim = await claimBox(holder('first'));
    const socket = connect({ path: `\0${name}` });
    await once(socket, 'connect');
    socket.destroy();
    await until(() => socket.closed);
    await expect(claimBox(holder('second'))).rejects.toMatchObject({ data: { run: 'first' } });
    await claim.release();
  });
});
