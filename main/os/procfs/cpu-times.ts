/** Time of one core, or of all, since the box started, in clock ticks. */
export interface CpuTimes {
  readonly busy: number;
  readonly idle: number;
  /** What the hypervisor says it took. Also of a core that wanted nothing: with the others it may come to more than passed. */
  readonly stolen: number;
}

/** `/proc/stat` as far as it is about processors. */
export interface BoxTimes {
  readonly total: CpuTimes;
  /** By the core's number; absent where the core is offline. */
  readonly cores: ReadonlyMap<number, CpuTimes>;
  /** Programs that run or wait for a core at this moment; null where the file does not tell. */
  readonly running: number | null;
}

/**
 * Reads the processors' lines of `/proc/stat`. Idle is idle and waiting for the disk; all else but what the hypervisor took
 * is busy. Guest time is in user time already.
 * @returns null where the text is no such file
 */
export function parseCpuTimes(text: string): BoxTimes | null {
  let total: CpuTimes | null = null;
  const cores = new Map<number, CpuTimes>();
  // Behind the processors stands a line of thousands of interrupt counters: it is not even split.
  const end = text.search(/^(?!cpu)/mu);
  for (const line of text.slice(0, end < 0 ? undefined : end).split('\n')) {
    if (line === '') break;
    const [name = '', ...fields] = line.split(/ +/u);
    const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] =
      fields.map(Number);
    const times = { busy: user + nice + system + irq + softirq, idle: idle + iowait, stolen: steal };
    if (name === 'cpu') total = times;
    else cores.set(Number(name.slice(3)), times);
  }
  const running = /^procs_running (\d+)$/mu.exec(text)?.[1];
  return total === null || cores.size === 0
    ? null
    : { total, cores, running: running === undefined ? null : Number(running) };
}
