import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { claimHolderSchema, type ClaimHolder } from '../../../shared/model/claim.ts';
import { Problem } from '../../../shared/model/problem.ts';

export interface Claim {
  release(): Promise<void>;
}

const ANSWER_MS = 2000;
/** A holder may go between our two questions; it does not do so time and again. */
const TRIES = 5;

/** A name that the kernel takes away with the process that holds it: no file is left that could be stale. */
function address(): string {
  const name = process.env['KNEESCOPE_CLAIM'] ?? 'kneescope-probe';
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}`;
}

async function listen(server: Server): Promise<boolean> {
  server.listen(address());
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
}

/** More than this no holder of ours says; whoever else sits there must not fill our memory. */
const MOST_BYTES = 65_536;

async function bounded(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @returns null where nobody is there any more; all null where the holder does not answer */
async function askHolder() {
  const silent = { pid: null, run: null, program: null, since: null };
  const socket = connect({ path: address(), signal: AbortSignal.timeout(ANSWER_MS) });
  try {
    await once(socket, 'connect');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ECONNREFUSED' || code === 'ENOENT' ? null : silent;
  }
  try {
    const { pid, run, program, since } = claimHolderSchema.parse(JSON.parse(await bounded(socket)));
    return { pid, run, program, since };
  } catch {
    return silent;
  } finally {
    socket.destroy();
  }
}

/**
 * Takes the box for one probe, whatever data folder it writes to. Given up by `release`, or by the kernel when the
 * process ends in any way.
 * @throws Problem `box.busy` with who has it
 */
export async function claimBox(holder: ClaimHolder): Promise<Claim> {
  for (let tries = 0; ; tries++) {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(`${JSON.stringify(holder)}\n`);
    });
    if (await listen(server)) {
      // It must not hold a process open that has nothing else to do.
      server.unref();
      return {
        release: async () => {
          server.close();
          await once(server, 'close');
        },
      };
    }
    const other = await askHolder();
    if (other !== null || tries === TRIES)
      throw new Problem('box.busy', other ?? { pid: null, run: null, program: null, since: null });
  }
}
