import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { packageConfiguration, ROOT, type Target } from './configuration.ts';

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: {
    readonly package: {
      readonly strategy: { readonly matrix: { readonly include: readonly { os: string; target: Target }[] } };
      readonly steps: readonly Step[];
    };
  };
}

const workflow = parse(readFileSync(path.join(ROOT, '.github/workflows/package.yml'), 'utf8')) as Workflow;
const { steps, strategy } = workflow.jobs.package;
const commands = steps.map(({ run }) => run ?? '').join('\n');

describe('the workflow that packages', () => {
  it('runs on Windows and Linux, each packaging for itself, and may only read the repository', () => {
    expect(strategy.matrix.include.map(({ os, target }) => [os, target])).toEqual([
      ['windows-latest', 'win32'],
      ['ubuntu-latest', 'linux'],
    ]);
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(Object.keys(workflow.on)).toEqual(['workflow_dispatch', 'push']);
  });

  it('has the whole history, of which the version is made', () => {
    expect(steps.find(({ uses }) => uses?.startsWith('actions/checkout'))?.with).toMatchObject({
      'fetch-depth': 0,
    });
  });

  it('calls scripts and files that are there', () => {
    const scripts = [...commands.matchAll(/npm run ([\w:-]+)/gu)].map(([, name]) => name!);
    expect(scripts).toEqual(['package']);
    for (const script of scripts) expect(Object.keys(manifest.scripts)).toContain(script);
    const files = [...commands.matchAll(/node (build\S+)/gu)].map(([, file]) => file!);
    expect(files).toHaveLength(2);
    for (const file of files) expect(existsSync(path.join(ROOT, file))).toBe(true);
  });

  it('starts what was packaged on both systems, on Windows from where the installer put it', () => {
    const smoke = steps.filter(({ run }) => run?.includes('build/package/smoke.ts'));
    expect(smoke.map((step) => step.if)).toEqual(["matrix.target == 'win32'", "matrix.target == 'linux'"]);
    expect(smoke[0]?.run).toContain('-setup.exe');
    expect(smoke[0]?.run).toMatch(/\/S \/currentuser \/D=\$folder"/u);
  });

  it('keeps every kind of file that is made', () => {
    const kept = String(
      steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact'))?.with?.['path'],
    );
    const made = { win32: ['exe'], linux: ['AppImage', 'deb'] } as const;
    for (const target of ['win32', 'linux'] as const) {
      const options = { stage: '', resources: '', output: 'dist', electronDist: null, environment: {} };
      expect(path.basename(packageConfiguration({ target, ...options }).directories?.output ?? '')).toBe(
        'dist',
      );
      for (const kind of made[target]) expect(kept).toContain(`dist/*.${kind}`);
    }
  });
});
