import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { Problem } from '../../../shared/model/problem.ts';
import { processCalls, WindowsError, type Handle } from '../../os/windows/process-calls.ts';
import { StartFailed } from '../instance.ts';
import { commandLine, environmentBlock, LONGEST_COMMAND_LINE, wide } from './command-line.ts';
import type { Job } from './job.ts';
import { openForChild, openPipe } from './pipe.ts';

const CREATE_SUSPENDED = 0x4;
const CREATE_NEW_PROCESS_GROUP = 0x200;
const CREATE_UNICODE_ENVIRONMENT = 0x400;
const CREATE_NO_WINDOW = 0x0800_0000;
const STARTF_USESTDHANDLES = 0x100;
/** STARTUPINFOW and PROCESS_INFORMATION on x64. */
const STARTUP = { bytes: 104, flags: 60, stdin: 80, stdout: 88, stderr: 96 } as const;
const STARTED = { bytes: 24, process: 0, thread: 8, pid: 16 } as const;

/** GetLastError's codes that mean something to whoever wrote the plan. */
const ERRORS = {
  elevation: 740,
  tooLong: 206,
} as const;
/** Not enough memory, of resources, of quota, of the page file. */
const NO_ROOM: ReadonlySet<number> = new Set([8, 14, 1450, 1453, 1455, 1816]);
const NAMES: Readonly<Record<number, string>> = {
  2: 'ENOENT',
  3: 'ENOENT',
  5: 'EACCES',
  32: 'EBUSY',
  193: 'ENOEXEC',
  216: 'ENOEXEC',
  225: 'VIRUS',
  1260: 'BLOCKED',
  4551: 'BLOCKED',
};

export interface WindowsStart {
  readonly file: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Whether its stdin is ours; else there is nothing to read there. */
  readonly stdin: boolean;
  /** It is in there before its first instruction runs. */
  readonly job: Job;
  /** Shares our console, as far as we have one; else it gets one of its own that nobody sees. */
  readonly console: boolean;
}

/** A process of ours, with the part of Node's ChildProcess that an instance needs. */
export class WindowsProcess extends EventEmitter<{ exit: [number, null] }> {
  readonly pid: number;
  readonly stdin: Socket | null;
  readonly stdout: Socket;
  readonly stderr: Socket;
  readonly signalCode = null;
  #exitCode: number | null = null;
  readonly #handle: Handle;
  readonly #watch: NodeJS.Timeout;

  constructor(handle: Handle, pid: number, streams: Pick<WindowsProcess, 'stdin' | 'stdout' | 'stderr'>) {
    super();
    this.#handle = handle;
    this.pid = pid;
    this.stdin = streams.stdin;
    this.stdout = streams.stdout;
    this.stderr = streams.stderr;
    this.#watch = setInterval(() => {
      this.#look();
    }, LOOK_MS);
  }

  get exitCode(): number | null {
    return this.#exitCode;
  }

  #look(): void {
    const { WaitForSingleObject, GetExitCodeProcess, CloseHandle } = processCalls();
    if (WaitForSingleObject(this.#handle, 0) !== WAIT_OBJECT_0) return;
    clearInterval(this.#watch);
    const code = Buffer.alloc(4);
    GetExitCodeProcess(this.#handle, code);
    CloseHandle(this.#handle);
    this.#exitCode = code.readUInt32LE(0);
    this.emit('exit', this.#exitCode, null);
  }
}
const WAIT_OBJECT_0 = 0;
const FAILED = 0xffff_ffff;
/** A look costs a microsecond; a thread that waits for each process would cost a thread. */
const LOOK_MS = 20;

function refusal(code: number, file: string): Error {
  if (NO_ROOM.has(code)) return new StartFailed('ENOMEM');
  if (code === ERRORS.elevation) return new Problem('executable.elevated', { path: file });
  if (code === ERRORS.tooLong) return new Problem('executable.not-started', { path: file, reason: 'E2BIG' });
  return new Problem('executable.not-started', { path: file, reason: NAMES[code] ?? `error ${code}` });
}

function createProcess(
  start: WindowsStart,
  handles: Readonly<Record<'stdin' | 'stdout' | 'stderr', Handle>>,
) {
  const { file, args, folder, environment, console: shares } = start;
  const calls = processCalls();
  const line = commandLine(file, args);
  if (line.length >= LONGEST_COMMAND_LINE) throw refusal(ERRORS.tooLong, file);
  const startup = Buffer.alloc(STARTUP.bytes);
  startup.writeUInt32LE(STARTUP.bytes, 0);
  startup.writeUInt32LE(STARTF_USESTDHANDLES, STARTUP.flags);
  for (const name of ['stdin', 'stdout', 'stderr'] as const)
    startup.writeBigInt64LE(BigInt(handles[name]), STARTUP[name]);
  const started = Buffer.alloc(STARTED.bytes);
  const flags =
    CREATE_SUSPENDED |
    CREATE_NEW_PROCESS_GROUP |
    CREATE_UNICODE_ENVIRONMENT |
    (shares ? 0 : CREATE_NO_WINDOW);
  const block = environmentBlock(environment);
  const created = calls.CreateProcessW(
    file,
    wide(line),
    null,
    null,
    1,
    flags,
    block,
    folder,
    startup,
    started,
  );
  if (created === 0) throw refusal(calls.GetLastError(), file);
  return {
    process: started.readBigInt64LE(STARTED.process),
    thread: started.readBigInt64LE(STARTED.thread),
    pid: started.readUInt32LE(STARTED.pid),
  };
}

/**
 * Starts a process without a shell. It is put into its job while it is still suspended, so that nothing it starts can
 * be outside.
 * @throws Problem `executable.elevated` or `executable.not-started`
 * @throws StartFailed where there was no room for one more process
 */
export async function startProcess(start: WindowsStart): Promise<WindowsProcess> {
  const { CloseHandle, TerminateProcess, ResumeThread, GetLastError } = processCalls();
  const [input, stdout, stderr] = await Promise.all([
    start.stdin ? openPipe('read') : null,
    openPipe('write'),
    openPipe('write'),
  ]);
  const streams = { stdin: input?.ours ?? null, stdout: stdout.ours, stderr: stderr.ours };
  const handles = {
    stdin: input?.theirs ?? openForChild('NUL', 'read'),
    stdout: stdout.theirs,
    stderr: stderr.theirs,
  };
  try {
    // From here to the closing of the handles nothing else may start a process: it would inherit them.
    const { process, thread, pid } = createProcess(start, handles);
    try {
      start.job.assign(process);
      if (ResumeThread(thread) === FAILED) throw new WindowsError('ResumeThread', GetLastError());
    } catch (error) {
      TerminateProcess(process, 1);
      CloseHandle(process);
      throw error;
    } finally {
      CloseHandle(thread);
    }
    return new WindowsProcess(process, pid, streams);
  } catch (error) {
    for (const stream of Object.values(streams)) stream?.destroy();
    if (error instanceof WindowsError) throw refusal(error.code, start.file);
    throw error;
  } finally {
    for (const handle of Object.values(handles)) CloseHandle(handle);
  }
}
