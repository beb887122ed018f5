import { csvCells } from './csv-line.ts';

/** One frame that some process presented. */
export interface PresentedFrame {
  readonly pid: number;
  /** A process may present into several windows; each has a swap chain of its own. */
  readonly swapChain: string;
  /** Since the frame before of this chain. */
  readonly milliseconds: number;
}

/** The frame time, by the names that versions have given to its column: 2.x with --v2_metrics, 2.x, 1.x. */
const FRAME_TIME = ['frametime', 'msbetweenpresents', 'msbetweenappstart'];

interface Columns {
  readonly pid: number;
  readonly swapChain: number;
  readonly frameTime: number;
}

/**
 * Reads what PresentMon writes, of version 1.x or 2.x: columns are found by name, for their order and number changes with
 * versions and options. A second header begins anew, as it does where several files were joined.
 */
export class PresentMonReader {
  #columns: Columns | null = null;

  /** Whether what was read so far is PresentMon's. */
  get recognised(): boolean {
    return this.#columns !== null;
  }

  /** @returns null where the line is no frame: a header, a message, a frame that was not measured */
  line(text: string): PresentedFrame | null {
    const cells = csvCells(text.replace(/^\uFEFF/u, ''));
    const header = columnsOf(cells);
    if (header) {
      this.#columns = header;
      return null;
    }
    if (!this.#columns) return null;
    const { pid, swapChain, frameTime } = this.#columns;
    const [process, milliseconds] = [Number(cells[pid]), Number(cells[frameTime])];
    if (!Number.isInteger(process) || process <= 0 || !(milliseconds > 0)) return null;
    return { pid: process, swapChain: cells[swapChain] ?? '', milliseconds };
  }
}

function columnsOf(cells: readonly string[]): Columns | null {
  const names = cells.map((cell) => cell.toLowerCase());
  const pid = names.indexOf('processid');
  const frameTime = FRAME_TIME.map((name) => names.indexOf(name)).find((at) => at >= 0);
  return pid < 0 || frameTime === undefined
    ? null
    : { pid, swapChain: names.indexOf('swapchainaddress'), frameTime };
}
