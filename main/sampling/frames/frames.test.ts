import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csvCells } from './csv-line.ts';
import { tickFrames } from './frame-times.ts';
import { MangoHudReader } from './mango-hud.ts';
import { frameLogFolder, mangohudProvider } from './mangohud-provider.ts';
import { PresentMonReader } from './present-mon.ts';
import { presentmonProvider } from './presentmon-provider.ts';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const lines = (name: string) => fixture(name).trimEnd().split('\n');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'frames-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the frames of a tick', () => {
  it('give the mean over time, the worst, the slowest hundredth and the 99th percentile', () => {
    // 198 frames of 10 ms, one of 20, one of 100: 2.1 s.
    const times = [...Array<number>(198).fill(10), 100, 20];
    const tick = tickFrames(times);
    expect(tick?.fps).toBeCloseTo(200 / 2.1);
    expect(tick?.frameTimes.count).toBe(200);
    expect(tick?.frameTimes.worst).toBeCloseTo(10);
    expect(tick?.frameTimes.low1).toBeCloseTo(2000 / 120);
    expect(tick?.frameTimes.p99Ms).toBe(10);
  });

  it('of one frame are that frame, and of none nothing', () => {
    expect(tickFrames([40])).toEqual({ fps: 25, frameTimes: { count: 1, worst: 25, low1: 25, p99Ms: 40 } });
    expect(tickFrames([])).toBeNull();
    expect(tickFrames([0, Number.NaN])).toBeNull();
  });
});

describe('PresentMon', () => {
  const framesOf = (name: string, pid: number) => {
    const reader = new PresentMonReader();
    return lines(name).flatMap((line) => {
      const frame = reader.line(line);
      return frame?.pid === pid ? [frame.milliseconds] : [];
    });
  };

  it.each([
    ['presentmon-1.8.csv', 5.4997, 19],
    ['presentmon-2.csv', 5.4997, 18],
    ['presentmon-2-v2-metrics.csv', 17.2677, 18],
  ])('%s is read by the names of its columns', (name, first, count) => {
    const frames = framesOf(name, 9620);
    expect(frames[0]).toBeCloseTo(first);
    expect(frames.length).toBe(count);
    // One capture in three formats: a program at 60 frames a second.
    expect(tickFrames(frames.slice(1))?.fps).toBeCloseTo(60, 0);
  });

  it('says nothing of lines that are no frames', () => {
    const reader = new PresentMonReader();
    expect(reader.line('warning: some events were lost')).toBeNull();
    expect(reader.recognised).toBe(false);
    reader.line('"Application","ProcessID","SwapChainAddress","FrameTime"');
    expect(reader.line('"a, b.exe",12,0x1,16.5')).toEqual({ pid: 12, swapChain: '0x1', milliseconds: 16.5 });
    expect(reader.line('a.exe,12,0x1,NA')).toBeNull();
    expect(reader.line('a.exe,12')).toBeNull();
    expect(reader.line('<unknown>,-1,0x1,16.5')).toBeNull();
  });

  it('is one capture for all instances, split by process', async () => {
    const program = path.join(folder, 'presentmon.sh');
    const capture = path.join(folder, 'capture.csv');
    writeFileSync(capture, fixture('presentmon-2-v2-metrics.csv'));
    writeFileSync(program, `#!/bin/sh\ncat '${capture}'\nexec sleep 600\n`);
    chmodSync(program, 0o755);
    const provider = presentmonProvider({ file: program, arguments: [] });
    const { capabilities } = await provider.open();
    expect(capabilities.every(({ available }) => available)).toBe(true);
    const instances = new Map([
      [1, [1, 9620]],
      [2, [10_376]],
      [3, [5]],
    ]);
    const reading = (await provider.read(instances)).instances;
    expect(reading?.get(1)?.frameTimes?.count).toBe(18);
    expect(reading?.get(2)?.fps).toBeGreaterThan(10);
    expect(reading?.get(3)).toEqual({});
    // Nothing new: who presented stands still, who never did has nothing to tell.
    const next = (await provider.read(instances)).instances;
    expect(next?.get(1)).toEqual({ fps: 0 });
    expect(next?.get(3)).toEqual({});
    await provider.close();
    await expect(provider.read(instances)).rejects.toThrow('PresentMon ended');
  });

  it('that may not trace says which group may', async () => {
    const program = path.join(folder, 'refused.sh');
    writeFileSync(program, '#!/bin/sh\necho "error: access denied; run as an administrator" >&2\nexit 6\n');
    chmodSync(program, 0o755);
    const { capabilities } = await presentmonProvider({ file: program, arguments: [] }).open();
    expect(capabilities[0]?.why).toEqual({
      code: 'no-right',
      source: 'PresentMon',
      group: 'Performance Log Users',
    });
    expect((await presentmonProvider(null).open()).capabilities[0]?.why?.code).toBe('not-installed');
    const gone = presentmonProvider({ file: path.join(folder, 'none'), arguments: [] });
    expect((await gone.open()).capabilities[0]?.why?.code).toBe('failed');
    await gone.close();
  });
});

describe('MangoHud', () => {
  it.each([
    ['mangohud-0.6.8.csv', 120, 7.138],
    ['mangohud-0.8.csv', 3, 16.666],
  ])('%s is read in the unit that it has', (name, count, first) => {
    const reader = new MangoHudReader();
    const frames = lines(name).flatMap((line) => reader.line(line) ?? []);
    expect(frames.length).toBe(count);
    expect(frames[0]).toBeCloseTo(first);
  });

  it('is followed while it writes, instance by instance', async () => {
    const file = (instance: number, name: string) => {
      mkdirSync(frameLogFolder(folder, instance), { recursive: true });
      return path.join(frameLogFolder(folder, instance), name);
    };
    const [head, rest] = [
      lines('mangohud-0.8.csv').slice(0, 8).join('\n'),
      lines('mangohud-0.8.csv').slice(8),
    ];
    const provider = mangohudProvider(folder);
    const instances = new Map([
      [1, [10]],
      [2, [20]],
    ]);
    const read = async () => (await provider.read(instances)).instances;
    expect(await read()).toEqual(new Map([[1, {}], [2, {}]])); // prettier-ignore
    // Cut off in the middle of a line, as it is read while it is written.
    writeFileSync(file(1, 'game_2026.csv'), `${head}\n${rest[0] ?? ''}\n${rest[1]?.slice(0, 9) ?? ''}`);
    writeFileSync(file(1, 'game_2026_summary.csv'), '0.1% Min FPS\n1\n');
    expect((await read())?.get(1)?.frameTimes?.count).toBe(1);
    appendFileSync(file(1, 'game_2026.csv'), `${rest[1]?.slice(9) ?? ''}\n${rest[2] ?? ''}\n`);
    const second = await read();
    expect(second?.get(1)?.frameTimes).toMatchObject({ count: 2, p99Ms: 50 });
    expect(second?.get(2)).toEqual({});
    expect((await read())?.get(1)).toEqual({ fps: 0 });
  });
});

describe('a line of CSV', () => {
  it.each([
    ['a,b,,d', ['a', 'b', '', 'd']],
    ['"a, ""b""",c', ['a, "b"', 'c']],
    [',"x"', ['', 'x']],
  ])('%j has its cells', (line, cells) => {
    expect(csvCells(line)).toEqual(cells);
  });
});
