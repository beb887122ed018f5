import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { must, processCalls, type Handle } from '../../os/windows/process-calls.ts';

const GENERIC_READ = 0x8000_0000;
const GENERIC_WRITE = 0x4000_0000;
const SHARE_READ_WRITE = 3;
const OPEN_EXISTING = 3;

/** SECURITY_ATTRIBUTES that say no more than that a child inherits the handle. */
function inheritable(): Buffer {
  const attributes = Buffer.alloc(24);
  attributes.writeUInt32LE(attributes.length, 0);
  attributes.writeUInt32LE(1, 16);
  return attributes;
}

/** An end that a child is to inherit. @throws WindowsError */
export function openForChild(name: string, access: 'read' | 'write'): Handle {
  const rights = access === 'read' ? GENERIC_READ : GENERIC_WRITE;
  const { CreateFileW } = processCalls();
  const opened = CreateFileW(name, rights, SHARE_READ_WRITE, inheritable(), OPEN_EXISTING, 0, 0);
  return must('CreateFileW', opened);
}

/** A pipe with our end as a stream, which nobody ever waits for, and the child's as a handle. */
export interface ChildPipe {
  readonly ours: Socket;
  readonly theirs: Handle;
}

/**
 * Opens a pipe to a child that is about to be started. Anonymous pipes cannot be read without waiting; a named one with
 * a name that nobody can guess can.
 * @param access what the child does with its end
 */
export async function openPipe(access: 'read' | 'write'): Promise<ChildPipe> {
  const name = `\\\\.\\pipe\\kneescope-${process.pid}-${randomBytes(16).toString('hex')}`;
  const server = createServer();
  server.maxConnections = 1;
  server.listen(name);
  await once(server, 'listening');
  try {
    const connected = once(server, 'connection') as Promise<[Socket]>;
    const theirs = openForChild(name, access);
    const [ours] = await connected;
    return { ours, theirs };
  } finally {
    server.close();
  }
}
