import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnDriver } from './spawn-driver.ts';

const SCRIPTED = fileURLToPath(new URL('../../../examples/driver/scripted-box.js', import.meta.url));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope driver '));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A driver that is one small program. */
function program(source: string): string {
  const file = path.join(folder, `driver-${Math.trunc(performance.now() * 1000)}.mjs`);
  writeFileSync(file, source);
  return `"${process.execPath}" '${file}'`;
}
const failure = (reason: string, detail: unknown = expect.any(String)): unknown =>
  expect.objectContaining({ code: 'driver.failed', data: expect.objectContaining({ reason, detail }) });
const gone = (pid: number) => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

describe.concurrent('a driver as a program', () => {
  it('is started with its words split as a shell would, and ends when it is closed', async () => {
    const box = await spawnDriver(`'${process.execPath}' "${SCRIPTED}" --demand 20 --cap 7`);
    expect(box.info).toMatchObject({ clock: 'virtual', cap: 7, simulated: true, tick: 1 });
    const { instance } = await box.launch();
    const { samples, events } = await box.advance(7);
    expect(samples.map(({ t, n }) => [t, n])).toEqual([1, 2, 3, 4, 5, 6, 7].map((t) => [t, 1]));
    expect(events).toEqual([expect.objectContaining({ event: 'ready', instance })]);
    const { events: last } = await box.close(null);
    expect(last).toEqual([expect.objectContaining({ event: 'exit', instance, reason: 'stopped' })]);
  });

  it.each([
    ['does not exist', () => '/no/such/driver', failure('closed', expect.stringContaining('ENOENT'))],
    [
      'ends at once',
      () => program('console.error("licence server unreachable")'),
      failure('closed', expect.stringContaining('licence server')),
    ],
    [
      'speaks no JSON',
      () => program('console.log("Welcome!"); setInterval(() => {}, 1000)'),
      failure('invalid', 'Welcome!'),
    ],
    [
      'is of another format',
      () =>
        program(
          `process.stdin.on('data', () => console.log('{"id":1,"result":{"format":"other/2","clock":"virtual"}}'))`,
        ),
      failure('invalid'),
    ],
  ])('that %s is told with the reason', async (_, command, expected) => {
    await expect(spawnDriver(command())).rejects.toEqual(expected);
  });

  it.each([[''], ['   '], [`"unclosed`]])('whose command is «%s» is refused', async (command) => {
    await expect(spawnDriver(command)).rejects.toMatchObject({ code: 'option.value' });
  });

  it('that dies in the middle is told, and the box can still be closed', async () => {
    const box = await spawnDriver(
      program(`
        import { createInterface } from 'node:readline';
        for await (const line of createInterface({ input: process.stdin })) {
          const { id, method } = JSON.parse(line);
          if (method === 'launch') process.exit(3);
          console.log(JSON.stringify({ id, result: { format: 'kneescope.driver/1', clock: 'real' } }));
        }`),
    );
    await expect(box.launch()).rejects.toEqual(failure('closed'));
    await expect(box.close(null)).resolves.toEqual({ events: [] });
  });

  it('that does not end when its stdin closes is ended', { timeout: 15_000 }, async () => {
    const box = await spawnDriver(
      program(`
        process.stdin.once('data', () =>
          console.log(JSON.stringify({ id: 1, result: { format: 'kneescope.driver/1', clock: 'virtual', host: { pid: process.pid } } })));
        setInterval(() => {}, 1000);`),
    );
    const pid = box.info.host['pid'] as number;
    expect(gone(pid)).toBe(false);
    await box.close(null);
    expect(gone(pid)).toBe(true);
  });

  it('tells exits by no longer naming the instance, and launches by their answer', async () => {
    const box = await spawnDriver(
      program(`
        import { createInterface } from 'node:readline';
        let t = 0;
        for await (const line of createInterface({ input: process.stdin })) {
          const { id, method } = JSON.parse(line);
          if (method === 'advance') t += 1;
          const result = {
            info: { format: 'kneescope.driver/1', clock: 'virtual' },
            launch: { instance: 5 },
            advance: { samples: [{ t, n: t < 2 ? 1 : 0 }], running: t < 2 ? [5] : [] },
            stop: { stopped: true },
          }[method];
          console.log(JSON.stringify({ id, result }));
        }`),
    );
    expect(await box.launch()).toMatchObject({
      instance: 5,
      events: [{ event: 'launch', t: 0, instance: 5 }],
    });
    expect((await box.advance(1)).events).toEqual([]);
    expect((await box.advance(1)).events).toEqual([
      expect.objectContaining({ event: 'exit', instance: 5, reason: 'crash', t: 2 }),
    ]);
    await box.close(null);
  });

  /** One that answers each question with this. */
  const answering = (answers: string) =>
    spawnDriver(
      program(`
        import { createInterface } from 'node:readline';
        let t = 0;
        for await (const line of createInterface({ input: process.stdin })) {
          const { id, method } = JSON.parse(line);
          const results = {
            info: { format: 'kneescope.driver/1', clock: 'virtual' },
            launch: { instance: 1 },
            advance: { samples: [{ t: ++t, n: 1, cpu: 20 }] },
            stop: { stopped: true },
            ...${answers},
          };
          console.log(JSON.stringify({ id, result: results[method] }));
        }`),
    );

  it.each([
    ['a load of less than nothing', '{ advance: { samples: [{ t: 1, n: 1, cpu: -40 }] } }', 'cpu'],
    ['a load beyond all measure', '{ advance: { samples: [{ t: 1, n: 1, gpu: [1e300] }] } }', 'gpu'],
    ['more instances than were launched', '{ advance: { samples: [{ t: 1, n: 1e9, cpu: 20 }] } }', 'n'],
  ])('that tells %s is not believed', async (_, answers, field) => {
    const box = await answering(answers);
    await box.launch();
    await expect(box.advance(1)).rejects.toEqual(
      failure('invalid', expect.stringContaining(`samples[0].${field}`)),
    );
    await box.close(null);
  });

  it('that names an instance twice is not believed', async () => {
    const box = await answering('{}');
    await box.launch();
    await box.advance(1);
    await expect(box.launch()).rejects.toEqual(failure('invalid', expect.stringContaining('instance: 1')));
    await box.close(null);
  });

  it('may still count one that was stopped, and read a little less than nothing', async () => {
    const box = await answering('{ advance: { samples: [{ t: 1, n: 1, cpu: -0.4 }] } }');
    await box.launch();
    await box.stop(1);
    expect((await box.advance(1)).samples).toMatchObject([{ n: 1, cpu: -0.4 }]);
    await box.close(null);
  });
});
