import { expect, it } from 'vitest';
import { describePrograms, KNEESCOPE } from '../../build/test/on-windows/describe-programs.ts';
import type { DoctorReport } from '../../shared/model/doctor.ts';

describePrograms('the doctor on Windows', KNEESCOPE, (programs) => {
  it('says what can be measured here, why the rest cannot, and what it costs', async () => {
    const { code, stdout } = await programs().run('kneescope', {
      args: ['doctor', '--seconds', '1', '--json'],
    });
    expect(code).toBe(0);
    const { readings, cost, checks } = JSON.parse(stdout) as DoctorReport;
    const here = readings.filter(({ available }) => available).map(({ reading }) => reading);
    expect(here).toEqual(
      expect.arrayContaining(['cpu', 'cores', 'ram', 'instances.cpu', 'instances.ramMiB']),
    );
    expect(readings.filter(({ available, why }) => available !== (why === null))).toEqual([]);
    expect(cost.cpuMs).toBeGreaterThan(0);
    // Asked of Windows itself: a session at the console, a user who may do all, a disk with room.
    const stateOf = (code: string) => checks.find((check) => check.code === code)?.state;
    expect(stateOf('remote-session')).toBe('good');
    expect(stateOf('frame-rights')).toBe('good');
    expect(stateOf('free-disk')).toBe('good');
    expect(stateOf('virus-scanner')).toBe('good');
  });

  it('finds what the registry says of power plans and Game Mode', async () => {
    const set = async (key: string, name: string, kind: string, value: string) => {
      const reg = 'C:\\windows\\system32\\reg.exe';
      const { code } = await programs().startExe(reg, {
        args: ['add', key, '/v', name, '/t', kind, '/d', value, '/f'],
      }).ended;
      expect(code).toBe(0);
    };
    const schemes = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Power\\User\\PowerSchemes';
    await set(schemes, 'ActivePowerScheme', 'REG_SZ', 'A1841308-3541-4FAB-BC81-F71556F20B4A');
    await set('HKCU\\SOFTWARE\\Microsoft\\GameBar', 'AutoGameModeEnabled', 'REG_DWORD', '1');
    const { stdout } = await programs().run('kneescope', {
      args: ['doctor', '--seconds', '1', '--lang', 'en'],
    });
    expect(stdout).toContain('power plan Power saver');
    expect(stdout).toContain('Game Mode');
    await set(schemes, 'ActivePowerScheme', 'REG_SZ', '8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c');
    await set('HKCU\\SOFTWARE\\Microsoft\\GameBar', 'AutoGameModeEnabled', 'REG_DWORD', '0');
    const calm = await programs().run('kneescope', { args: ['doctor', '--seconds', '1', '--json'] });
    const { checks } = JSON.parse(calm.stdout) as DoctorReport;
    expect(checks.filter(({ code }) => ['power-saving', 'gaming'].includes(code))).toMatchObject([
      { state: 'good' },
      { state: 'good' },
    ]);
  });

  it.each([
    ['en', 'What Kneescope can measure on'],
    ['zh-CN', '能测量什么'],
  ])('says it in words, %s', async (language, title) => {
    const args = ['doctor', '--seconds', '1', '--lang', language];
    const { code, stdout } = await programs().run('kneescope', { args });
    expect(code).toBe(0);
    expect(stdout).toContain(title);
    // A driver's library that no card of this box has brought is nothing that one installs.
    expect(stdout).not.toContain('nvml.dll');
  });
});
