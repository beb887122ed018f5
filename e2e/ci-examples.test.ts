import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { split } from 'shlex';
import manifest from '../package.json' with { type: 'json' };
import { declare } from '../main/cli/program.ts';
import { messages } from '../shared/locale/messages.ts';
import { ROOT } from './cli.ts';

const example = (name: string) => readFileSync(path.join(ROOT, 'docs/ci', name), 'utf8');

/** What our own command line makes of an example's command; throws where it would refuse it. */
async function understood(command: string): Promise<Record<string, unknown>> {
  const [program, ...words] = split(command);
  expect(program).toBe('kneescope');
  let options: Record<string, unknown> = {};
  const cli = declare(messages('en'), (_load, _parameters, given) => {
    options = given;
    return Promise.resolve();
  });
  await cli.parseAsync(words, { from: 'user' });
  return options;
}

const GATE = {
  baseline: 'release',
  require: '8',
  repeat: '3',
  junit: 'kneescope.xml',
  report: 'kneescope-report',
};

describe('the examples for pipelines', () => {
  it('GitHub Actions: a workflow on a box of one’s own, one job at a time, whose command is understood', async () => {
    const workflow = parse(example('github-actions.yml')) as {
      on: Record<string, unknown>;
      concurrency: { group: string };
      jobs: Record<
        string,
        { 'runs-on': string[]; steps: { run?: string; uses?: string; with?: { path: string } }[] }
      >;
    };
    expect(Object.keys(workflow.on)).toContain('workflow_dispatch');
    const { capacity } = workflow.jobs;
    expect(capacity!['runs-on']).toContain('self-hosted');
    expect(workflow.concurrency.group).toBe('render-box');
    const command = capacity!.steps.find(({ run }) => run !== undefined)!.run!;
    expect(await understood(command)).toMatchObject(GATE);
    const kept = capacity!.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact'))!.with!.path;
    expect(kept).toContain(GATE.junit);
  });

  it('the audit: runs our own script, every day and when the lock changes', () => {
    const { on, jobs } = parse(example('audit.yml')) as {
      on: { schedule: { cron: string }[]; push: { paths: string[] } };
      jobs: { audit: { steps: { run?: string }[] } };
    };
    expect(on.schedule).toHaveLength(1);
    expect(on.push.paths).toContain('package-lock.json');
    const [, script] = /^npm run (\S+)$/u.exec(jobs.audit.steps.find(({ run }) => run)!.run!) ?? [];
    expect(manifest.scripts).toHaveProperty(script!);
  });

  it('GitLab: a job that keeps the JUnit file it wrote', async () => {
    const { capacity } = parse(example('gitlab-ci.yml')) as {
      capacity: { script: string[]; resource_group: string; artifacts: { reports: { junit: string } } };
    };
    expect(await understood(capacity.script[0]!)).toMatchObject(GATE);
    expect(capacity.artifacts.reports.junit).toBe(GATE.junit);
    expect(capacity.resource_group).toBe('render-box');
  });

  it('Jenkins: a declarative pipeline with its blocks in order, whose command is understood', async () => {
    const { blocks, steps } = pipelineOf(example('Jenkinsfile'));
    expect(blocks).toEqual(['pipeline', 'agent', 'options', 'stages', 'stage', 'steps', 'post', 'always']);
    const [command] = steps.filter(([name]) => name === 'bat').map(([, argument]) => argument);
    expect(await understood(command!)).toMatchObject(GATE);
    expect(steps).toContainEqual(['junit', GATE.junit]);
  });
});

/**
 * The blocks and the steps with one string of a declarative Jenkinsfile. There is no parser of Groovy here: this one reads comments,
 * strings and braces, and throws where they do not close.
 */
function pipelineOf(text: string): { blocks: string[]; steps: [string, string][] } {
  const tokens =
    text.match(/\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|[A-Za-z_]\w*|[{}()[\]:,]|\d+|\S/gu) ?? [];
  const words = tokens.filter((token) => !token.startsWith('//'));
  const open: string[] = [];
  const blocks: string[] = [];
  const steps: [string, string][] = [];
  const closes: Record<string, string> = { '}': '{', ')': '(', ']': '[' };
  for (const [place, token] of words.entries()) {
    if (!/^(?:[\w{}()[\]:,]+|'.*'|".*")$/su.test(token))
      throw new Error(`a Jenkinsfile has no ${token} here`);
    if ('{(['.includes(token)) open.push(token);
    else if (token in closes && open.pop() !== closes[token]) throw new Error(`${token} closes nothing`);
    if (token === '{') {
      const before = words
        .slice(0, place)
        .findLast((word, i) => /^[a-z]\w*$/iu.test(word) && words[i + 1] !== ':');
      blocks.push(before ?? '');
    }
    if (/^['"]/u.test(token) && /^[a-z]/iu.test(words[place - 1] ?? ''))
      steps.push([words[place - 1] ?? '', token.slice(1, -1)]);
  }
  if (open.length > 0) throw new Error(`${open.join(' ')} is never closed`);
  return { blocks, steps };
}
