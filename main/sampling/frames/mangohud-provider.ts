import { existsSync, readFileSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Capability, Unavailable } from '../../../shared/model/capability.ts';
import type { Provider } from '../provider.ts';
import type { InstancePids, InstanceReading } from '../sampler.ts';
import { tickFrames } from './frame-times.ts';
import { MangoHudReader } from './mango-hud.ts';

/** Where MangoHud is told to write the frames of one instance. */
export function frameLogFolder(folder: string, instance: number): string {
  return path.join(folder, `instance-${instance}`);
}

/** One log that grows. */
interface Log {
  readonly reader: MangoHudReader;
  offset: number;
  /** The beginning of a line whose end has not been written yet. */
  rest: string;
}
interface Followed {
  readonly logs: Map<string, Log>;
  presented: boolean;
}

const CHUNK = 1_048_576;

/**
 * Reads the frame rates from the logs that MangoHud writes for each instance. Up to version 0.6.8 it writes
 * them when the program ends, so there is nothing while it runs; later versions write each frame.
 * @param folder what `frameLogFolder` was told at the launches; null where only is asked what could be read
 */
export function mangohudProvider(folder: string | null): Provider {
  const followed = new Map<number, Followed>();

  const ofInstance = async (instance: number): Promise<Partial<InstanceReading>> => {
    const known = followed.get(instance) ?? { logs: new Map<string, Log>(), presented: false };
    followed.set(instance, known);
    const frames = folder === null ? [] : await newFrames(frameLogFolder(folder, instance), known.logs);
    const tick = tickFrames(frames);
    known.presented ||= tick !== null;
    if (tick) return tick;
    return known.presented ? { fps: 0 } : {};
  };

  return {
    source: 'mangohud',
    open: () => {
      const why = absent();
      const capabilities = (['fps', 'frameTimes'] as const).map((reading): Capability => ({
        reading,
        source: 'mangohud',
        available: why === null,
        why,
      }));
      return Promise.resolve({ capabilities });
    },
    read: async (instances: InstancePids) => {
      for (const instance of followed.keys()) if (!instances.has(instance)) followed.delete(instance);
      const each = [...instances.keys()].map(
        async (instance): Promise<[number, Partial<InstanceReading>]> => [
          instance,
          await ofInstance(instance),
        ],
      );
      return { instances: new Map(await Promise.all(each)) };
    },
    close: () => Promise.resolve(),
  };
}

/** The frames since the last look, of the log with the most: a launcher may present a few of its own. */
async function newFrames(folder: string, logs: Map<string, Log>): Promise<readonly number[]> {
  let most: readonly number[] = [];
  for (const name of await names(folder)) {
    const log = logs.get(name) ?? { reader: new MangoHudReader(), offset: 0, rest: '' };
    logs.set(name, log);
    const frames = await readOn(path.join(folder, name), log);
    if (frames.length > most.length) most = frames;
  }
  return most;
}

async function names(folder: string): Promise<readonly string[]> {
  try {
    const all = await readdir(folder);
    return all.filter((name) => name.endsWith('.csv') && !name.endsWith('_summary.csv'));
  } catch {
    return [];
  }
}

async function readOn(file: string, log: Log): Promise<readonly number[]> {
  const frames: number[] = [];
  let handle;
  try {
    handle = await open(file);
  } catch {
    return frames;
  }
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK, log.offset);
      if (bytesRead === 0) return frames;
      log.offset += bytesRead;
      const lines = (log.rest + buffer.toString('utf8', 0, bytesRead)).split('\n');
      log.rest = lines.pop() ?? '';
      for (const line of lines) {
        const time = log.reader.line(line);
        if (time !== null) frames.push(time);
      }
    }
  } finally {
    await handle.close();
  }
}

/** Where distributions put it. */
const LIBRARIES = [
  '/usr/lib/x86_64-linux-gnu/mangohud/libMangoHud.so',
  '/usr/lib/mangohud/libMangoHud.so',
  '/usr/lib64/mangohud/libMangoHud.so',
];

/** MangoHud's library, which programs that draw by OpenGL must load; null where it is not installed. */
export function mangohudLibrary(): string | null {
  return LIBRARIES.find((library) => existsSync(library)) ?? null;
}

/** The first that writes frames while the program runs; before it all were written when it ended. */
const FIRST_LIVE = '0.6.9';

/** The version that a library says of itself; null where it says none. */
function versionOf(library: string): string | null {
  try {
    return /\bv(\d+\.\d+\.\d+)/u.exec(readFileSync(library, 'latin1'))?.[1] ?? null;
  } catch {
    return null;
  }
}

function absent(): Unavailable | null {
  if (process.platform !== 'linux') return { code: 'no-source', source: 'MangoHud' };
  const library = mangohudLibrary();
  if (library === null) return { code: 'not-installed', program: 'MangoHud' };
  const found = versionOf(library);
  const old = found?.localeCompare(FIRST_LIVE, 'en', { numeric: true }) === -1;
  return old ? { code: 'too-old', program: 'MangoHud', found, needed: FIRST_LIVE } : null;
}
