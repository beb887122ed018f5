import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audienceSchema, type Audience } from '../shared/model/audience.ts';
import type { Verdict } from '../shared/model/verdict.ts';
import { Cli, ROOT } from './cli.ts';

const SCRIPTED = `"${process.execPath}" "${path.join(ROOT, 'examples/driver/scripted-box.js')}"`;
const WORKED = ['--streams', '10', '--bitrate', '8', '--spectators', '20', '--uplink', '200'];
let cli: Cli;
beforeAll(() => {
  cli = new Cli();
});
afterAll(() => {
  cli.remove();
});
const audience = (...parameters: string[]) => cli.json<Audience>('audience', ...parameters);

describe('kneescope audience', () => {
  it('prints the document of the format, to its digits', async () => {
    const document = await audience(...WORKED);
    expect(audienceSchema.parse(document)).toEqual(document);
    expect(document).toMatchObject({
      format: 'kneescope.audience/1',
      needMbps: 240,
      fits: false,
      admitted: { streams: 10, spectators: 15 },
      waiting: null,
    });
    expect(document.perViewerMbps).toBe(200 / 30);
  });

  it('answers waiting by Erlang', async () => {
    const { waiting } = await audience('--streams', '10', '--arrivals', '10', '--session', '30');
    expect(waiting!.probability).toBeCloseTo(0.03610535915832, 12);
    expect(waiting!.meanSeconds).toBeCloseTo(12.997929296995, 9);
    expect(waiting!.p95Seconds).toBe(0);
    expect(waiting!.refused).toBeCloseTo(0.018384570336648, 12);
    const over = await audience('--streams', '10', '--arrivals', '20', '--session', '30');
    expect(over.waiting).toMatchObject({ meanSeconds: null, p95Seconds: null, reason: 'unstable' });
  });

  it('plays a day’s profile through', async () => {
    const profile = Array.from({ length: 24 }, (_, hour) => (hour === 20 ? 22 : 6)).join(',');
    const { waiting, hours, simulation } = await audience(
      ...['--streams', '10', '--arrivals', profile, '--session', '9x20,1x60:fixed', '--patience', '5'],
    );
    expect(waiting).toMatchObject({ hour: 20, load: (22 * 24) / 60 });
    expect(hours).toHaveLength(24);
    expect(simulation!.result!.hours[20]!.gaveUp).toBeGreaterThan(0);
  });

  it('takes places from a kept run', async () => {
    await cli.run('probe', '--box', `driver:${SCRIPTED} --noise 0`, '--method', 'steady');
    const [shown, document] = [
      await cli.json<Verdict>('show', 'last'),
      await audience('--run', 'last', '--bitrate', '8', '--arrivals', '4', '--session', '30'),
    ];
    expect(shown.capacity).toBeGreaterThan(2);
    expect(document).toMatchObject({
      run: shown.run,
      capacity: shown.capacity,
      streams: shown.capacity,
      waiting: { places: shown.capacity },
    });
    expect(document.simulated).toBe(shown.simulated);
  });

  it('predicts another box from what the run measured, and says that it does', async () => {
    const told = [
      '--hardware',
      'cores=64,gpus=2,gpu-speed=1.4-1.6',
      '--more',
      '8',
      '--unit-price',
      'gpu=900',
    ];
    const { otherBox, extension } = await audience('--run', 'last', ...told);
    expect(otherBox).toMatchObject({ prediction: true, limitedBy: 'gpu', gpuSpeed: { source: 'typed' } });
    expect(otherBox!.low).toBeLessThan(otherBox!.high!);
    expect(extension).toMatchObject({ prediction: true, more: 8 });
    expect(extension!.additions[0]).toMatchObject({
      resource: 'gpu',
      cost: 900 * extension!.additions[0]!.amount,
    });
    const { otherBox: calibrated } = await audience(
      '--run',
      'last',
      '--hardware',
      'gpus=1',
      '--calibrate',
      'last',
    );
    // The very same box, calibrated by itself.
    const shown = await cli.json<Verdict>('show', 'last');
    expect(calibrated!.capacity).toBe(shown.capacity);
    expect(calibrated!.gpuSpeed).toMatchObject({ source: 'calibrated' });
    const { stdout } = await cli.run('audience', '--run', 'last', ...told);
    expect(stdout).toContain('Prediction, not a measurement');
  });

  it('calibrates the speeds by a second kept run, of the same program on a faster box', async () => {
    const first = await cli.json<Verdict>('show', 'last');
    const box = `driver:${SCRIPTED} --noise 0.3 --demand 5.5 --cpuDemand 2`;
    await cli.run('probe', '--box', box, '--method', 'steady');
    const second = await cli.json<Verdict>('show', 'last');
    const told = ['--run', first.run!, '--hardware', 'gpus=1,cores=8', '--calibrate', second.run!];
    const { otherBox } = await audience(...told);
    for (const { source, low, high } of [otherBox!.gpuSpeed, otherBox!.coreSpeed]) {
      expect(source).toBe('calibrated');
      // Half the demand is twice the speed, and the range of both measurements holds it.
      expect(low).toBeLessThanOrEqual(2);
      expect(high).toBeGreaterThanOrEqual(2);
      expect(high - low).toBeLessThan(0.5);
    }
    // What is predicted of the second box from the first is what was measured there.
    expect(otherBox!.low).toBeLessThanOrEqual(second.capacity!);
    expect(otherBox!.high).toBeGreaterThanOrEqual(second.capacity!);
    const { stdout } = await cli.run('audience', ...told);
    expect(stdout).toContain('from two measured boxes');
    await cli.run('delete', second.run!);
  });

  it('stands in the report of a run, and alone for typed numbers', async () => {
    const folder = path.join(cli.folder, 'written');
    const told = [
      '--run',
      'last',
      '--streams',
      '10',
      '--bitrate',
      '8',
      '--uplink',
      '50',
      '--hardware',
      'gpus=4',
    ];
    expect((await cli.run('audience', ...told, '--report', folder)).stderr).toContain('report.html');
    const report = readFileSync(path.join(folder, 'report.html'), 'utf8');
    expect(report).toContain('Both limit: the render box carries');
    expect(report).toContain('Prediction, not a measurement');
    await cli.run('audience', ...WORKED, '--report', folder, '--lang', 'zh-CN');
    const page = readFileSync(path.join(folder, 'audience.html'), 'utf8');
    expect(page).toContain('瓶颈在上行带宽');
    expect(page.match(/<svg/gu)).toHaveLength(2);
    expect(page).not.toMatch(/<script|src=/u);
  });

  it('speaks to people in both languages', async () => {
    const english = await cli.run('audience', ...WORKED, '--policy', 'admit');
    expect(english).toMatchObject({ code: 0, stderr: '' });
    expect(english.stdout).toContain('The uplink limits: 200 Mbit/s carry 25 of the 30 viewers.');
    const chinese = await cli.run('audience', ...WORKED, '--lang', 'zh-CN');
    expect(chinese.stdout).toContain('瓶颈在上行带宽：200 Mbit/s 只够 30 人中的 25 人。');
    const help = await cli.run('audience', '--help', '--lang', 'zh-CN');
    expect(help.stdout).toContain('--spectators');
  });

  it.each([
    [['--streams', '-1', '--bitrate', '8'], /--streams is "-1".*whole number from 0/u],
    [['--streams', '2.5', '--bitrate', '8'], /--streams.*whole/u],
    [['--streams', '10', '--bitrate', ''], /--bitrate is ""/u],
    [['--streams', '10', '--bitrate', '1e9'], /--bitrate is "1e9".*to 10000/u],
    [['--streams', '10', '--bitrate', 'ten'], /--bitrate is "ten"/u],
    [['--streams', '10', '--bitrate', '0'], /--bitrate is "0".*from 0\.01/u],
    [['--streams', '10', '--bitrate', '8', '--policy', 'drop'], /--policy.*"drop".*open, admit/u],
    [['--streams', '10', '--bitrate', '8', '--overhead', '0.5'], /--overhead is "0\.5".*from 1 to 3/u],
    [['--streams', '10', '--bitrate', '8', '--quality', '720p'], /--quality.*NAME=MBPS/u],
    [['--streams', '10', '--session', '30'], /--session needs --arrivals/u],
    [['--streams', '10', '--arrivals', '1,2', '--session', '30'], /--arrivals is "1,2".*24/u],
    [['--streams', '10', '--arrivals', '1', '--session', '30x'], /--session.*9x10/u],
    [['--streams', '10', '--arrivals', '1', '--session', '3', '--target', '95'], /--target.*95:30/u],
    [['--streams', '10', '--arrivals', '1', '--session', '3', '--other-box', 'x'], /--other-box.*large=12/u],
    [['--streams', '10', '--more', '2'], /--more needs --run/u],
    [['--run', 'last', '--hardware', 'cors=3'], /--hardware.*cores=…\?/u],
    [['--run', 'last', '--hardware', 'gpus=1,gpu-speed=2-1'], /lower one first/u],
    [['--run', 'last', '--hardware', 'gpus=-1'], /--hardware gpus is "-1"/u],
    [['--run', 'last', '--more', '2', '--unit-price', 'disk=1'], /--unit-price.*disk/u],
    [['--run', 'last', '--bitrate', '8', '--calibrate', 'last'], /--calibrate needs --hardware/u],
    [['--streams', '10', '--uplink', '8'], /--uplink needs --bitrate/u],
    [['--bitrate', '8'], /needs --streams/u],
    [['--streams', '8'], /needs --bitrate/u],
    [['--run', 'nope', '--bitrate', '8'], /There is no run nope|nope/u],
  ])('answers %j with what is wrong and exit code 2', async (parameters, message) => {
    const { code, stdout, stderr } = await cli.run('audience', ...parameters);
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
