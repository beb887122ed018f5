import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnWindows, windowsPrograms, type WindowsPrograms } from '../../build/test/wine.ts';
import type { DoctorReport } from '../../shared/model/doctor.ts';

describeOnWindows('the doctor on Windows', () => {
  let programs: WindowsPrograms;
  beforeAll(async () => {
    programs = await windowsPrograms({
      kneescope: 'main/cli/kneescope.ts',
      sampler: 'main/sampling/drivers/sampler-program.ts',
      inventory: 'main/sampling/inventory/inventory-program.ts',
    });
  });
  afterAll(() => {
    programs.remove();
  });

  it('says what can be measured here, why the rest cannot, and what it costs', async () => {
    const { code, stdout } = await programs.run('kneescope', {
      args: ['doctor', '--seconds', '1', '--json'],
    });
    expect(code).toBe(0);
    const { readings, cost } = JSON.parse(stdout) as DoctorReport;
    const here = readings.filter(({ available }) => available).map(({ reading }) => reading);
    expect(here).toEqual(
      expect.arrayContaining(['cpu', 'cores', 'ram', 'instances.cpu', 'instances.ramMiB']),
    );
    expect(readings.filter(({ available, why }) => available !== (why === null))).toEqual([]);
    expect(cost.cpuMs).toBeGreaterThan(0);
  });

  it.each([
    ['en', 'What Kneescope can measure on'],
    ['zh-CN', '能测量什么'],
  ])('says it in words, %s', async (language, title) => {
    const args = ['doctor', '--seconds', '1', '--lang', language];
    const { code, stdout } = await programs.run('kneescope', { args });
    expect(code).toBe(0);
    expect(stdout).toContain(title);
    // A driver's library that no card of this box has brought is nothing that one installs.
    expect(stdout).not.toContain('nvml.dll');
  });
});
