/**
 * The guardian: a process of its own, in a session of its own, with one end of a pipe in its hand. When the engine is
 * gone, however that came, the pipe comes to its end, and the guardian ends everything of the run. It stands on Node
 * and procfs alone, because whatever has ended the engine must not end it too.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { procFolder } from '../../os/procfs/proc-folder.ts';
import { removeGroup } from '../cgroup/run-group.ts';
import { rmSync } from 'node:fs';
import { GUARDIAN_DONE, GUARDIAN_READY } from './guardian-words.ts';
import { readJournal, type Journal } from './journal.ts';
import { sweepOnce } from './sweep.ts';

const [, , journalFile = '', run = ''] = process.argv;
/** So many looks in a row must find nothing. */
const QUIET_LOOKS = 3;
const PAUSE_MS = 50;
/** What the kernel has not let go until then is left to the next engine, which finds the journal. */
const PATIENCE_MS = 120_000;
/** Where nothing is left but a process that is for ever in the middle of `exec`. */
const UNDECIDED_MS = 2000;

/** Reads the journal anew each time: the engine may have written until its last moment. */
async function sweep(first: Journal): Promise<boolean> {
  const proc = procFolder();
  const strangers = new Map<number, number>();
  const began = performance.now();
  const signal = (pid: number, name: NodeJS.Signals) => {
    try {
      process.kill(pid, name);
    } catch {
      // Gone meanwhile, or another user's.
    }
  };
  let quiet = 0;
  let lastFound = began;
  while (quiet < QUIET_LOOKS) {
    const now = performance.now();
    if (now - began > PATIENCE_MS) return false;
    const journal = readJournal(journalFile) ?? first;
    const { found, undecided } = await sweepOnce({ proc, journal, signal }, strangers);
    if (found.length > 0) lastFound = now;
    const waits = undecided && now - lastFound < UNDECIDED_MS;
    quiet = found.length > 0 || waits ? 0 : quiet + 1;
    // At first at once: somebody may be starting processes faster than we end them.
    await pause(found.length > 0 && now - began < 1000 ? 1 : PAUSE_MS);
  }
  return true;
}

function main(): void {
  // Neither a closed terminal nor somebody who ends "all of Kneescope" by name takes it along.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGPIPE'] as const)
    process.on(name, () => undefined);
  process.title = `knee-guard ${run}`;
  process.chdir('/');
  const journal = readJournal(journalFile);
  if (journal === null) {
    process.exitCode = 1;
    return;
  }
  let done = false;
  let told = '';
  let sweeping = false;
  const finish = async () => {
    if (sweeping) return;
    sweeping = true;
    if (!done) {
      const clean = await sweep(journal);
      if (journal.head.group !== null) removeGroup(journal.head.group);
      if (clean) rmSync(journalFile, { force: true });
    }
    process.exit(0);
  };
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (text: string) => {
    told = (told + text).slice(-GUARDIAN_DONE.length);
    done ||= told === GUARDIAN_DONE;
    if (done) void finish();
  });
  for (const event of ['end', 'error', 'close'] as const) process.stdin.on(event, () => void finish());
  process.stdout.on('error', () => undefined);
  process.stdout.write(GUARDIAN_READY);
}

main();
