import { must, processCalls, type Handle } from '../../os/windows/process-calls.ts';

/** JOBOBJECT_EXTENDED_LIMIT_INFORMATION on x64, and where its flags stand. */
const LIMITS = { class: 9, bytes: 144, flags: 16 } as const;
const KILL_ON_JOB_CLOSE = 0x2000;
const DIE_ON_UNHANDLED_EXCEPTION = 0x400;
/** JOBOBJECT_BASIC_PROCESS_ID_LIST: two counts, then the pids of eight bytes each. */
const PIDS = { class: 3, head: 8, each: 8 } as const;
const ERROR_MORE_DATA = 234;
const FIRST_ROOM = 64;
/** What a process shows as its code that was ended with its job. */
const ENDED_BY_US = 1;

/**
 * A set of processes that the kernel keeps: whatever one of them starts is in it, and nothing gets out, for it allows no
 * breakaway. When its last handle is closed, however that comes, all of them are ended.
 */
export class Job {
  readonly #handle: Handle;

  /** @throws WindowsError */
  constructor() {
    const calls = processCalls();
    this.#handle = must('CreateJobObjectW', calls.CreateJobObjectW(null, null));
    const limits = Buffer.alloc(LIMITS.bytes);
    limits.writeUInt32LE(KILL_ON_JOB_CLOSE | DIE_ON_UNHANDLED_EXCEPTION, LIMITS.flags);
    must(
      'SetInformationJobObject',
      calls.SetInformationJobObject(this.#handle, LIMITS.class, limits, limits.length),
    );
  }

  /** @throws WindowsError */
  assign(process: Handle): void {
    must('AssignProcessToJobObject', processCalls().AssignProcessToJobObject(this.#handle, process));
  }

  /** Those that live. */
  pids(): readonly number[] {
    const { QueryInformationJobObject, GetLastError } = processCalls();
    for (let room = FIRST_ROOM; ; room *= 2) {
      const list = Buffer.alloc(PIDS.head + PIDS.each * room);
      if (QueryInformationJobObject(this.#handle, PIDS.class, list, list.length, null) === 0) {
        if (GetLastError() === ERROR_MORE_DATA) continue;
        return [];
      }
      const [assigned, listed] = [list.readUInt32LE(0), list.readUInt32LE(4)];
      // Under Wine a list that does not fit is no error.
      if (assigned > listed && listed >= room) continue;
      return Array.from({ length: Math.min(listed, room) }, (_, i) =>
        Number(list.readBigUInt64LE(PIDS.head + PIDS.each * i)),
      );
    }
  }

  /** Ends all of them in one stroke. @returns whether there was anybody */
  terminate(): boolean {
    if (this.pids().length === 0) return false;
    return processCalls().TerminateJobObject(this.#handle, ENDED_BY_US) !== 0;
  }

  close(): void {
    processCalls().CloseHandle(this.#handle);
  }
}

/** SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX and SEM_NOOPENFILEERRORBOX. */
const NO_BOXES = 0x8003;

let engineJob: Job | null = null;
/** What GetCurrentProcess gives. */
const THIS_PROCESS = -1;

/**
 * Ties the life of whatever this process starts to its own: it joins a job whose only handle it holds, so that the
 * kernel ends all of it however this process ends. Before anything is launched, and once; there is no way back.
 * @throws WindowsError
 */
export function joinEngineJob(): void {
  if (engineJob) return;
  const job = new Job();
  job.assign(THIS_PROCESS);
  engineJob = job;
  // What we start inherits this: a missing DLL or a crash is an exit code and not a box that waits for a click.
  processCalls().SetErrorMode(NO_BOXES);
}
