import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** Rows of a recording that never ends. */
export interface HugeFile {
  readonly encoding?: 'utf8' | 'utf16le';
  readonly head: string;
  /** Row number `row`, from 0, without its line end. */
  readonly row: (row: number) => string;
}

const PER_LEVEL = 3600;
const MOST = 9;
const DAY = 86_400;

/** How many copies run in a second: an hour at each number, up to nine, and again from one. */
const copiesAt = (second: number) => 1 + (Math.floor(second / PER_LEVEL) % MOST);
const two = (value: number) => String(value).padStart(2, '0');
const clock = (second: number) =>
  `${two(Math.floor(second / 3600) % 24)}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
const dateOf = (second: number) => new Date(Date.UTC(2026, 10, 20) + 1000 * DAY * Math.floor(second / DAY));
const load = (second: number, each: number) => 3 + each * copiesAt(second) + ((second * 7919) % 97) / 97;

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** A trace of ours: `instances` in all, started one after the other and kept. */
function ownTrace(instances: number, frames: boolean): HugeFile {
  const samplesEach = Math.ceil(PER_LEVEL / 4);
  const lines = samplesEach + 1;
  return {
    head: '{"type":"meta","format":"kneescope.trace/1","tick":1,"cap":80,"method":"steady"}',
    row: (row) => {
      const level = Math.min(instances, Math.floor(row / lines));
      const t = row + 1;
      if (row > 0 && row % lines === 0 && row / lines <= instances)
        return `{"type":"event","t":${t - 1},"event":"launch","instance":${level},"slot":${level}}`;
      const each = (value: number) => (3 + value * level + ((t * 7919) % 97) / 97).toFixed(1);
      const told = range(level).map((index) => index + 1);
      const fps = told.map((one) => `{"instance":${one},"fps":${(59 + ((t + one) % 10) / 10).toFixed(1)}}`);
      const own = told.map((one) => `{"instance":${one},"cpu":1.1,"ramMiB":${800 + one},"vramMiB":640}`);
      return (
        `{"type":"sample","t":${t},"n":${level},"cpu":${each(1)},"cores":[11,12,13,14],"gpu":[${each(10.5)}],"vram":[${each(1.2)}],` +
        `"encoder":[${each(0.4)}],"ram":${each(1.5)}${frames ? `,"fps":[${fps.join()}],"instances":[${own.join()}]` : ''}}`
      );
    },
  };
}

const PERFMON = range(MOST).map((index) => `Process(Showroom${index === 0 ? '' : `#${index}`})`);

/** One of each form that `analyze` reads, as its program writes it. */
export const HUGE_FILES: Readonly<Record<string, HugeFile>> = {
  'own trace, 60 instances': ownTrace(60, true),
  'own trace, 9 instances, box only': ownTrace(9, false),
  'PerfMon (UTF-16)': {
    encoding: 'utf16le',
    head: `\uFEFF"(PDH-CSV 4.0) (China Standard Time)(-480)","\\\\BOX\\Processor Information(_Total)\\% Processor Time",${PERFMON.map((one) => `"\\\\BOX\\${one}\\% Processor Time"`).join()}`,
    row: (row) =>
      `"${two(dateOf(row).getUTCMonth() + 1)}/${two(dateOf(row).getUTCDate())}/${dateOf(row).getUTCFullYear()} ${clock(row)}.123","${load(row, 10.5).toFixed(9)}",${PERFMON.map((_, index) => (index < copiesAt(row) ? '"10.500000000"' : '" "')).join()}`,
  },
  'nvidia-smi --query-gpu': {
    head: 'timestamp, index, name, utilization.gpu [%], memory.used [MiB], memory.total [MiB], temperature.gpu, utilization.encoder [%]',
    row: (row) => {
      const second = Math.floor(row / 2);
      const date = dateOf(second).toISOString().slice(0, 10).replaceAll('-', '/');
      return `${date} ${clock(second)}.500, ${row % 2}, NVIDIA GeForce RTX 4080, ${load(second, 10).toFixed(0)} %, ${900 + 640 * copiesAt(second)} MiB, 16376 MiB, 40, [Not Supported]`;
    },
  },
  'nvidia-smi dmon': {
    head: '#Time        gpu     pwr  gtemp  mtemp     sm    mem    enc    dec    jpg    ofa   mclk   pclk \n#HH:MM:SS    Idx       W      C      C      %      %      %      %      %      %    MHz    MHz ',
    row: (row) =>
      ` ${clock(row)}      0     80     40      -      ${load(row, 10).toFixed(0)}     12      3      0      0      0  10501   2520 `,
  },
  'PresentMon 2': {
    head: 'Application,ProcessID,SwapChainAddress,PresentRuntime,SyncInterval,PresentFlags,AllowsTearing,PresentMode,FrameType,CPUStartTime,FrameTime,CPUBusy,DisplayLatency',
    row: (row) =>
      `Showroom.exe,${4100 + (row % 60)},0x224B280A1C0,DXGI,1,0,0,Hardware: Legacy Flip,Application,${((row * 16.6) / 60).toFixed(4)},16.6000,16.3,NA`,
  },
  MangoHud: {
    head: 'os,cpu,gpu,ram,kernel,driver,cpuscheduler\nDebian GNU/Linux 12,AMD,AMD Radeon RX 7900 XT,65536000,6.1.0,Mesa 24,performance\nfps,frametime,cpu_load,cpu_power,gpu_load,cpu_temp,gpu_temp,gpu_core_clock,gpu_mem_clock,gpu_vram_used,gpu_power,ram_used,swap_used,process_rss,cpu_mhz,elapsed',
    row: (row) =>
      `60.1,16.64,21,55.2,45,61,58,2304,1249,3.1,180,12.2,0,1.1,5100,${((row + 1) * 16_640_000).toFixed(0)}`,
  },
  HWiNFO: {
    head: 'Date,Time,"Virtual Memory Committed [MB]","Physical Memory Load [%]","Core 0 Usage [%]","Total CPU Usage [%]","GPU Temperature [C]","GPU Core Load [%]","GPU Memory Usage [%]",',
    row: (row) => {
      const date = dateOf(row);
      return `${date.getUTCDate()}.${date.getUTCMonth() + 1}.${date.getUTCFullYear()},${clock(row)}.250,20480,20.0,12.0,${load(row, 5).toFixed(1)},45,${load(row, 10).toFixed(1)},5.0,`;
    },
  },
  // What nobody records, and what a reader must not choke on all the same.
  'own trace, another n each second': {
    head: '{"type":"meta","format":"kneescope.trace/1","tick":1}',
    row: (row) => `{"type":"sample","t":${row + 1},"n":${1 + (row % 9)},"cpu":${5 + (row % 80)}}`,
  },
  'own trace, nothing but warnings': {
    head: '{"type":"sample","t":1,"n":0,"cpu":1}',
    row: (row) => `{"type":"event","t":${row + 1},"event":"warning","code":"noise","text":"again"}`,
  },
  'own trace, nothing but launches': {
    head: '{"type":"sample","t":1,"n":0,"cpu":1}',
    row: (row) => `{"type":"event","t":${row + 1},"event":"launch","instance":${row + 1}}`,
  },
  'own trace, ever new instances': {
    head: '{"type":"sample","t":1,"n":0,"cpu":1}',
    row: (row) =>
      `{"type":"sample","t":${row + 2},"n":9,"fps":[${range(50)
        .map((one) => `{"instance":${50 * row + one},"fps":60}`)
        .join()}]}`,
  },
  'dmon, ever new cards': {
    head: '# gpu     sm    mem    enc',
    row: (row) => `  ${row}     50    12     3`,
  },
  'no line ends': { head: 'Application,ProcessID,', row: () => 'x'.repeat(1 << 16) },
};

const CHUNK = 1 << 20;

/** Writes a file of at least so many bytes. */
export async function writeHuge(file: string, name: string, bytes: number): Promise<void> {
  const { encoding = 'utf8', head, row } = HUGE_FILES[name] as HugeFile;
  const end = name === 'no line ends' ? '' : '\r\n';
  const out = createWriteStream(file);
  let text = head + end;
  let written = 0;
  for (let number = 0; written < bytes; number++) {
    text += row(number) + end;
    if (text.length < CHUNK) continue;
    const buffer = Buffer.from(text, encoding);
    text = '';
    written += buffer.length;
    if (!out.write(buffer)) await once(out, 'drain');
  }
  out.end(Buffer.from(text, encoding));
  await once(out, 'finish');
}
