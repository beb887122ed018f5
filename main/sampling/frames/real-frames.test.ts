import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, vi } from 'vitest';
import { openDisplay } from '../../../build/test/display.ts';
import { describeWith } from '../../../build/test/need.ts';
import { frameLogFolder, mangohudLibrary, mangohudProvider } from './mangohud-provider.ts';

async function end(child: ChildProcess | null): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describeWith(['xvfb', 'glxgears', 'mangohud'], 'a real program that presents frames', () => {
  it('is counted by MangoHud as it counts itself', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gears-'));
    // It finds a free number by itself and tells it on descriptor 3.
    const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '320x240x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    let gears: ChildProcess | null = null;
    try {
      const [display] = (await once(screen.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer];
      const own = frameLogFolder(folder, 1);
      mkdirSync(own, { recursive: true });
      gears = spawn('glxgears', [], {
        stdio: ['ignore', 'pipe', 'ignore'],
        env: {
          ...process.env,
          DISPLAY: `:${display.toString().trim()}`,
          MANGOHUD: '1',
          // The version of Debian 12 writes its log when it ends; so it is made to end.
          MANGOHUD_CONFIG: `output_folder=${own},autostart_log=1,log_interval=0,log_duration=5,no_display`,
          LD_PRELOAD: mangohudLibrary() ?? '',
        },
      });
      const told = new Promise<number>((resolve) => {
        if (gears?.stdout)
          createInterface({ input: gears.stdout }).on('line', (line) => {
            const fps = /= ([0-9.]+) FPS/u.exec(line)?.[1];
            if (fps !== undefined) resolve(Number(fps));
          });
      });
      const provider = mangohudProvider(folder);
      const instances = new Map([[1, [gears.pid ?? 0]]]);
      const reading = await vi.waitFor(
        async () => {
          const found = (await provider.read(instances)).instances?.get(1);
          if (!found?.frameTimes) throw new Error('not yet');
          return found;
        },
        { timeout: 40_000, interval: 50 },
      );
      const fps = await told;
      // Another stretch of its life on a box that others use too: a like figure, not the same.
      expect(reading.fps).toBeGreaterThan(fps / 10);
      expect(reading.fps).toBeLessThan(fps * 10);
      const { count = 0, worst = 0, low1 = 0, p99Ms = 0 } = reading.frameTimes ?? {};
      expect(count).toBeGreaterThan(20);
      expect(worst).toBeLessThanOrEqual(low1);
      expect(low1).toBeLessThan(reading.fps ?? 0);
      expect(1000 / p99Ms).toBeGreaterThanOrEqual(low1);
    } finally {
      await end(gears);
      await end(screen);
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});

describeWith(['xvfb', 'vkcube', 'mangohud'], 'a real program that draws by Vulkan', () => {
  it('is counted by MangoHud, which is a layer of Vulkan there', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'cube-'));
    const display = await openDisplay();
    let cube: ChildProcess | null = null;
    try {
      const own = frameLogFolder(folder, 1);
      mkdirSync(own, { recursive: true });
      cube = spawn('vkcube', [], {
        stdio: 'ignore',
        env: {
          ...process.env,
          DISPLAY: display.name,
          MANGOHUD: '1',
          MANGOHUD_CONFIG: `output_folder=${own},autostart_log=1,log_interval=0,log_duration=3,no_display`,
        },
      });
      const provider = mangohudProvider(folder);
      const instances = new Map([[1, [cube.pid ?? 0]]]);
      const reading = await vi.waitFor(
        async () => {
          const found = (await provider.read(instances)).instances?.get(1);
          if (!found?.frameTimes) throw new Error('not yet');
          return found;
        },
        { timeout: 90_000, interval: 50 },
      );
      expect(reading.fps).toBeGreaterThan(0);
      expect(reading.frameTimes?.count).toBeGreaterThan(0);
      await provider.close();
    } finally {
      await end(cube);
      await display.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
