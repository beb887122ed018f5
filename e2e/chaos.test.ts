import { describe, expect, it } from 'vitest';
import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { until } from '../build/test/real-processes.ts';
import { readJournal } from '../main/process/guardian/journal.ts';
import { JOURNAL_FILE } from '../main/process/guardian/leftovers.ts';
import { Cli, finished } from './cli.ts';
import { remains } from './endings/after.ts';
import { CHILD_NAMES, writePlan } from './endings/children.ts';

/** `npm run test:chaos` asks for more. */
const KILLS = Number(process.env['KNEESCOPE_CHAOS_KILLS'] ?? 50);
const SIDE_BY_SIDE = Number(process.env['KNEESCOPE_CHAOS_SIDE_BY_SIDE'] ?? 12);
/** One in so many is killed before it has launched anything: within this time from its start. */
const EARLY = 6;
const EARLY_MS = 5500;
/** The others are killed within this time from their first launch. */
const LATE_MS = 3000;

/** The same kills for the same seed: mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Kills one engine with 9 at a random moment. @returns what is wrong afterwards, null for nothing */
async function kill(number: number): Promise<object | null> {
  const next = random(20_261_121 + number);
  const child = CHILD_NAMES[Math.floor(next() * CHILD_NAMES.length)] ?? 'ignores signals';
  const groups = next() < 0.5 ? 'on' : 'off';
  const early = number % EARLY === 0;
  const after = Math.round(next() * (early ? EARLY_MS : LATE_MS));
  const cli = new Cli();
  try {
    const programs = path.join(cli.folder, 'programs');
    const plan = writePlan(programs, child);
    const engine = cli.start(['probe', plan], { KNEESCOPE_CGROUP: groups });
    let told: string | null = null;
    engine.stderr?.on('data', (text: Buffer) => (told ??= /Run (\S+):/u.exec(String(text))?.[1] ?? null));
    const result = finished(engine);
    const data = path.join(cli.data, 'kneescope');
    const hasLaunched = () =>
      (readJournal(path.join(data, 'runs', told ?? '-', JOURNAL_FILE))?.entries.length ?? 0) > 0;
    // On a box so full that even this takes for ever it is killed before its first launch, which must hold too.
    if (!early) await until(() => engine.exitCode !== null || hasLaunched()).catch(() => undefined);
    await Promise.race([pause(after), result]);
    if (hasLaunched()) kills.reached += 1;
    engine.kill('SIGKILL');
    const { stderr } = await result;
    const run = /Run (\S+):/u.exec(stderr)?.[1] ?? null;
    const found = await remains(data, run, programs);
    const right =
      found.left.length === 0 &&
      found.integrity === 'ok' &&
      found.journals.length === 0 &&
      (run === null || found.state === 'cut-off' || found.state === 'done');
    return right ? null : { number, child, groups, after, run, ...found };
  } finally {
    cli.remove();
  }
}

const kills = { reached: 0 };

describe(`${KILLS} engines killed with 9 at random moments`, () => {
  it('leave nothing running, and what they measured is whole', { timeout: KILLS * 20_000 }, async () => {
    const wrong: object[] = [];
    let next = 0;
    const worker = async () => {
      while (next < KILLS) {
        const found = await kill(next++);
        if (found) wrong.push(found);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
    expect(wrong).toEqual([]);
    // Most had launched something: else this would prove nothing.
    expect(kills.reached).toBeGreaterThan(KILLS / 2);
  });
});
