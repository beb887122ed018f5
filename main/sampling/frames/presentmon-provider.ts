import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Capability, Unavailable } from '../../../shared/model/capability.ts';
import type { Pid } from '../../os/procfs/process-stat.ts';
import type { Provider } from '../provider.ts';
import type { InstancePids, InstanceReading } from '../sampler.ts';
import { tickFrames } from './frame-times.ts';
import { PresentMonReader } from './present-mon.ts';

const SESSION = 'Kneescope';
/** One capture for all instances: what they are called is not known, for a launcher may start them. */
const CAPTURE = [
  '--output_stdout',
  '--no_console_stats',
  '--session_name',
  SESSION,
  '--stop_existing_session',
  '--no_track_input',
  '--v2_metrics',
  '--qpc_time_ms',
];
/** Whoever may not trace is told so within this. */
const REFUSED_WITHIN_MS = 2000;
const END_MS = 5000;
/** Whose members may trace the system without being administrators. */
const GROUP = 'Performance Log Users';

export interface PresentMonCommand {
  readonly file: string;
  /** Before our own arguments. */
  readonly arguments: readonly string[];
}

type Chains = Map<string, number[]>;

/** Frames of every process on the box as PresentMon sees them, shared out to the instances by process. */
export function presentmonProvider(command: PresentMonCommand | null = findPresentMon()): Provider {
  const reader = new PresentMonReader();
  /** By process, then by swap chain: what came since the last reading. */
  let frames = new Map<Pid, Chains>();
  const presented = new Set<number>();
  let child: ChildProcess | null = null;
  let complaint = '';
  let over: Error | null = null;

  const take = (line: string) => {
    const frame = reader.line(line);
    if (!frame) return;
    const chains = frames.get(frame.pid) ?? (new Map() as Chains);
    frames.set(frame.pid, chains);
    chains.set(frame.swapChain, [...(chains.get(frame.swapChain) ?? []), frame.milliseconds]);
  };

  const start = async (): Promise<Unavailable | null> => {
    if (!command) return { code: 'not-installed', program: 'PresentMon' };
    const started = spawn(command.file, [...command.arguments, ...CAPTURE], {
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    child = started;
    createInterface({ input: started.stdout }).on('line', take);
    started.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => (complaint = (complaint + text).slice(-500)));
    const ended = once(started, 'close').then(
      ([code]) => `PresentMon ended with code ${String(code)}: ${complaint.trim()}`,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const reason = await Promise.race([
      ended,
      new Promise<null>((resolve) => setTimeout(resolve, REFUSED_WITHIN_MS, null)),
    ]);
    if (reason === null) {
      void ended.then((why) => (over = new Error(why)));
      return null;
    }
    return /access|denied|privilege|administrator/iu.test(reason)
      ? { code: 'no-right', source: 'PresentMon', group: GROUP }
      : { code: 'failed', reason };
  };

  const ofInstance = (instance: number, pids: readonly Pid[]): Partial<InstanceReading> => {
    // A program may have several windows: its frame rate is that of the one with the most frames.
    const chains = pids.flatMap((pid) => [...(frames.get(pid)?.values() ?? [])]);
    const tick = tickFrames(chains.toSorted((a, b) => b.length - a.length)[0] ?? []);
    if (tick) {
      presented.add(instance);
      return tick;
    }
    return presented.has(instance) ? { fps: 0 } : {};
  };

  return {
    source: 'presentmon',
    open: async () => {
      const why = await start();
      const capabilities = (['fps', 'frameTimes'] as const).map((reading): Capability => ({
        reading,
        source: 'presentmon',
        available: why === null,
        why,
      }));
      return { capabilities };
    },
    read: (instances: InstancePids) => {
      if (over) return Promise.reject(over);
      const each = [...instances].map(([instance, pids]) => [instance, ofInstance(instance, pids)] as const);
      frames = new Map();
      return Promise.resolve({ instances: new Map(each) });
    },
    close: async () => {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'close');
      // Killed, it would leave its tracing session running in the system.
      if (process.platform === 'win32' && command)
        await new Promise<void>((resolve) => {
          const args = ['--session_name', SESSION, '--terminate_existing_session'];
          execFile(command.file, args, { timeout: END_MS, windowsHide: true }, () => {
            resolve();
          });
        });
      child.kill();
      await gone;
    },
  };
}

/**
 * `KNEESCOPE_PRESENTMON`, else PresentMon on PATH; null where there is none, as everywhere but on Windows. A folder of PATH that is
 * relative would be the one that we were started in, and that is somebody else's.
 */
function findPresentMon(): PresentMonCommand | null {
  const named = process.env['KNEESCOPE_PRESENTMON'];
  if (named) return { file: named, arguments: [] };
  if (process.platform !== 'win32') return null;
  const file = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, 'PresentMon.exe'))
    .find((candidate) => existsSync(candidate));
  return file === undefined ? null : { file, arguments: [] };
}
