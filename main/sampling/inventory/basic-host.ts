import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import type { Host } from '../../../shared/model/trace.ts';

function lineOf(file: string, pattern: RegExp): string | null {
  try {
    return pattern.exec(readFileSync(file, 'utf8'))?.[1] ?? null;
  } catch {
    return null;
  }
}

/** The same box after a reboot; a hash, because the machine's own id is not ours to show. Null where it has none. */
function hostId(): string | null {
  const machine = lineOf('/etc/machine-id', /^([0-9a-f]{32})$/mu);
  return machine === null
    ? null
    : createHash('sha256').update(`kneescope ${machine}`).digest('hex').slice(0, 16);
}

/** What the box is, as far as it can be said at once and without a process. The cards are not known by this. */
export function basicHost(): Host {
  const cpus = os.cpus();
  return {
    id: hostId(),
    name: os.hostname(),
    os: lineOf('/etc/os-release', /^PRETTY_NAME="?([^"\n]+)"?$/mu) ?? `${os.version()} ${os.release()}`,
    cpu: cpus[0]?.model.trim() ?? null,
    cores: cpus.length === 0 ? null : cpus.length,
    ramMiB: Math.round(os.totalmem() / 1_048_576),
    gpus: null,
  };
}
